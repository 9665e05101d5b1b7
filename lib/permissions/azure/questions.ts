import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { AccessKind } from "../access.ts";
import { certain, not, type Truth } from "../truth.ts";
import type { Operation } from "./role.ts";

/** What is asked about each resource of a type: the operation, wherever it acts, amounts to the kind. */
export type AzureQuestion = Operation & {
  kind: AccessKind;
  /** Of the resource's key, where the operation acts. */
  at: (key: string) => string;
  /** The roundabout way it takes, to be told with the role. */
  how: string | null;
  /** Whether that way is open at the resource, or at the one that holds it. */
  open: (resource: Resource, holder: Resource | undefined) => Truth;
};

type Way = Pick<AzureQuestion, "at" | "how" | "open">;
const itself = (key: string): string => key;
const straight: Way = { at: itself, how: null, open: () => "yes" };
/** A resource of Azure's own kind has nine parts; what is in it has more. */
export const topOf = (key: string): string => key.split("/").slice(0, 9).join("/");
const above = { ...straight, at: topOf };

const ask =
  (isData: boolean) =>
  (kind: AccessKind, way: Way, prefix: string, ...operations: string[]): AzureQuestion[] =>
    operations.map((operation) => ({ kind, isData, action: `${prefix}/${operation}`, ...way }));
const control = ask(false);
const data = ask(true);

/** Keys open nothing where the account takes identities alone. */
const byKeys: Way = {
  at: topOf,
  how: "by listing the account's keys",
  open: (resource, holder) => {
    const facets: object = (holder ?? resource).facets;
    const takesKeys = known(() => Reflect.get(facets, "keyAuthentication") as unknown);
    return typeof takesKeys === "boolean" ? certain(takesKeys) : "maybe";
  },
};

/** What a vault's roles give holds only where it goes by roles. */
const byRole: Way = { ...straight, open: (resource, holder) => goesByRoles(holder ?? resource) };
const byOwnPolicy: Way = {
  at: topOf,
  how: "by giving itself an access policy",
  open: (resource, holder) => not(goesByRoles(holder ?? resource)),
};
function goesByRoles(vault: Resource): Truth {
  const roleBased = known(() => Reflect.get(vault.facets, "roleBased") as unknown);
  return typeof roleBased === "boolean" ? certain(roleBased) : "maybe";
}

const userAssigned: Way = {
  ...straight,
  open: ({ properties }) => certain(Reflect.get(properties, "assignment") === "user"),
};

const storage = "Microsoft.Storage/storageAccounts";
const blobs = `${storage}/blobServices/containers/blobs`;
const ai = "Microsoft.CognitiveServices/accounts";
const search = "Microsoft.Search/searchServices";
const vault = "Microsoft.KeyVault/vaults";
const ml = "Microsoft.MachineLearningServices/workspaces";
const cosmos = "Microsoft.DocumentDB/databaseAccounts";
const registry = "Microsoft.ContainerRegistry/registries";
const identity = "Microsoft.ManagedIdentity/userAssignedIdentities";

const stored = [
  ...data("can-read", straight, blobs, "read"),
  ...control("can-read", byKeys, storage, "listKeys/action", "listAccountSas/action"),
  ...data("can-write", straight, blobs, "write", "add/action", "delete"),
  ...control("can-write", byKeys, storage, "listKeys/action", "listAccountSas/action"),
  ...control("can-manage", above, storage, "write", "delete"),
];
const invoked = [
  ...data("can-invoke", above, ai, "OpenAI/deployments/chat/completions/action"),
  ...data("can-invoke", above, ai, "OpenAI/deployments/completions/action"),
  ...data("can-invoke", above, ai, "OpenAI/deployments/embeddings/action"),
  ...control("can-invoke", byKeys, ai, "listKeys/action"),
];
const cosmosData = [
  ...control("can-read", byKeys, cosmos, "readonlykeys/action", "listKeys/action"),
  ...control("can-write", byKeys, cosmos, "listKeys/action"),
  ...control("can-manage", above, cosmos, "write", "delete", "sqlRoleAssignments/write"),
];
const managedAt = (way: Way, prefix: string, ...more: string[]): AzureQuestion[] =>
  control("can-manage", way, prefix, "write", "delete", ...more);

/** Whoever may give roles may give itself any. */
const givesRoles = control(
  "can-manage",
  { ...straight, how: "by giving itself a role" },
  "Microsoft.Authorization",
  "roleAssignments/write",
);

