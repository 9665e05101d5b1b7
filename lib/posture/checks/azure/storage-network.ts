import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/storage-network",
  title: "Storage account does not accept every network",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "azure.storage.account",
  risk: "Anonymous containers and leaked keys or signatures work from any address on the internet.",
  remediation: {
    summary: "Deny by default and let in private endpoints and named addresses.",
    cli: "az storage account update --name <account> --resource-group <group> --default-action Deny --public-network-access Disabled",
    terraform: "public_network_access_enabled = false on azurerm_storage_account",
    console: [
      "Open the storage account › Security + networking › Networking",
      "Choose Disabled, or Enabled from selected networks",
    ],
  },
  references: ["https://learn.microsoft.com/azure/storage/common/storage-network-security"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("Any address on the internet may connect", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "closed", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every address", facets: { publicNetwork: true } }],
  },
});
