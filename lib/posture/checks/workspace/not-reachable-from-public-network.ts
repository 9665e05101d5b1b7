import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workspace/not-reachable-from-public-network",
  title: "AI workspace is not reachable from every public network",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "workspace",
  risk: "Notebooks, models and data connections are one stolen session away from anybody on the internet.",
  remediation: {
    summary: "Close the public network and reach the workspace through a private endpoint.",
    cli: "az ml workspace update --name <workspace> --resource-group <group> --public-network-access Disabled",
    terraform: "public_network_access_enabled = false on azurerm_machine_learning_workspace",
    console: ["Open the workspace › Settings › Networking", "Choose Disabled"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("Any address on the internet may connect", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "closed", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every address", facets: { publicNetwork: true } }],
  },
});
