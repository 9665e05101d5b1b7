import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "vector-store/not-reachable-from-public-network",
  title: "Vector store is not reachable from every public network",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "vector-store",
  risk: "The documents behind every answer are one leaked key away from anybody on the internet.",
  remediation: {
    summary: "Close the public network and reach the store privately.",
    cli: "az search service update --name <service> --resource-group <group> --public-access disabled",
    terraform: "public_network_access_enabled = false on azurerm_search_service",
    console: ["Open the search service › Settings › Networking", "Choose Disabled, or Selected IP addresses"],
  },
  references: [
    "https://learn.microsoft.com/azure/search/service-create-private-endpoint",
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html",
  ],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("Any address on the internet may connect", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "private, or open to named addresses", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every address", facets: { publicNetwork: true } }],
  },
});
