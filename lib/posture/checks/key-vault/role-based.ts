import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "key-vault/role-based",
  title: "Key vault is governed by roles, not by its own access policies",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "key-vault",
  risk: "A Contributor can add itself to the vault's access policies and read every credential in it.",
  remediation: {
    summary: "Give the readers roles on the vault, then switch it to role-based access.",
    cli: "az keyvault update --name <vault> --enable-rbac-authorization true",
    terraform: "enable_rbac_authorization = true on azurerm_key_vault",
    console: [
      "Give each reader the role Key Vault Secrets User",
      "Open the vault › Settings › Access configuration",
      "Choose Azure role-based access control",
    ],
  },
  references: ["https://learn.microsoft.com/azure/key-vault/general/rbac-migration"],

  evaluate: ({ facets: { roleBased } }) =>
    !roleBased ? fail("Its own access policies decide who reads secrets", { roleBased }) : pass,

  examples: {
    pass: [{ name: "roles", facets: { roleBased: true } }],
    fail: [{ name: "access policies", facets: { roleBased: false } }],
  },
});
