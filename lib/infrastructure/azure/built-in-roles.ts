/** Azure's own roles that workloads of AI are given most. Any other has an effect that code does not tell. */
const roles: readonly (readonly [
  id: string,
  name: string,
  actions: readonly string[],
  dataActions?: readonly string[],
  notActions?: readonly string[],
])[] = [
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"]],
  [
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "Contributor",
    ["*"],
    [],
    [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
  ],
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"]],
  [
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    "User Access Administrator",
    ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  ],
  [
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    "Role Based Access Control Administrator",
    [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
  ],
  [
    "4633458b-17de-408a-b874-0445c86b69e6",
    "Key Vault Secrets User",
    [],
    [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  ],
  [
    "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
    "Cognitive Services OpenAI User",
    ["Microsoft.CognitiveServices/*/read", "Microsoft.Authorization/roleAssignments/read"],
    [
      "Microsoft.CognitiveServices/accounts/OpenAI/*/read",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/completions/action",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/embeddings/action",
      "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
    ],
  ],
  [
    "1407120a-92aa-4202-b7e9-c0e197c71c8f",
    "Search Index Data Reader",
    [],
    ["Microsoft.Search/searchServices/indexes/documents/read"],
  ],
  [
    "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "Storage Blob Data Reader",
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/read",
      "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
    ],
    ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
  ],
  ["7f951dda-4ed3-4680-a7ca-43fe172d538d", "AcrPull", ["Microsoft.ContainerRegistry/registries/pull/read"]],
  [
    "a97b65f3-24c7-4388-baec-2e87135dc908",
    "Cognitive Services User",
    ["Microsoft.CognitiveServices/*/read", "Microsoft.CognitiveServices/accounts/listkeys/action"],
    ["Microsoft.CognitiveServices/*"],
  ],
  [
    "8ebe5a00-799e-43f5-93ac-243d3dce84a7",
    "Search Index Data Contributor",
    [],
    ["Microsoft.Search/searchServices/indexes/documents/*"],
  ],
  [
    "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    "Storage Blob Data Contributor",
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
      "Microsoft.Storage/storageAccounts/blobServices/containers/read",
      "Microsoft.Storage/storageAccounts/blobServices/containers/write",
      "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
    ],
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/move/action",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
    ],
  ],
];

export const builtInRoles = roles.map(([id, roleName, actions, dataActions = [], notActions = []]) => ({
  id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
  name: id,
  properties: {
    roleName,
    type: "BuiltInRole",
    assignableScopes: ["/"],
    permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
  },
}));

/** The id of a role, by the name under which Terraform's provider takes it. */
export const builtInRoleId = (roleName: string): string | null =>
  builtInRoles.find(({ properties }) => properties.roleName.toLowerCase() === roleName.toLowerCase())?.id ??
  null;
