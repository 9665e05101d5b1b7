import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
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

export default defineClassCheck({
  id: "api/authentication",
  title: "API in front of a model authenticates its callers",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "api",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Anybody who finds the address uses the model and its tools, at your cost and with your data.",
  remediation: {
    summary: "Put an authorizer on every route that leads to the model.",
    cli: "aws apigateway update-method --rest-api-id <api> --resource-id <resource> --http-method POST --patch-operations op=replace,path=/authorizationType,value=AWS_IAM",
    terraform: 'authorization = "COGNITO_USER_POOLS" authorizer_id = aws_api_gateway_authorizer.users.id',
    console: [
      "API Gateway › open the API › Resources › choose the method › Method request › Edit",
      "Choose an authorizer and deploy the stage",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  ],

  evaluate: ({ key, facets, derived }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    if (!facets.publicNetwork || facets.authentication !== "none") return pass;
    if (derived?.exposure?.reach === "internal") return pass;
    return fail("It leads to a model and asks callers for nothing", {
      authentication: facets.authentication,
    });
  },

  examples: {
    pass: [
      {
        name: "authorizer",
        facets: { publicNetwork: true, authentication: "identity" },
        neighbours: beforeModel,
      },
      { name: "private", facets: { publicNetwork: false, authentication: "none" }, neighbours: beforeModel },
      {
        name: "a public address that its security group keeps shut",
        facets: { publicNetwork: true, authentication: "none" },
        derived: { exposure: { reach: "internal", via: [], reasons: [] } },
        neighbours: beforeModel,
      },
    ],
    fail: [
      { name: "open", facets: { publicNetwork: true, authentication: "none" }, neighbours: beforeModel },
    ],
    notApplicable: [
      {
        name: "no model behind it",
        facets: { publicNetwork: true, authentication: "none" },
        neighbours: beforeCode,
      },
    ],
  },
});
