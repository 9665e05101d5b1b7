import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ai-account-outbound",
  title: "AI services account reaches only destinations that were approved",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.cognitive-services.account",
  risk: "A prompt that makes the service fetch a URL carries data to any host on the internet.",
  remediation: {
    summary: "Restrict outbound access to the hosts the account needs.",
    cli: "az resource update --ids <account-id> --set properties.restrictOutboundNetworkAccess=true properties.allowedFqdnList='[\"search.example.com\"]'",
    terraform: "outbound_network_access_restricted = true and fqdns on azurerm_cognitive_account",
    console: ["Restrict outbound access with the CLI; the portal does not offer it"],
  },
  references: ["https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention"],

  evaluate: ({ properties: { restrictsOutbound } }) =>
    !restrictsOutbound ? fail("It may call any host", { restrictsOutbound }) : pass,

  examples: {
    pass: [{ name: "restricted", properties: { restrictsOutbound: true } }],
    fail: [{ name: "not restricted", properties: { restrictsOutbound: false } }],
  },
});
