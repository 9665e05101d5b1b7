import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/search-private-endpoint",
  title: "AI Search service has an approved private endpoint",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "azure.search.service",
  risk: "There is no private way to the index, so its public network cannot be closed.",
  remediation: {
    summary: "Create a private endpoint in the network of the callers.",
    cli: "az network private-endpoint create --name <name> --resource-group <group> --subnet <subnet-id> --private-connection-resource-id <service-id> --group-id searchService --connection-name <name>",
    terraform: 'azurerm_private_endpoint with subresource_names = ["searchService"]',
    console: ["Open the search service › Networking › Private access", "Create a private endpoint"],
  },
  references: ["https://learn.microsoft.com/azure/search/service-create-private-endpoint"],

  evaluate: ({ properties: { privateEndpoint } }) =>
    !privateEndpoint ? fail("It has no approved private endpoint", { privateEndpoint }) : pass,

  examples: {
    pass: [{ name: "an approved endpoint", properties: { privateEndpoint: true } }],
    fail: [{ name: "no endpoint", properties: { privateEndpoint: false } }],
  },
});
