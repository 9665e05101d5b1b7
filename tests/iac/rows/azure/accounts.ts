import type { Row } from "../row.ts";
import {
  arm,
  connectedThrough,
  endpoint,
  endpointHcl,
  group,
  idOf,
  listing,
  ownKey,
  place,
  setting,
  settingHcl,
  systemAssigned,
} from "./arm.ts";

const cognitive = "Microsoft.CognitiveServices/accounts";
const harms = ["Hate", "Sexual", "Violence", "Selfharm"];
const goodFilters = [
  ...harms.flatMap((name) => ["Prompt", "Completion"].map((source) => ({ name, source, threshold: "Low" }))),
  ...["Jailbreak", "Indirect Attack"].map((name) => ({ name, source: "Prompt", threshold: undefined })),
  ...["Prompt", "Completion"].map((source) => ({ name: "PII", source, threshold: undefined })),
  ...["Protected Material Text", "Protected Material Code"].map((name) => ({
    name,
    source: "Completion",
    threshold: undefined,
  })),
];
const closed = {
  publicNetworkAccess: "Disabled",
  disableLocalAuth: true,
  restrictOutboundNetworkAccess: true,
  allowedFqdnList: ["storage.example.com"],
  encryption: ownKey,
};
const open = { publicNetworkAccess: "Enabled", disableLocalAuth: false, privateEndpointConnections: [] };
const account = (kind: string, form: string, name: string, through: string) =>
  form === "good"
    ? arm(cognitive, name, {
        kind,
        sku: { name: "S0" },
        identity: systemAssigned,
        properties: { ...closed, privateEndpointConnections: connectedThrough(through) },
      })
    : arm(cognitive, name, { kind, sku: { name: "S0" }, properties: open });
const azapiBody = {
  good: `kind = "AIServices"
        sku = { name = "S0" }
        identity = { type = "SystemAssigned", principalId = "planned" }
        properties = {
          publicNetworkAccess = "Disabled"
          disableLocalAuth = true
          restrictOutboundNetworkAccess = true
          allowedFqdnList = ["storage.example.com"]
          encryption = { keySource = "Microsoft.KeyVault" }
        }`,
  bad: `kind = "AIServices"
        sku = { name = "S0" }
        properties = { publicNetworkAccess = "Enabled", disableLocalAuth = false }`,
};

