import { armKey } from "#lib/connectors/azure/arm.ts";
import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { Answers, answering } from "../answers.ts";
import type { Opened } from "../collect.ts";
import type { UndecidedDeclaration } from "../declared.ts";
import { asRecord } from "../record.ts";
import { subscriptionOf, type ArmResource } from "./arm-resource.ts";
import { queried } from "./graph-rows.ts";
import { roleAnswer } from "./roles.ts";

/** Listings of what lies beneath a resource, by the type of what is listed. */
const beneath: Readonly<Record<string, string>> = {
  "Microsoft.CognitiveServices:Deployments_List": "microsoft.cognitiveservices/accounts/deployments",
  "Microsoft.CognitiveServices:RaiPolicies_List": "microsoft.cognitiveservices/accounts/raipolicies",
  "Microsoft.CognitiveServices:Connections_List": "microsoft.cognitiveservices/accounts/connections",
  "Microsoft.Storage:BlobContainers_List": "microsoft.storage/storageaccounts/blobservices/containers",
  "Microsoft.KeyVault:Secrets_List": "microsoft.keyvault/vaults/secrets",
  "Microsoft.MachineLearningServices:OnlineEndpoints_List":
    "microsoft.machinelearningservices/workspaces/onlineendpoints",
  "Microsoft.MachineLearningServices:Computes_List": "microsoft.machinelearningservices/workspaces/computes",
  "Microsoft.MachineLearningServices:Datastores_List":
    "microsoft.machinelearningservices/workspaces/datastores",
  "Microsoft.MachineLearningServices:Connections_List":
    "microsoft.machinelearningservices/workspaces/connections",
  "Microsoft.Insights:DiagnosticSettings_List": "microsoft.insights/diagnosticsettings",
  "Microsoft.ApiManagement:Api_ListByService": "microsoft.apimanagement/service/apis",
  "Microsoft.ApiManagement:Policy_ListByService": "microsoft.apimanagement/service/policies",
  "Microsoft.ApiManagement:ApiPolicy_ListByApi": "microsoft.apimanagement/service/apis/policies",
  "Microsoft.ApiManagement:Backend_ListByService": "microsoft.apimanagement/service/backends",
  "Microsoft.App:ContainerAppsAuthConfigs_ListByContainerApp": "microsoft.app/containerapps/authconfigs",
  "Microsoft.DBforPostgreSQL:FirewallRules_ListByServer":
    "microsoft.dbforpostgresql/flexibleservers/firewallrules",
  "Microsoft.Sql:FirewallRules_ListByServer": "microsoft.sql/servers/firewallrules",
  "Microsoft.DocumentDB:SqlResources_ListSqlDatabases": "microsoft.documentdb/databaseaccounts/sqldatabases",
  "Microsoft.DocumentDB:SqlResources_ListSqlContainers":
    "microsoft.documentdb/databaseaccounts/sqldatabases/containers",
  "Microsoft.ManagedIdentity:FederatedIdentityCredentials_List":
    "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials",
};

const setting = "Microsoft.DBforPostgreSQL:Configurations_Get";
const blobService = "Microsoft.Storage:BlobServices_GetServiceProperties";

/** Answers the Azure collectors out of resources in Azure Resource Manager's own words. */
export function openDeclaredArm(
  resources: readonly ArmResource[],
  subscription: string,
  undecided: readonly UndecidedDeclaration[],
  doubts?: Opened["doubts"],
): Opened {
  const answers = new Answers();
  const rows = withNodePools(withPrivateEndpoints(resources));
  const subscriptions = [
    ...new Set([subscription, ...rows.map(({ id }) => subscriptionOf(id) ?? subscription)]),
  ];
  answers.list(
    "Microsoft.Resources:Subscriptions_List",
    null,
    "value",
    subscriptions.map((subscriptionId) => ({
      subscriptionId,
      state: "Enabled",
      displayName: subscriptionId,
    })),
  );
  return {
    transport: answering(answers, (call) => otherwise(call, rows)),
    places: new Map(rows.map(({ id, place }) => [armKey(id), place])),
    undecided,
    untold: {},
    ...(doubts ? { doubts } : {}),
  };
}

