import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("compute", "fn"), sampleResource("agent", "agent")],
  relationships: [
    { from: "example", kind: "routes-to" as const, to: "fn" },
    { from: "fn", kind: "invokes" as const, to: "agent" },
  ],
};
const beforeCode = {
  resources: [sampleResource("compute", "fn")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "fn" }],
};

export default defineCheck({
  id: "aws/apigateway-request-validation",
  title: "REST API in front of a model validates requests",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "aws.apigateway.rest-api",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Requests of any size and shape reach the model and its tools.",
  remediation: {
    summary: "Add a request validator and a model with a length limit to each method.",
    cli: "aws apigateway create-request-validator --rest-api-id <api> --name body --validate-request-body",
    terraform: "request_validator_id = aws_api_gateway_request_validator.body.id",
    console: [
      "API Gateway › open the API › Resources › choose the method › Method request › Edit › Request validator",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  ],

  evaluate: ({ key, properties: { validatesRequests } }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    return validatesRequests
      ? pass
      : fail("Some route that takes requests does not validate them", { validatesRequests });
  },

  examples: {
    pass: [{ name: "validated", properties: { validatesRequests: true }, neighbours: beforeModel }],
    fail: [{ name: "not validated", properties: { validatesRequests: false }, neighbours: beforeModel }],
    notApplicable: [
      { name: "no model behind it", properties: { validatesRequests: false }, neighbours: beforeCode },
    ],
  },
});
