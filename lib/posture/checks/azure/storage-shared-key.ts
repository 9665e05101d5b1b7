import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/storage-shared-key",
  title: "Storage account does not accept its shared keys",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.storage.account",
  risk: "A shared key is all of the account for ever, and every Contributor can list it.",
  remediation: {
    summary: "Move callers to identities, then forbid shared key access.",
    cli: "az storage account update --name <account> --resource-group <group> --allow-shared-key-access false",
    terraform: "shared_access_key_enabled = false on azurerm_storage_account",
    console: [
      "Open the storage account › Settings › Configuration",
      "Set Allow storage account key access to Disabled",
    ],
  },
  references: ["https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent"],

  evaluate: ({ facets: { keyAuthentication } }) =>
    keyAuthentication ? fail("It accepts its shared keys", { keyAuthentication }) : pass,

  examples: {
    pass: [{ name: "identities only", facets: { keyAuthentication: false } }],
    fail: [{ name: "keys accepted", facets: { keyAuthentication: true } }],
  },
});
