import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "key-vault/not-reachable-from-public-network",
  title: "Key vault is not reachable from every public network",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "key-vault",
  risk: "A stolen token reads the credentials of models and data from any address on the internet.",
  remediation: {
    summary: "Close the public network and reach the vault through a private endpoint.",
    cli: "az keyvault update --name <vault> --public-network-access Disabled",
    terraform: "public_network_access_enabled = false on azurerm_key_vault",
    console: [
      "Open the vault › Settings › Networking",
      "Disable public access, or allow named addresses only",
    ],
  },
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("Any address on the internet may connect", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "closed", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every address", facets: { publicNetwork: true } }],
  },
});
