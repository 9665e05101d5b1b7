import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/data-factory-exposed",
  title: "Data factory is not reachable from public networks",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.data-factory.factory",
  risk: "Whoever has a leaked runtime key joins the factory from anywhere, and sees or changes the data it moves to models.",
  remediation: {
    summary: "Connect through a private endpoint and disable public network access.",
    cli: "az datafactory update --name <factory> --resource-group <group> --public-network-access Disabled",
    terraform: "public_network_enabled = false on azurerm_data_factory",
    console: [
      "Open the factory › Settings › Networking",
      "Choose Private endpoint",
      "Add a private endpoint",
    ],
  },
  references: ["https://learn.microsoft.com/azure/data-factory/data-factory-private-link"],

  evaluate: ({ facets: { privateNetwork }, properties: { publicNetworkAccess } }) =>
    privateNetwork ? pass : fail("Any address on the internet may connect", { publicNetworkAccess }),

  examples: {
    pass: [
      { name: "closed", facets: { privateNetwork: true }, properties: { publicNetworkAccess: "Disabled" } },
    ],
    fail: [
      { name: "open", facets: { privateNetwork: false }, properties: { publicNetworkAccess: "Enabled" } },
      {
        name: "a switch never set",
        facets: { privateNetwork: false },
        properties: { publicNetworkAccess: null },
      },
    ],
  },
});
