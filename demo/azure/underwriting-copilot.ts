import { annotatingFilter, openAiAccount, searchService, strictFilter } from "./ai-kinds.ts";
import {
  allLogs,
  diagnostics,
  groupId,
  list,
  location,
  principalOf,
  privateEndpointTo,
  resourceId,
  systemIdentity,
  type Thing,
  type Variant,
} from "./arm.ts";
import { deployerId } from "./directory.ts";
import { keyVault, managedIdentity, open, storageAccount, webApp } from "./kinds.ts";
import { assign } from "./roles.ts";

const group = "rg-underwriting";
const tags = { owner: "underwriting", environment: "production", workload: "underwriting-copilot" };
const identity = resourceId(
  group,
  "Microsoft.ManagedIdentity/userAssignedIdentities",
  "id-underwriting-copilot",
);
const search = resourceId(group, "Microsoft.Search/searchServices", "srch-underwriting");
const documents = resourceId(group, "Microsoft.Storage/storageAccounts", "stunderwritingdocs");
const model = resourceId(group, "Microsoft.CognitiveServices/accounts", "aoai-underwriting-weu");
const app = resourceId(group, "Microsoft.Web/sites", "app-underwriting-copilot");
const vault = resourceId(group, "Microsoft.KeyVault/vaults", "kv-underwriting");

/** Answers brokers' questions about policies. As it is: open, keyed, unlogged, overridable, and run as Contributor. */
export const underwritingCopilot = (variant: Variant): Thing[] => {
  const fixed = variant === "fixed";
  return [
    managedIdentity({ name: "id-underwriting-copilot", group, tags }),
    webApp({
      name: "app-underwriting-copilot",
      group,
      tags,
      identity,
      signIn: fixed,
      publicNetwork: true,
      settings: {
        AZURE_OPENAI_ENDPOINT: "https://aoai-underwriting-weu.openai.azure.com/",
        AZURE_OPENAI_DEPLOYMENT: "gpt-4o",
        SEARCH_ENDPOINT: "https://srch-underwriting.search.windows.net",
        PolicyAdmin__Authorization:
          "@Microsoft.KeyVault(SecretUri=https://kv-underwriting.vault.azure.net/secrets/policy-admin-api-key/)",
      },
    }),
    openAiAccount({
      name: "aoai-underwriting-weu",
      group,
      tags,
      keys: !fixed,
      network: fixed ? "closed" : "open",
      logged: fixed,
      deployment: { name: "gpt-4o", filter: "underwriting-strict" },
      filters: (id) => [
        strictFilter(id, "underwriting-strict"),
        ...(fixed ? [] : [annotatingFilter(id, "underwriting-annotate-only")]),
      ],
    }),
    searchService({
      name: "srch-underwriting",
      group,
      tags,
      indexer: { name: "policies", storageAccountId: documents, container: "policies" },
    }),
    storageAccount({
      name: "stunderwritingdocs",
      group,
      tags,
      containers: [
        {
          name: "policies",
          publicAccess: fixed ? "None" : "Blob",
          metadata: { data_classification: "confidential" },
        },
      ],
      properties: fixed
        ? {}
        : { publicNetworkAccess: "Enabled", networkAcls: open, allowBlobPublicAccess: true },
    }),
    keyVault({ name: "kv-underwriting", group, tags, secrets: ["policy-admin-api-key"] }),
    gateway(),
    privateEndpointTo(model, "account"),
    privateEndpointTo(search, "searchService"),
    privateEndpointTo(documents, "blob"),
    privateEndpointTo(vault, "vault"),
  ];
};

export const underwritingAssignments = (variant: Variant) => [
  ...(variant === "as-is"
    ? [assign("Contributor", groupId(group), principalOf(identity))]
    : [
        assign("Cognitive Services OpenAI User", model, principalOf(identity)),
        assign("Search Index Data Reader", search, principalOf(identity)),
      ]),
  assign("Key Vault Secrets User", vault, principalOf(identity)),
  assign("Website Contributor", app, deployerId),
  assign("Storage Blob Data Reader", documents, principalOf(search)),
];

/** The brokers' way in, and a good one; the application behind it can be reached around it. */
function gateway(): Thing {
  const name = "apim-underwriting";
  const id = resourceId(group, "Microsoft.ApiManagement/service", name);
  const brokerPolicy = [
    "<policies><inbound><base />",
    '<rate-limit-by-key calls="60" renewal-period="60" counter-key="@(context.Subscription.Id)" />',
    '<ip-filter action="allow"><address-range from="198.51.100.0" to="198.51.100.255" /></ip-filter>',
    "</inbound><backend><base /></backend><outbound><base /></outbound></policies>",
  ].join("");
  return {
    row: {
      id,
      name,
      type: "microsoft.apimanagement/service",
      location,
      tags,
      sku: { name: "Premium" },
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        gatewayUrl: `https://${name}.azure-api.net`,
        hostnameConfigurations: [{ type: "Proxy", hostName: `${name}.azure-api.net` }],
        virtualNetworkType: "External",
        publicNetworkAccess: "Enabled",
        customProperties: {
          "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "False",
          "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls11": "False",
          "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Backend.Protocols.Tls10": "False",
        },
      },
    },
    answers: {
      [diagnostics]: allLogs(id),
      "Microsoft.ApiManagement/Api_ListByService": list({
        id: `${id}/apis/underwriting`,
        name: "underwriting",
        type: "Microsoft.ApiManagement/service/apis",
        properties: {
          displayName: "Underwriting copilot",
          path: "underwriting",
          serviceUrl: "https://app-underwriting-copilot.azurewebsites.net",
          protocols: ["https"],
          subscriptionRequired: true,
          isCurrent: true,
        },
      }),
      "Microsoft.ApiManagement/Policy_ListByService": policyOf(id, brokerPolicy),
      "Microsoft.ApiManagement/ApiPolicy_ListByApi": policyOf(
        `${id}/apis/underwriting`,
        "<policies><inbound><base /></inbound></policies>",
      ),
      "Microsoft.ApiManagement/Backend_ListByService": list(),
    },
  };
}

const policyOf = (id: string, value: string) =>
  list({ id: `${id}/policies/policy`, name: "policy", properties: { format: "xml", value } });
