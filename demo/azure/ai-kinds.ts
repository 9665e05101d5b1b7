import {
  allLogs,
  approvedConnection,
  diagnostics,
  list,
  location,
  resourceId,
  systemIdentity,
  type Tags,
  type Thing,
} from "./arm.ts";

import { workspaceContents } from "./ml-contents.ts";

type Described = { name: string; group: string; tags: Tags };

const harms = ["Hate", "Sexual", "Violence", "Selfharm"];

/** A content filter that blocks every harm from low severity on, and both kinds of prompt attack. */
export const strictFilter = (accountId: string, name: string) =>
  filter(accountId, name, { blocking: true, severityThreshold: "Low" });

/** A content filter that marks what it finds and lets it pass. */
export const annotatingFilter = (accountId: string, name: string) =>
  filter(accountId, name, { blocking: false, severityThreshold: "High" });

const filter = (accountId: string, name: string, how: { blocking: boolean; severityThreshold: string }) => ({
  id: `${accountId}/raiPolicies/${name}`,
  name,
  type: "Microsoft.CognitiveServices/accounts/raiPolicies",
  properties: {
    type: "UserManaged",
    mode: "Blocking",
    basePolicyName: "Microsoft.DefaultV2",
    contentFilters: [
      ...harms.flatMap((harm) =>
        ["Prompt", "Completion"].map((source) => ({ name: harm, enabled: true, source, ...how })),
      ),
      { name: "Jailbreak", enabled: true, blocking: how.blocking, source: "Prompt" },
      { name: "Indirect Attack", enabled: true, blocking: how.blocking, source: "Prompt" },
      { name: "Protected Material Text", enabled: true, blocking: how.blocking, source: "Completion" },
      { name: "Protected Material Code", enabled: true, blocking: how.blocking, source: "Completion" },
      {
        name: "Personally Identifiable Information",
        enabled: true,
        blocking: how.blocking,
        source: "Completion",
      },
      { name: "Groundedness", enabled: true, blocking: how.blocking, source: "Completion" },
    ],
    customBlocklists: [{ blocklistName: "claims-terms", blocking: how.blocking, source: "Prompt" }],
  },
});

type Account = Described & {
  keys: boolean;
  network: "open" | "selected-addresses" | "closed";
  logged: boolean;
  deployment: { name: string; filter: string };
  filters: (accountId: string) => readonly unknown[];
};

const model = { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" };

export function openAiAccount(given: Account): Thing {
  const id = resourceId(given.group, "Microsoft.CognitiveServices/accounts", given.name);
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.cognitiveservices/accounts",
      kind: "OpenAI",
      location,
      tags: given.tags,
      sku: { name: "S0" },
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        endpoint: `https://${given.name}.openai.azure.com/`,
        endpoints: { "OpenAI Language Model Instance API": `https://${given.name}.openai.azure.com/` },
        customSubDomainName: given.name,
        publicNetworkAccess: given.network === "closed" ? "Disabled" : "Enabled",
        networkAcls: {
          defaultAction: given.network === "open" ? "Allow" : "Deny",
          ipRules: given.network === "selected-addresses" ? [{ value: "198.51.100.24" }] : [],
          virtualNetworkRules: [],
        },
        disableLocalAuth: !given.keys,
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: [`srch-underwriting.search.windows.net`],
        encryption: {
          keySource: "Microsoft.KeyVault",
          keyVaultProperties: { keyName: "cmk-ai", keyVaultUri: "https://kv-platform-01.vault.azure.net/" },
        },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.CognitiveServices/Deployments_List": list({
        id: `${id}/deployments/${given.deployment.name}`,
        name: given.deployment.name,
        type: "Microsoft.CognitiveServices/accounts/deployments",
        sku: { name: "Standard", capacity: 60 },
        properties: {
          model,
          raiPolicyName: given.deployment.filter,
          versionUpgradeOption: "OnceNewDefaultVersionAvailable",
          provisioningState: "Succeeded",
        },
      }),
      "Microsoft.CognitiveServices/RaiPolicies_List": list(...given.filters(id)),
      "Microsoft.CognitiveServices/Accounts_ListModels": list({
        ...model,
        lifecycleStatus: "GenerallyAvailable",
        deprecation: { inference: "2027-10-01T00:00:00Z" },
        capabilities: { chatCompletion: "true" },
      }),
      [diagnostics]: given.logged ? allLogs(id) : list(),
    },
  };
}

export function searchService(
  given: Described & { indexer: { name: string; storageAccountId: string; container: string } },
): Thing {
  const id = resourceId(given.group, "Microsoft.Search/searchServices", given.name);
  const { name, storageAccountId, container } = given.indexer;
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.search/searchservices",
      location,
      tags: given.tags,
      sku: { name: "standard" },
      identity: systemIdentity(id),
      properties: {
        provisioningState: "succeeded",
        replicaCount: 3,
        partitionCount: 1,
        publicNetworkAccess: "disabled",
        networkRuleSet: { ipRules: [] },
        disableLocalAuth: true,
        semanticSearch: "standard",
        sharedPrivateLinkResources: [
          {
            id: `${id}/sharedPrivateLinkResources/blob`,
            properties: { groupId: "blob", privateLinkResourceId: storageAccountId, status: "Approved" },
          },
        ],
        encryptionWithCmk: { enforcement: "Enabled", encryptionComplianceStatus: "Compliant" },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      [diagnostics]: allLogs(id),
      "search/Indexers_List": list({
        name,
        dataSourceName: `${name}-source`,
        targetIndexName: `${name}-index`,
      }),
      "search/DataSources_List": list({
        name: `${name}-source`,
        type: "azureblob",
        credentials: { connectionString: `ResourceId=${storageAccountId};` },
        container: { name: container },
      }),
    },
  };
}

export function mlWorkspace(given: Described & { storageAccountId: string }): Thing {
  const id = resourceId(given.group, "Microsoft.MachineLearningServices/workspaces", given.name);
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.machinelearningservices/workspaces",
      kind: "Default",
      location,
      tags: given.tags,
      sku: { name: "Basic" },
      identity: systemIdentity(id),
      properties: {
        publicNetworkAccess: "Disabled",
        managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound", status: { status: "Active" } },
        encryption: { status: "Enabled" },
        hbiWorkspace: true,
        storageAccount: given.storageAccountId,
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      [diagnostics]: allLogs(id),
      ...workspaceContents(id, given.storageAccountId.slice(given.storageAccountId.lastIndexOf("/") + 1)),
    },
  };
}
