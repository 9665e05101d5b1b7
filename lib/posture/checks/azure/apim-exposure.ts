import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/apim-exposure",
  title: "API Management is in a network of its own and refuses old TLS",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.api-management.service",
  risk: "Backends behind the gateway must stay public for it to reach them, and callers may use TLS that can be broken.",
  remediation: {
    summary: "Put the gateway into a virtual network and switch TLS 1.0, 1.1 and SSL 3.0 off.",
    cli: "az apim update --name <service> --resource-group <group> --virtual-network External\naz resource update --ids <service-id> --set \"properties.customProperties.'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10'=false\"",
    terraform: 'virtual_network_type = "External" and security { frontend_tls10_enabled = false }',
    console: [
      "Open the service › Deployment + infrastructure › Network",
      "Choose a virtual network",
      "Open Security › Protocols + ciphers and switch old ones off",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/api-management/virtual-network-concepts",
    "https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers",
  ],

  evaluate: ({ properties: { oldProtocols, virtualNetworkType, publicNetworkAccess } }) => {
    if (oldProtocols.length > 0) return fail(`It still speaks ${oldProtocols.join(", ")}`, { oldProtocols });
    return virtualNetworkType === "None" && publicNetworkAccess !== "Disabled"
      ? fail("It is public and in no virtual network", { virtualNetworkType, publicNetworkAccess })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "in a network",
        properties: { oldProtocols: [], virtualNetworkType: "External", publicNetworkAccess: "Enabled" },
      },
      {
        name: "reached privately",
        properties: { oldProtocols: [], virtualNetworkType: "None", publicNetworkAccess: "Disabled" },
      },
    ],
    fail: [
      {
        name: "TLS 1.0",
        properties: {
          oldProtocols: ["Protocols.Tls10"],
          virtualNetworkType: "External",
          publicNetworkAccess: "Enabled",
        },
      },
      {
        name: "public and off every network",
        properties: { oldProtocols: [], virtualNetworkType: "None", publicNetworkAccess: null },
      },
    ],
  },
});
