import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/openai-content-filter",
  title: "Azure OpenAI deployment names the content filter it runs under",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.deployment",
  risk: "What guards the deployment is Azure's default of the day, which nobody here chose or is told about when it changes.",
  remediation: {
    summary:
      "Give the deployment a content filter that blocks every harm category at medium severity or lower.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"properties":{"raiPolicyName":"<strict-filter>"}}\'',
    terraform:
      "rai_policy_name = azurerm_cognitive_account_rai_policy.strict.name on azurerm_cognitive_deployment",
    console: [
      "Open Azure AI Foundry › Guardrails + controls",
      "Create a filter that blocks",
      "Apply it to the deployment",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters"],

  // How strong a named filter is, the checks of guardrails say.
  evaluate: ({ properties: { contentFilter } }) =>
    contentFilter === null
      ? fail("It names no content filter, so what guards it is not yours to say", { raiPolicyName: null })
      : pass,

  examples: {
    pass: [{ name: "a filter by name", properties: { contentFilter: "strict" } }],
    fail: [{ name: "no filter named", properties: { contentFilter: null } }],
  },
});
