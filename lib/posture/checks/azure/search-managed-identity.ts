import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/search-managed-identity",
  title: "AI Search service reads its sources with a managed identity",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.search.service",
  risk: "Indexers carry account keys of the storage they read, which anybody who can read the service's definition may use.",
  remediation: {
    summary:
      "Give the service an identity with Storage Blob Data Reader and use resource ids in its data sources.",
    cli: "az search service update --name <service> --resource-group <group> --identity-type SystemAssigned",
    terraform: 'identity { type = "SystemAssigned" } on azurerm_search_service',
    console: ["Open the search service › Settings › Identity", "Switch System assigned on"],
  },
  references: ["https://learn.microsoft.com/azure/search/search-howto-managed-identities-data-sources"],

  evaluate: ({ properties: { managedIdentity } }) =>
    !managedIdentity ? fail("It has no managed identity", { managedIdentity }) : pass,

  examples: {
    pass: [{ name: "an identity", properties: { managedIdentity: true } }],
    fail: [{ name: "none", properties: { managedIdentity: false } }],
  },
});
