import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/apim-backend-identity",
  title: "Gateway proves itself to a model by identity, not by a key",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.api-management.api",
  risk: "Who reads the gateway's configuration reads the model's key, and can use it around the gateway and its limits.",
  remediation: {
    summary: "Let the gateway take a token of its own identity, and switch keys of the model's account off.",
    cli: 'az rest --method put --url "https://management.azure.com<api-id>/policies/policy?api-version=2024-05-01" --body @policy.json',
    terraform:
      'azurerm_api_management_api_policy whose xml_content holds <authentication-managed-identity resource="https://cognitiveservices.azure.com" />',
    console: [
      "Open the service › APIs › the API › All operations",
      'Add <authentication-managed-identity resource="https://cognitiveservices.azure.com" /> to the inbound policy',
      "Remove the api-key header and the named value behind it",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/api-management/api-management-authenticate-authorize-ai-apis",
  ],

  evaluate: ({ properties: { routesToModel, backendCredential } }) => {
    // Without a credential of its own the gateway hands on what callers bring, which the account judges.
    if (!routesToModel || backendCredential === "none") return notApplicable;
    return backendCredential === "key" ? fail("It sends the model's key along", { backendCredential }) : pass;
  },

  examples: {
    pass: [{ name: "by identity", properties: { routesToModel: true, backendCredential: "identity" } }],
    fail: [{ name: "by key", properties: { routesToModel: true, backendCredential: "key" } }],
    notApplicable: [
      { name: "leads to no model", properties: { routesToModel: false, backendCredential: "key" } },
      { name: "hands on what callers bring", properties: { routesToModel: true, backendCredential: "none" } },
    ],
  },
});
