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
  id: "api/throttled",
  title: "API in front of a model limits the rate of calls",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesToClass: "api",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "One caller can run up the bill or starve everyone else.",
  remediation: {
    summary: "Set a rate limit on each stage, and a usage plan for each client.",
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name prod --patch-operations op=replace,path=/*/*/throttling/rateLimit,value=50",
    terraform: "settings { throttling_rate_limit = 50 throttling_burst_limit = 100 }",
    console: ["API Gateway › open the API › Stages › Stage details › Edit › Throttling"],
  },
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
    "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  ],

  evaluate: ({ key, facets }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    if (facets.throttled) return pass;
    return fail("Calls are limited only by the whole account's quota", { throttled: false });
  },

  examples: {
    pass: [{ name: "limited", facets: { throttled: true }, neighbours: beforeModel }],
    fail: [{ name: "unlimited", facets: { throttled: false }, neighbours: beforeModel }],
    notApplicable: [{ name: "no model behind it", facets: { throttled: false }, neighbours: beforeCode }],
  },
});
