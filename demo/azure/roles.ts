import { guidOf, subscriptionId } from "./arm.ts";

type Role = { id: string; name: string; actions: string[]; notActions?: string[]; dataActions?: string[] };

/** Azure's built-in roles that the estate uses, under their real ids. */
const builtIn: readonly Role[] = [
  {
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    name: "Contributor",
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
    ],
  },
  { id: "acdd72a7-3385-48ef-bd42-f606fba81ae7", name: "Reader", actions: ["*/read"] },
  {
    id: "4633458b-17de-408a-b874-0445c86b69e6",
    name: "Key Vault Secrets User",
    actions: [],
    dataActions: [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  },
  {
    id: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
    name: "Cognitive Services OpenAI User",
    actions: ["Microsoft.CognitiveServices/*/read", "Microsoft.Authorization/roleAssignments/read"],
    dataActions: [
      "Microsoft.CognitiveServices/accounts/OpenAI/*/read",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/completions/action",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/embeddings/action",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
    ],
  },
  {
    id: "1407120a-92aa-4202-b7e9-c0e197c71c8f",
    name: "Search Index Data Reader",
    actions: [],
    dataActions: ["Microsoft.Search/searchServices/indexes/documents/read"],
  },
  {
    id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    name: "Storage Blob Data Reader",
    actions: [
      "Microsoft.Storage/storageAccounts/blobServices/containers/read",
      "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
    ],
    dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
  },
  {
    id: "de139f84-1756-47ae-9be6-808fbbe84772",
    name: "Website Contributor",
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Web/certificates/*",
      "Microsoft.Web/listSitesAssignedToHostName/read",
      "Microsoft.Web/serverFarms/join/action",
      "Microsoft.Web/serverFarms/read",
      "Microsoft.Web/sites/*",
    ],
  },
];

const roleId = (id: string) =>
  `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

export const roleDefinitions = builtIn.map(({ id, name, actions, notActions = [], dataActions = [] }) => ({
  id: roleId(id),
  name: id,
  type: "Microsoft.Authorization/roleDefinitions",
  properties: {
    roleName: name,
    type: "BuiltInRole",
    permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
    assignableScopes: ["/"],
  },
}));

/** A role given to a principal over a scope. */
export function assign(
  roleName: string,
  scope: string,
  principalId: string,
  principalType = "ServicePrincipal",
) {
  const role = builtIn.find(({ name }) => name === roleName);
  if (!role) throw new Error(`The estate knows no role ${roleName}`);
  const name = guidOf(`${roleName} ${scope} ${principalId}`);
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: "Microsoft.Authorization/roleAssignments",
    properties: { roleDefinitionId: roleId(role.id), principalId, principalType, scope, condition: null },
  };
}
