import { apiManagement } from "#lib/connectors/azure/api-management.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { collectAzure, graphRows, idOf, list, type Answers } from "./recorded-azure.ts";

const type = "microsoft.apimanagement/service";
export const gatewayId = idOf("Microsoft.ApiManagement/service", "apim-Claims");
export const firstModel = idOf("Microsoft.CognitiveServices/accounts", "AOAI");
export const secondModel = idOf("Microsoft.CognitiveServices/accounts", "aoai-two");
const app = idOf("Microsoft.Web/sites", "app");
export const gateway = (properties: object = {}) => ({
  id: gatewayId,
  name: "apim-Claims",
  type,
  location: "swedencentral",
  sku: { name: "StandardV2", capacity: 1 },
  tags: { owner: "platform" },
  identity: { type: "SystemAssigned", principalId: "p1" },
  properties: {
    publisherEmail: "api@example.com",
    gatewayUrl: "https://APIM-Claims.azure-api.net",
    hostnameConfigurations: [
      {
        type: "Proxy",
        hostName: "apim-claims.azure-api.net",
        certificateSource: "BuiltIn",
        defaultSslBinding: false,
      },
      {
        type: "Proxy",
        hostName: "AI.claims.example",
        certificateSource: "KeyVault",
        defaultSslBinding: true,
      },
    ],
    virtualNetworkType: "None",
    publicNetworkAccess: "Enabled",
    customProperties: {
      "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "False",
      "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls11": "True",
      "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Backend.Protocols.Ssl30": "true",
      "Microsoft.WindowsAzure.ApiManagement.Gateway.Protocols.Server.Http2": "True",
    },
    ...properties,
  },
});
export const gatewayApi = (name: string, properties: object = {}) => ({
  id: `${gatewayId}/apis/${name}`,
  name,
  type: "Microsoft.ApiManagement/service/apis",
  properties: {
    displayName: `${name} API`,
    apiRevision: "1",
    isCurrent: true,
    path: name,
    protocols: ["https"],
    serviceUrl: null,
    subscriptionRequired: true,
    ...properties,
  },
});
export const gatewayPolicy = (inbound: string) =>
  list({
    id: `${gatewayId}/policies/policy`,
    name: "policy",
    properties: {
      format: "xml",
      value: `<policies>\r\n  <inbound>\r\n    <base />${inbound}\r\n  </inbound>\r\n  <backend><base /></backend>\r\n</policies>`,
    },
  });
export const gatewayBackend = (name: string, properties: object) => ({
  id: `${gatewayId}/backends/${name}`,
  name,
  properties: { protocol: "http", ...properties },
});
const hosts = {
  data: [
    { id: firstModel, host: "aoai.openai.azure.com" },
    { id: secondModel, host: "aoai-two.openai.azure.com" },
    { id: app, host: "app.azurewebsites.net" },
  ],
};
export const gatewayLogs = (category: object) =>
  list({ id: "/d", name: "d", properties: { logs: [{ enabled: true, ...category }] } });

export const collectGateway = (given: Answers = {}, row = gateway()) =>
  collectAzure(apiManagement, {
    "Microsoft.ResourceGraph/Resources": (input) =>
      JSON.stringify(input).includes("defaultHostName") ? hosts : graphRows(row)(input),
    "Microsoft.ApiManagement/Api_ListByService": list(
      gatewayApi("chat", { serviceUrl: "https://AOAI.openai.azure.com/openai" }),
    ),
    "Microsoft.ApiManagement/ApiPolicy_ListByApi": gatewayPolicy(""),
    "Microsoft.ApiManagement/Policy_ListByService": gatewayPolicy(""),
    "Microsoft.ApiManagement/Backend_ListByService": list(),
    "Microsoft.Insights/DiagnosticSettings_List": gatewayLogs({ category: "GatewayLogs" }),
    ...given,
  });
export const chatApi = async (given: Answers = {}, row = gateway()): Promise<Resource> =>
  (await collectGateway(given, row)).get("chat API");
export const policyOnApi = (inbound: string) => ({
  "Microsoft.ApiManagement/ApiPolicy_ListByApi": gatewayPolicy(inbound),
});
export const gatewayApis = (...raw: object[]) => ({
  "Microsoft.ApiManagement/Api_ListByService": list(...raw),
});
