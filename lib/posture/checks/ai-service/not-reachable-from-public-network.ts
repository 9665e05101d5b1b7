import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "ai-service/not-reachable-from-public-network",
  title: "AI service is not reachable from every public network",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "ai-service",
  risk: "Whoever holds a leaked key or token can use the models from any address on the internet.",
  remediation: {
    summary:
      "Close the public network, or let in named addresses only, and reach the service through a private endpoint.",
    cli: "az resource update --ids <account-id> --set properties.publicNetworkAccess=Disabled",
    terraform: "public_network_access_enabled = false on azurerm_cognitive_account",
    console: [
      "Open the account › Resource Management › Networking",
      "Choose Disabled, or Selected networks with the addresses that need it",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks"],

  evaluate: ({ facets: { publicNetwork } }) =>
    publicNetwork ? fail("Any address on the internet may connect", { publicNetwork }) : pass,

  examples: {
    pass: [{ name: "closed, or open to named addresses", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every address", facets: { publicNetwork: true } }],
  },
});
