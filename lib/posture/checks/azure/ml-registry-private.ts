import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-registry-private",
  title: "Machine Learning registry is not reachable from public networks",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.machine-learning.registry",
  risk: "A stolen token is enough to copy every shared model, or to publish one that every workspace then trusts.",
  remediation: {
    summary: "Disable public network access, and reach the registry through a private endpoint.",
    cli: "az ml registry update --name <registry> --resource-group <group> --set public_network_access=disabled",
    terraform: 'azapi_resource for registries with publicNetworkAccess = "Disabled"',
    console: ["Open the registry › Settings › Networking", "Disable public access", "Add a private endpoint"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation"],

  evaluate: ({ properties: { publicNetworkAccess, privateEndpoint } }) =>
    publicNetworkAccess === "Disabled"
      ? pass
      : fail("Any address on the internet may connect", { publicNetworkAccess, privateEndpoint }),

  examples: {
    pass: [{ name: "closed", properties: { publicNetworkAccess: "Disabled", privateEndpoint: true } }],
    fail: [
      { name: "open", properties: { publicNetworkAccess: "Enabled", privateEndpoint: false } },
      {
        name: "a switch never set, beside a private endpoint",
        properties: { publicNetworkAccess: null, privateEndpoint: true },
      },
    ],
  },
});
