import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/private-endpoint-approved",
  title: "Private endpoint is approved by what it leads to",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "azure.network.private-endpoint",
  risk: "Its name resolves and its traffic does not arrive, so callers fall back on the public way.",
  remediation: {
    summary: "Approve the connection on the resource, or delete the endpoint.",
    cli: "az network private-endpoint-connection approve --id <connection-id>",
    terraform: "is_manual_connection = false on azurerm_private_endpoint",
    console: [
      "Open the target resource › Networking › Private endpoint connections",
      "Approve the connection",
    ],
  },
  references: ["https://learn.microsoft.com/azure/private-link/manage-private-endpoint"],

  evaluate: ({ facets: { approved } }) =>
    !approved ? fail("Its connection is not approved", { approved }) : pass,

  examples: {
    pass: [{ name: "approved", facets: { approved: true } }],
    fail: [{ name: "pending or rejected", facets: { approved: false } }],
  },
});