export const accounts: readonly Row[] = [
  {
    type: "azurerm_cognitive_account",
    untold: { "azure/openai-throttling": "Only what runs is throttled" },
    parts: ["azurerm_monitor_diagnostic_setting", "azurerm_resource_group"],
    hcl: `
    resource "azurerm_resource_group" "ai" {
      name = "rg-ai"
      location = "westeurope"
    }
    resource "azurerm_cognitive_account" "good" {
      name = "good"
      ${place}
      kind = "OpenAI"
      sku_name = "S0"
      custom_subdomain_name = "good"
      local_auth_enabled = false
      public_network_access_enabled = false
      outbound_network_access_restricted = true
      fqdns = ["storage.example.com"]
      customer_managed_key { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
      identity { type = "SystemAssigned" }
    }
    ${settingHcl("account", "azurerm_cognitive_account.good", "RequestResponse")}
    resource "azurerm_cognitive_account" "bad" {
      name = "bad"
      ${place}
      kind = "OpenAI"
      sku_name = "S0"
    }`,
    resources: [account("OpenAI", "good", "good", "good"), account("OpenAI", "bad", "bad", "")],
    answers: [setting(idOf(cognitive, "good"), "RequestResponse")],
  },
  {
    type: "azurerm_private_endpoint",
    neverBad: "What it leads to is judged by it, and it is judged by nothing",
    hcl: endpointHcl("good", "azurerm_cognitive_account.good", "account"),
    resources: [endpoint("good", idOf(cognitive, "good"), "account")],
    answers: [],
  },
  {
    type: "azurerm_ai_services",
    untold: { "azure/openai-throttling": "Only what runs is throttled" },
    hcl: `
    resource "azurerm_ai_services" "good" {
      name = "services-good"
      ${place}
      sku_name = "S0"
      local_authentication_enabled = false
      public_network_access = "Disabled"
      outbound_network_access_restricted = true
      fqdns = ["storage.example.com"]
      customer_managed_key { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
      identity { type = "SystemAssigned" }
    }
    ${settingHcl("services", "azurerm_ai_services.good", "RequestResponse")}
    ${endpointHcl("services", "azurerm_ai_services.good", "account")}
    resource "azurerm_ai_services" "bad" {
      name = "services-bad"
      ${place}
      sku_name = "S0"
    }`,
    resources: [
      account("AIServices", "good", "services-good", "services"),
      account("AIServices", "bad", "services-bad", ""),
      endpoint("services", idOf(cognitive, "services-good"), "account"),
    ],
    answers: [setting(idOf(cognitive, "services-good"), "RequestResponse")],
  },
  {
    type: "azurerm_cognitive_deployment",
    untold: {
      "azure/openai-model-retirement": "Only Azure tells when a model retires",
      "model-deployment/supported-model": "Only Azure tells when a model retires",
    },
    hcl: ["good", "bad"]
      .map(
        (form) => `
    resource "azurerm_cognitive_deployment" "${form}" {
      name = "chat-${form}"
      cognitive_account_id = azurerm_cognitive_account.${form}.id
      rai_policy_name = "filter-${form}"
      version_upgrade_option = "${form === "good" ? "OnceCurrentVersionExpired" : "NoAutoUpgrade"}"
      model {
        format = "OpenAI"
        name = "gpt-4.1"
        version = "2025-04-14"
      }
      sku {
        name = "${form === "good" ? "DataZoneStandard" : "GlobalStandard"}"
        capacity = ${form === "good" ? 10 : 5000}
      }
    }`,
      )
      .join("\n"),
    answers: ["good", "bad"].flatMap((form) => [
      listing("Microsoft.CognitiveServices:Accounts_ListModels", idOf(cognitive, form), [
        {
          format: "OpenAI",
          name: "gpt-4.1",
          version: "2025-04-14",
          lifecycleStatus: "GenerallyAvailable",
          deprecation: { inference: "2099-04-14T00:00:00Z" },
        },
      ]),
      listing("Microsoft.CognitiveServices:Deployments_List", idOf(cognitive, form), [
        {
          id: `${idOf(cognitive, form)}/deployments/chat-${form}`,
          name: `chat-${form}`,
          sku: {
            name: form === "good" ? "DataZoneStandard" : "GlobalStandard",
            capacity: form === "good" ? 10 : 5000,
          },
          properties: {
            provisioningState: "Succeeded",
            model: { format: "OpenAI", name: "gpt-4.1", version: "2025-04-14" },
            raiPolicyName: `filter-${form}`,
            versionUpgradeOption: form === "good" ? "OnceCurrentVersionExpired" : "NoAutoUpgrade",
          },
        },
      ]),
    ]),
  },
  {
    type: "azurerm_cognitive_account_rai_policy",
    untold: {
      "guardrail/denied-topics": "The provider has no attribute for lists of words",
      "azure/openai-protected-material": "The provider has no attribute for lists of words",
    },
    hcl: `
    resource "azurerm_cognitive_account_rai_policy" "good" {
      name = "filter-good"
      cognitive_account_id = azurerm_cognitive_account.good.id
      base_policy_name = "Microsoft.DefaultV2"
      mode = "Default"
      ${goodFilters
        .map(
          ({ name, source, threshold }) => `content_filter {
        name = "${name}"
        filter_enabled = true
        block_enabled = true
        severity_threshold = "${threshold ?? "Medium"}"
        source = "${source}"
      }`,
        )
        .join("\n")}
    }
    resource "azurerm_cognitive_account_rai_policy" "bad" {
      name = "filter-bad"
      cognitive_account_id = azurerm_cognitive_account.bad.id
      base_policy_name = "Microsoft.Default"
      content_filter {
        name = "Hate"
        filter_enabled = false
        block_enabled = false
        severity_threshold = "High"
        source = "Prompt"
      }
    }`,
    answers: [
      listing("Microsoft.CognitiveServices:RaiPolicies_List", idOf(cognitive, "good"), [
        {
          id: `${idOf(cognitive, "good")}/raiPolicies/filter-good`,
          name: "filter-good",
          properties: {
            type: "UserManaged",
            basePolicyName: "Microsoft.DefaultV2",
            mode: "Default",
            contentFilters: goodFilters.map(({ name, source, threshold }) => ({
              name,
              enabled: true,
              blocking: true,
              source,
              ...(threshold ? { severityThreshold: threshold } : {}),
            })),
            customBlocklists: ["Prompt", "Completion"].map((source) => ({
              blocklistName: "terms",
              blocking: true,
              source,
            })),
          },
        },
      ]),
      listing("Microsoft.CognitiveServices:RaiPolicies_List", idOf(cognitive, "bad"), [
        {
          id: `${idOf(cognitive, "bad")}/raiPolicies/filter-bad`,
          name: "filter-bad",
          properties: {
            type: "UserManaged",
            basePolicyName: "Microsoft.Default",
            mode: "Default",
            contentFilters: [
              { name: "Hate", enabled: false, blocking: false, severityThreshold: "High", source: "Prompt" },
            ],
          },
        },
      ]),
    ],
  },
  {
    type: "azapi_resource",
    untold: { "azure/openai-throttling": "Only what runs is throttled" },
    hcl:
      (["good", "bad"] as const)
        .map(
          (form) => `
    resource "azapi_resource" "${form}" {
      type = "Microsoft.CognitiveServices/accounts@2025-06-01"
      name = "azapi-${form}"
      location = "westeurope"
      parent_id = "${group}"
      body = {
        ${azapiBody[form]}
      }
    }`,
        )
        .join("\n") +
      settingHcl("azapi", "azapi_resource.good", "RequestResponse") +
      endpointHcl("azapi", "azapi_resource.good", "account"),
    resources: [
      account("AIServices", "good", "azapi-good", "azapi"),
      account("AIServices", "bad", "azapi-bad", ""),
      endpoint("azapi", idOf(cognitive, "azapi-good"), "account"),
    ],
    answers: [setting(idOf(cognitive, "azapi-good"), "RequestResponse")],
  },
];
