import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-model-lifecycle",
  title: "Bedrock model in use is not near its end",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.foundation-model",
  risk: "A legacy model gets no fixes and stops answering on its end-of-life day.",
  remediation: {
    summary: "Move to the current version of the model and evaluate it before you switch.",
    cli: "aws bedrock list-foundation-models --by-provider <provider> --query \"modelSummaries[?modelLifecycle.status=='ACTIVE'].modelId\"",
    terraform: 'foundation_model = "<id of an active model>"',
    console: [
      "Bedrock › Model catalog › compare active versions",
      "Change the model of each agent that uses this one",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html"],

  evaluate: ({ facets: { lifecycle }, properties: { endsAt } }) =>
    lifecycle === "legacy" || lifecycle === "retired"
      ? fail(`AWS calls it ${lifecycle}${endsAt ? `; it ends on ${endsAt.slice(0, 10)}` : ""}`, {
          lifecycle,
          endsAt,
        })
      : pass,

  examples: {
    pass: [
      { name: "active", facets: { lifecycle: "active" }, properties: { endsAt: null } },
      {
        name: "active with an announced end",
        facets: { lifecycle: "active" },
        properties: { endsAt: "2027-06-01T00:00:00.000Z" },
      },
    ],
    fail: [
      { name: "legacy", facets: { lifecycle: "legacy" }, properties: { endsAt: "2026-12-01T00:00:00.000Z" } },
      { name: "retired", facets: { lifecycle: "retired" }, properties: { endsAt: null } },
    ],
  },
});
