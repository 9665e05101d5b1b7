import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "guardrail/not-overridable",
  title: "Callers cannot switch the guardrail off in their own request",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "guardrail",
  risk: "Whoever may call the model decides alone whether its filter applies, so a stolen key meets none.",
  remediation: {
    summary: "Bind the filter on the server side and refuse requests that replace it.",
    cli: "az cognitiveservices account deployment show --name <account> --deployment-name <deployment> --query properties.raiPolicyName",
    terraform: 'rai_policy_name = "strict" on the deployment, and no role that may write policies',
    console: [
      "Open the deployment",
      "Choose the strict filter",
      "Remove the right to edit filters from callers",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html",
  ],

  evaluate: ({ facets: { callerMayOverride } }) =>
    callerMayOverride
      ? fail("A caller may replace or switch it off in the request", { callerMayOverride })
      : pass,

  examples: {
    pass: [{ name: "bound on the server", facets: { callerMayOverride: false } }],
    fail: [{ name: "named by the request", facets: { callerMayOverride: true } }],
  },
});
