import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/apim-llm-content-safety",
  title: "Gateway checks the content of an API that leads to a model",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "azure.api-management.api",
  risk: "Prompts reach the model with only its own filter in between, and that filter is set elsewhere.",
  remediation: {
    summary: "Add the content safety policy to the API.",
    cli: 'az rest --method put --url "https://management.azure.com<api-id>/policies/policy?api-version=2024-05-01" --body @policy.json',
    terraform:
      'azurerm_api_management_api_policy whose xml_content holds <llm-content-safety backend-id="content-safety" shield-prompt="true" />',
    console: [
      "Open the service › APIs › the API › All operations",
      "Open the inbound policy",
      'Add <llm-content-safety backend-id="content-safety" shield-prompt="true" />',
    ],
  },
  references: ["https://learn.microsoft.com/azure/api-management/genai-gateway-capabilities"],

  evaluate: ({ properties: { routesToModel, contentSafety } }) => {
    if (!routesToModel) return notApplicable;
    return contentSafety ? pass : fail("It leads to a model and checks no content", { contentSafety });
  },

  examples: {
    pass: [{ name: "the policy is there", properties: { routesToModel: true, contentSafety: true } }],
    fail: [{ name: "no such policy", properties: { routesToModel: true, contentSafety: false } }],
    notApplicable: [
      { name: "leads to no model", properties: { routesToModel: false, contentSafety: false } },
    ],
  },
});
