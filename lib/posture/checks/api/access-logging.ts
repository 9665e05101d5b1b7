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
  id: "api/access-logging",
  title: "API in front of a model logs each call",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesToClass: "api",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Who called the model, from where and how often cannot be told.",
  remediation: {
    summary: "Send access logs of every stage to a log group.",
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name prod --patch-operations op=replace,path=/accessLogSettings/destinationArn,value=<log-group>",
    terraform:
      'access_log_settings { destination_arn = aws_cloudwatch_log_group.api.arn format = jsonencode({ ip = "$context.identity.sourceIp" }) }',
    console: ["API Gateway › open the API › Stages › Logs and tracing › Edit › Custom access logging"],
  },
  references: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],

  evaluate: ({ key, facets }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    if (facets.accessLogging) return pass;
    return fail("Not every stage keeps an access log", { accessLogging: false });
  },

  examples: {
    pass: [{ name: "logged", facets: { accessLogging: true }, neighbours: beforeModel }],
    fail: [{ name: "not logged", facets: { accessLogging: false }, neighbours: beforeModel }],
    notApplicable: [{ name: "no model behind it", facets: { accessLogging: false }, neighbours: beforeCode }],
  },
});