const asked: Readonly<Partial<Record<ResourceType, readonly AzureQuestion[]>>> = {
  "azure.storage.account": stored,
  "azure.storage.container": [
    ...stored,
    ...control("can-manage", straight, `${storage}/blobServices/containers`, "write", "delete"),
  ],
  "azure.cognitive-services.account": [...invoked, ...managedAt(straight, ai, "deployments/write")],
  "azure.cognitive-services.deployment": [...invoked, ...managedAt(straight, `${ai}/deployments`)],
  "azure.cognitive-services.content-filter": managedAt(straight, `${ai}/raiPolicies`),
  "azure.ai-foundry.agent": [
    ...data("can-invoke", straight, ai, "AIServices/agents/write"),
    ...data("can-manage", straight, ai, "AIServices/agents/write", "AIServices/agents/delete"),
  ],
  "azure.search.service": [
    ...data("can-read", straight, search, "indexes/documents/read"),
    ...control("can-read", byKeys, search, "listAdminKeys/action", "listQueryKeys/action"),
    ...data("can-write", straight, search, "indexes/documents/write", "indexes/documents/delete"),
    ...control("can-write", byKeys, search, "listAdminKeys/action"),
    ...managedAt(straight, search),
  ],
  "azure.key-vault.vault": [
    ...data("can-read", byRole, vault, "secrets/getSecret/action", "keys/decrypt/action"),
    ...control("can-read", byOwnPolicy, vault, "accessPolicies/write", "write"),
    ...managedAt(straight, vault),
  ],
  "azure.key-vault.secret": [
    ...data("can-read", byRole, vault, "secrets/getSecret/action"),
    ...control("can-read", byOwnPolicy, vault, "accessPolicies/write", "write"),
    ...control("can-manage", straight, vault, "secrets/write"),
    ...data("can-manage", byRole, vault, "secrets/setSecret/action", "secrets/delete"),
    ...managedAt(above, vault),
  ],
  "azure.managed-identity.identity": [
    ...control("can-pass", userAssigned, identity, "assign/action"),
    ...managedAt(userAssigned, identity, "federatedIdentityCredentials/write"),
  ],
  "azure.machine-learning.workspace": managedAt(straight, ml),
  "azure.machine-learning.online-endpoint": [
    ...control("can-invoke", straight, ml, "onlineEndpoints/score/action"),
    ...control("can-invoke", { ...byKeys, at: itself }, ml, "onlineEndpoints/listKeys/action"),
    ...managedAt(straight, `${ml}/onlineEndpoints`, "deployments/write"),
  ],
  "azure.machine-learning.online-deployment": managedAt(straight, `${ml}/onlineEndpoints/deployments`),
  "azure.machine-learning.batch-endpoint": [
    ...control("can-invoke", straight, ml, "batchEndpoints/jobs/write"),
    ...managedAt(straight, `${ml}/batchEndpoints`),
  ],
  "azure.machine-learning.datastore": [
    ...control(
      "can-read",
      { ...straight, how: "by the credential it keeps" },
      ml,
      "datastores/listSecrets/action",
    ),
    ...managedAt(straight, `${ml}/datastores`),
  ],
  "azure.machine-learning.registry": managedAt(straight, "Microsoft.MachineLearningServices/registries"),
  "azure.machine-learning.compute-instance": managedAt(straight, `${ml}/computes`),
  "azure.machine-learning.compute-cluster": managedAt(straight, `${ml}/computes`),
  "azure.machine-learning.job": control("can-manage", straight, `${ml}/jobs`, "cancel/action", "delete"),
  "azure.machine-learning.model": managedAt(straight, `${ml}/models`),
  "azure.app-service.app": managedAt(
    straight,
    "Microsoft.Web/sites",
    "publish/action",
    "publishxml/action",
    "config/write",
    "host/listkeys/action",
  ),
  "azure.container-apps.app": managedAt(straight, "Microsoft.App/containerApps"),
  "azure.kubernetes-service.cluster": managedAt(
    straight,
    "Microsoft.ContainerService/managedClusters",
    "listClusterAdminCredential/action",
    "runCommand/action",
  ),
  "azure.container-registry.registry": [
    ...control("can-read", straight, registry, "pull/read"),
    ...control("can-write", straight, registry, "push/write"),
    ...managedAt(straight, registry),
  ],
  "azure.cosmos-db.account": cosmosData,
  "azure.cosmos-db.vector-container": cosmosData,
  "azure.cosmos-db.mongo-cluster": managedAt(straight, "Microsoft.DocumentDB/mongoClusters"),
  "azure.sql.server": managedAt(straight, "Microsoft.Sql/servers", "administrators/write"),
  "azure.postgresql.server": managedAt(
    straight,
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "administrators/write",
  ),
  "azure.databricks.workspace": managedAt(straight, "Microsoft.Databricks/workspaces"),
  "azure.synapse.workspace": managedAt(straight, "Microsoft.Synapse/workspaces"),
  "azure.data-factory.factory": managedAt(
    straight,
    "Microsoft.DataFactory/factories",
    "pipelines/write",
    "linkedservices/write",
  ),
  "azure.bot-service.bot": managedAt(straight, "Microsoft.BotService/botServices"),
  "azure.api-management.service": managedAt(straight, "Microsoft.ApiManagement/service"),
  "azure.api-management.api": managedAt(straight, "Microsoft.ApiManagement/service/apis", "policies/write"),
};

const complete = new Map(
  Object.entries(asked).map(([type, questions]) => [type, [...(questions ?? []), ...givesRoles]]),
);
const nothing: readonly AzureQuestion[] = [];

/** Types nobody is asked about have no access of their own, or none that matters to AI. */
export const azureQuestionsOf = (type: ResourceType): readonly AzureQuestion[] =>
  complete.get(type) ?? nothing;
