import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "key-vault/purge-protection",
  title: "Key vault cannot be purged before its retention ends",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "key-vault",
  risk: "Whoever deletes the vault or a key in it makes every model and dataset encrypted with it unreadable for good.",
  remediation: {
    summary: "Switch purge protection on; it cannot be switched off again.",
    cli: "az keyvault update --name <vault> --enable-purge-protection true",
    terraform: "purge_protection_enabled = true on azurerm_key_vault",
    console: ["Open the vault › Settings › Properties", "Enable purge protection"],
  },
  references: ["https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"],

  evaluate: ({ facets: { purgeProtection } }) =>
    !purgeProtection ? fail("What is deleted from it can be purged at once", { purgeProtection }) : pass,

  examples: {
    pass: [{ name: "protected", facets: { purgeProtection: true } }],
    fail: [{ name: "purge allowed", facets: { purgeProtection: false } }],
  },
});