function otherwise(call: ProviderCall, rows: readonly ArmResource[]) {
  const name = `${call.service}:${call.operation}`;
  if (name === "Microsoft.ResourceGraph:Resources") return { data: queried(call, rows).map(shown) };
  const id = typeof call.input["id"] === "string" ? armKey(call.input["id"]) : "";
  if (name === blobService) {
    const found = rows.find(
      (row) => row.type.endsWith("/blobservices") && armKey(row.id).startsWith(`${id}/`),
    );
    return found ? shown(found) : { properties: {} };
  }
  if (name === setting) {
    const own = armKey(`${id}/configurations/${String(call.input["configurationName"])}`);
    return shown(rows.find((row) => armKey(row.id) === own) ?? leftAsItIs);
  }
  const part = parts[name];
  if (part) {
    const own = armKey(`${id}/${part.path}`);
    const server = rows.find((row) => armKey(row.id) === id);
    return shown(
      rows.find((row) => armKey(row.id) === own) ?? { location: null, properties: part.otherwise(server) },
    );
  }
  const roles = roleAnswer(call, rows);
  if (roles) return roles;
  const listed = beneath[name];
  if (listed === undefined) return null;
  const children = rows.filter((row) => row.type === listed && armKey(row.id).startsWith(`${id}/`));
  return { value: children.filter((row) => isDirectly(armKey(row.id), id, listed)).map(shown) };
}

/** A setting of a part of a resource is not one of the resource. */
const isDirectly = (child: string, id: string, type: string): boolean =>
  type !== "microsoft.insights/diagnosticsettings" ||
  child.slice(id.length).startsWith("/providers/microsoft.insights/");

/** Parts that every server has, and what they say where the code says nothing of them. */
const parts: Readonly<
  Record<string, { path: string; otherwise: (server: ArmResource | undefined) => ArmResource["properties"] }>
> = {
  "Microsoft.Sql:EncryptionProtectors_Get": {
    path: "encryptionProtector/current",
    otherwise: (server) => ({
      serverKeyType: server?.properties["keyId"] === undefined ? "ServiceManaged" : "AzureKeyVault",
    }),
  },
  "Microsoft.Sql:ServerBlobAuditingPolicies_Get": {
    path: "auditingSettings/default",
    otherwise: () => ({ state: "Disabled" }),
  },
};

/** The server comes without extensions. */
const leftAsItIs = { location: null, properties: { value: "" } };

const shown = (row: Pick<ArmResource, "location" | "properties">) => ({
  ...row,
  place: undefined,
  location: row.location ?? "",
});

/** A cluster tells of its pools, wherever they are declared. */
function withNodePools(resources: readonly ArmResource[]): ArmResource[] {
  const pools = resources.filter(
    ({ type }) => type === "microsoft.containerservice/managedclusters/agentpools",
  );
  return resources.map((row) => {
    const own = pools.filter(({ id }) => armKey(id).startsWith(`${armKey(row.id)}/agentpools/`));
    if (own.length === 0) return row;
    const within = row.properties["agentPoolProfiles"];
    const agentPoolProfiles = [
      ...(Array.isArray(within) ? (within as unknown[]) : []),
      ...own.map(({ properties }) => properties),
    ];
    return { ...row, properties: { ...row.properties, agentPoolProfiles } };
  });
}

/** A private endpoint that is made beside what it leads to is approved by the same hand. */
function withPrivateEndpoints(resources: readonly ArmResource[]): ArmResource[] {
  const endpoints = resources.filter(({ type }) => type === "microsoft.network/privateendpoints");
  const leading = endpoints.flatMap(({ id, properties }) =>
    targetsOf(properties).map((target) => ({ target: armKey(target), id })),
  );
  return resources.map(approved).map((row) => {
    const own = leading.filter(({ target }) => target === armKey(row.id));
    if (own.length === 0) return row;
    const privateEndpointConnections = own.map(({ id }) => ({
      properties: { privateEndpoint: { id }, privateLinkServiceConnectionState: { status: "Approved" } },
    }));
    return { ...row, properties: { ...row.properties, privateEndpointConnections } };
  });
}

/** Azure says of each connection of an endpoint how it stands; only one that is not manual is approved at once. */
function approved(row: ArmResource): ArmResource {
  const connections = row.properties["privateLinkServiceConnections"];
  if (row.type !== "microsoft.network/privateendpoints" || !Array.isArray(connections)) return row;
  const told = connections.map(asRecord).map((one) => ({
    ...one,
    properties: {
      privateLinkServiceConnectionState: { status: "Approved" },
      ...asRecord(one["properties"]),
    },
  }));
  return { ...row, properties: { ...row.properties, privateLinkServiceConnections: told } };
}

function targetsOf(properties: ArmResource["properties"]): string[] {
  const connections = properties["privateLinkServiceConnections"];
  return (Array.isArray(connections) ? connections : []).flatMap((one: unknown) => {
    const inner: unknown = typeof one === "object" && one !== null ? Reflect.get(one, "properties") : null;
    const id: unknown =
      typeof inner === "object" && inner !== null ? Reflect.get(inner, "privateLinkServiceId") : null;
    return typeof id === "string" ? [id] : [];
  });
}
