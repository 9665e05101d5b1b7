import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/apim-llm-token-limit",
  title: "Gateway limits the tokens of an API that leads to a model",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.api-management.api",
  risk: "One caller spends the whole quota, or a stolen key runs up the bill, before anybody notices.",
  remediation: {
    summary: "Add a token limit for each subscription to the API's policy.",
    cli: 'az rest --method put --url "https://management.azure.com<api-id>/policies/policy?api-version=2024-05-01" --body @policy.json',
    terraform:
      'azurerm_api_management_api_policy whose xml_content holds <llm-token-limit counter-key="@(context.Subscription.Id)" tokens-per-minute="5000" />',
    console: [
      "Open the service › APIs › the API › All operations",
      "Open the inbound policy",
      'Add <llm-token-limit counter-key="@(context.Subscription.Id)" tokens-per-minute="5000" />',
    ],
  },
  references: ["https://learn.microsoft.com/azure/api-management/genai-gateway-capabilities"],

  evaluate: ({ properties: { routesToModel, tokenLimit } }) => {
    if (!routesToModel) return notApplicable;
    return tokenLimit ? pass : fail("It leads to a model and limits no tokens", { tokenLimit });
  },

  examples: {
    pass: [{ name: "the policy is there", properties: { routesToModel: true, tokenLimit: true } }],
    fail: [{ name: "no such policy", properties: { routesToModel: true, tokenLimit: false } }],
    notApplicable: [{ name: "leads to no model", properties: { routesToModel: false, tokenLimit: false } }],
  },
});
