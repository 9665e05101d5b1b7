import {
  allLogs,
  approvedConnection,
  diagnostics,
  list,
  location,
  privateEndpointTo,
  resourceId,
  systemIdentity,
  type Thing,
} from "./arm.ts";
import { strictFilter } from "./ai-kinds.ts";

const group = "rg-data-science";
const name = "aif-data-science";
const tags = { owner: "data-science", environment: "sandbox" };
const accountId = resourceId(group, "Microsoft.CognitiveServices/accounts", name);
const projectId = `${accountId}/projects/tryouts`;
const search = resourceId("rg-underwriting", "Microsoft.Search/searchServices", "srch-underwriting");

/** Where data scientists try agents out: closed, and with nothing in it today. */
export const foundry = (): Thing[] => [account(), project(), privateEndpointTo(accountId, "account")];

const account = (): Thing => ({
  row: {
    id: accountId,
    name,
    type: "microsoft.cognitiveservices/accounts",
    kind: "AIServices",
    location,
    tags,
    sku: { name: "S0" },
    identity: systemIdentity(accountId),
    properties: {
      provisioningState: "Succeeded",
      endpoint: `https://${name}.cognitiveservices.azure.com/`,
      endpoints: {
        "AI Foundry API": `https://${name}.services.ai.azure.com/`,
        "OpenAI Language Model Instance API": `https://${name}.openai.azure.com/`,
      },
      customSubDomainName: name,
      allowProjectManagement: true,
      publicNetworkAccess: "Disabled",
      networkAcls: { defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] },
      disableLocalAuth: true,
      restrictOutboundNetworkAccess: true,
      allowedFqdnList: ["srch-underwriting.search.windows.net"],
      encryption: {
        keySource: "Microsoft.KeyVault",
        keyVaultProperties: { keyName: "cmk-ai", keyVaultUri: "https://kv-platform-01.vault.azure.net/" },
      },
      privateEndpointConnections: approvedConnection(accountId),
    },
  },
  answers: {
    "Microsoft.CognitiveServices/Deployments_List": list(),
    "Microsoft.CognitiveServices/RaiPolicies_List": list(strictFilter(accountId, "data-science-strict")),
    "Microsoft.CognitiveServices/Accounts_ListModels": list(),
    "Microsoft.CognitiveServices/Connections_List": list(),
    [diagnostics]: allLogs(accountId),
  },
});

const project = (): Thing => ({
  row: {
    id: projectId,
    name: `${name}/tryouts`,
    type: "microsoft.cognitiveservices/accounts/projects",
    kind: "AIServices",
    location,
    tags,
    identity: systemIdentity(projectId),
    properties: {
      provisioningState: "Succeeded",
      displayName: "Tryouts",
      isDefault: true,
      endpoints: { "AI Foundry API": `https://${name}.services.ai.azure.com/api/projects/tryouts` },
    },
  },
  answers: {
    "Microsoft.CognitiveServices/ProjectConnections_List": list({
      id: `${projectId}/connections/policies-search`,
      name: "policies-search",
      type: "Microsoft.CognitiveServices/accounts/projects/connections",
      properties: {
        authType: "AAD",
        category: "CognitiveSearch",
        target: "https://srch-underwriting.search.windows.net",
        isSharedToAll: true,
        metadata: { ApiType: "Azure", ResourceId: search },
      },
    }),
    "foundry/Agents_List": { object: "list", data: [], has_more: false },
    "foundry/Assistants_List": { object: "list", data: [], has_more: false },
    "foundry/Evals_List": {
      object: "list",
      data: [
        {
          id: "eval_policies",
          object: "eval",
          name: "Answers about policies",
          created_at: 1_767_225_600,
          testing_criteria: [
            { type: "azure_ai_evaluator", name: "grounded", evaluator_name: "builtin.groundedness" },
            { type: "azure_ai_evaluator", name: "attack", evaluator_name: "builtin.indirect_attack" },
          ],
        },
      ],
      has_more: false,
    },
    "foundry/EvalRuns_List": {
      object: "list",
      data: [{ id: "evalrun_1", object: "eval.run", status: "completed", created_at: 1_767_229_200 }],
      has_more: false,
    },
  },
});
