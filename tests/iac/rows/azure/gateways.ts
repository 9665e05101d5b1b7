import type { Row } from "../row.ts";
import { arm, idOf, listing, place, setting, settingHcl, systemAssigned } from "./arm.ts";

const type = "Microsoft.ApiManagement/service";
const gateway = (form: string, more: object) => ({
  ...arm(type, `apim-${form}`, {
    sku: { name: "StandardV2" },
    ...(form === "good" ? { identity: systemAssigned } : {}),
    properties: { gatewayUrl: `https://apim-${form}.azure-api.net`, ...more },
  }),
  host: `apim-${form}.azure-api.net`,
});
const kept =
  "<policies><inbound><validate-azure-ad-token tenant-id='t'/><llm-token-limit tokens-per-minute='1000'/><llm-content-safety backend-id='safety'/><authentication-managed-identity resource='https://cognitiveservices.azure.com'/></inbound></policies>";
const keyed =
  "<policies><inbound><set-backend-service backend-id='models'/><set-header name='api-key'><value>{{key}}</value></set-header></inbound></policies>";
const model = "https://aoai-shared.openai.azure.com";
const apiId = (form: string) => `${idOf(type, `apim-${form}`)}/apis/chat-${form}`;
const api = (form: string, properties: object) =>
  listing("Microsoft.ApiManagement:Api_ListByService", idOf(type, `apim-${form}`), [
    {
      id: apiId(form),
      name: `chat-${form}`,
      properties: { displayName: `chat-${form}`, path: "chat", isCurrent: true, ...properties },
    },
  ]);
const policies = "Microsoft.ApiManagement:ApiPolicy_ListByApi";
const apiHcl = (form: string, more: string) => `
    resource "azurerm_api_management_api" "${form}" {
      name = "chat-${form}"
      display_name = "chat-${form}"
      resource_group_name = "rg-ai"
      api_management_name = azurerm_api_management.${form}.name
      revision = "1"
      path = "chat"
      ${more}
    }
    resource "azurerm_api_management_api_policy" "${form}" {
      resource_group_name = "rg-ai"
      api_management_name = azurerm_api_management.${form}.name
      api_name = azurerm_api_management_api.${form}.name
      xml_content = "${form === "good" ? kept : keyed}"
    }`;

/** Words and defaults: website/docs/r of the provider, version 4. */
export const gateways: readonly Row[] = [
  {
    type: "azurerm_api_management",
    parts: ["azurerm_api_management_policy"],
    hcl: `
    resource "azurerm_api_management" "good" {
      name = "apim-good"
      ${place}
      sku_name = "StandardV2_1"
      publisher_name = "Acme"
      publisher_email = "owner@example.com"
      virtual_network_type = "Internal"
      identity { type = "SystemAssigned" }
    }
    resource "azurerm_api_management_policy" "good" {
      api_management_id = azurerm_api_management.good.id
      xml_content = "<policies><inbound><rate-limit calls='10' renewal-period='60'/></inbound></policies>"
    }
    ${settingHcl("apim", "azurerm_api_management.good", "GatewayLogs")}
    resource "azurerm_api_management" "bad" {
      name = "apim-bad"
      ${place}
      sku_name = "StandardV2_1"
      publisher_name = "Acme"
      publisher_email = "owner@example.com"
      security { frontend_tls10_enabled = true }
    }`,
    resources: [
      gateway("good", {
        virtualNetworkType: "Internal",
        publicNetworkAccess: "Enabled",
        customProperties: {
          "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "False",
        },
      }),
      gateway("bad", {
        virtualNetworkType: "None",
        publicNetworkAccess: "Enabled",
        customProperties: { "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "True" },
      }),
    ],
    answers: [
      setting(idOf(type, "apim-good"), "GatewayLogs"),
      listing("Microsoft.ApiManagement:Policy_ListByService", idOf(type, "apim-good"), [
        {
          name: "policy",
          properties: {
            value: "<policies><inbound><rate-limit calls='10' renewal-period='60'/></inbound></policies>",
          },
        },
      ]),
    ],
  },
  {
    type: "azurerm_api_management_api",
    parts: ["azurerm_api_management_api_policy", "azurerm_api_management_backend"],
    hcl: `
    ${apiHcl("good", `service_url = "${model}/openai"`)}
    ${apiHcl("bad", "subscription_required = false")}
    resource "azurerm_api_management_backend" "bad" {
      name = "models"
      resource_group_name = "rg-ai"
      api_management_name = azurerm_api_management.bad.name
      protocol = "http"
      url = "${model}/openai"
    }`,
    resources: [],
    answers: [
      api("good", { serviceUrl: `${model}/openai`, subscriptionRequired: true }),
      api("bad", { serviceUrl: null, subscriptionRequired: false }),
      listing(policies, apiId("good"), [{ name: "policy", properties: { value: kept } }]),
      listing(policies, apiId("bad"), [{ name: "policy", properties: { value: keyed } }]),
      listing("Microsoft.ApiManagement:Backend_ListByService", idOf(type, "apim-bad"), [
        { name: "models", properties: { url: `${model}/openai` } },
      ]),
    ],
  },
];
