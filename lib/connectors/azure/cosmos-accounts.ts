import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  approvedEndpoints,
  armKey,
  identityKeys,
  logsAnyOf,
  placeOf,
  PrivateConnections,
  type ArmRow,
} from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { isPubliclyReachable, isSwitchedOff } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.DocumentDB";
const databasesMax = 50;

const Properties = z.object({
  documentEndpoint: z.string().nullish(),
  publicNetworkAccess: z.string().nullish(),
  isVirtualNetworkFilterEnabled: z.boolean().nullish(),
  ipRules: z.array(z.object({ ipAddressOrRange: z.string() })).nullish(),
  disableLocalAuth: z.boolean().nullish(),
  keyVaultKeyUri: z.string().nullish(),
  backupPolicy: z.object({ type: z.string().nullish() }).nullish(),
  capabilities: z.array(z.object({ name: z.string() })).nullish(),
  privateEndpointConnections: PrivateConnections,
});
type Account = ArmRow<z.infer<typeof Properties>>;

const Database = z.object({ id: z.string(), name: z.string() });
const Container = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    resource: z.object({
      vectorEmbeddingPolicy: z.object({ vectorEmbeddings: z.array(z.unknown()).nullish() }).nullish(),
    }),
  }),
});

export const cosmosAccounts = collectorOfType({
  id: "cosmos-accounts",
  title: "Cosmos DB accounts and the vectors in them",
  type: "microsoft.documentdb/databaseaccounts",
  properties: Properties,
  produces: [
    "azure.cosmos-db.account",
    "azure.cosmos-db.vector-container",
    "contains",
    "runs-as",
    "reached-privately-through",
  ],
  permissions: [
    "Microsoft.DocumentDB/databaseAccounts/read",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/read",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const logging = await logsAnyOf(source, row.id, ["DataPlaneRequests", "audit"]);
    const { containers, unparsed } = keepsVectors(row)
      ? await containersOf(source, row.id)
      : { containers: [], unparsed: [] };
    const batch = normalizeCosmosAccount(row, source.scope.account, containers, logging);
    return { ...batch, unparsed: [...unparsed, ...(batch.unparsed ?? [])] };
  },
});

/** Only an account that was told to can hold vectors. */
const keepsVectors = ({ properties }: Account): boolean =>
  (properties.capabilities ?? []).some(({ name }) => name === "EnableNoSQLVectorSearch");

async function containersOf(source: Source, id: string) {
  const operation = "SqlResources_ListSqlDatabases";
  const records = await listed(source, { service, operation }, { id });
  const { rows, unparsed } = parseRows(records, Database, `${service}:${operation}`);
  const call = { service, operation: "SqlResources_ListSqlContainers" };
  const containers: unknown[] = [];
  for (const database of rows.slice(0, databasesMax))
    containers.push(...(await listed(source, call, { id: database.id })));
  return { containers, unparsed };
}

export function normalizeCosmosAccount(
  row: Account,
  account: string,
  containers: readonly unknown[],
  logging: { logs: boolean; unknown: Unknown | null },
): Batch {
  const place = placeOf(row, account);
  const facets = accountFacets(row, logging.logs);
  const { rows, unparsed } = parseRows(containers, Container, `${service}:SqlResources_ListSqlContainers`);
  const vectors = rows.filter(
    ({ properties }) => (properties.resource.vectorEmbeddingPolicy?.vectorEmbeddings ?? []).length > 0,
  );
  const resource: Resource<"azure.cosmos-db.account"> = {
    ...place,
    type: "azure.cosmos-db.account",
    properties: {
      kind: row.kind ?? "GlobalDocumentDB",
      publicNetworkAccess: row.properties.publicNetworkAccess ?? null,
      ipRules: (row.properties.ipRules ?? []).map(({ ipAddressOrRange }) => ipAddressOrRange),
      capabilities: (row.properties.capabilities ?? []).map(({ name }) => name),
      privateEndpoint: approvedEndpoints(row.properties.privateEndpointConnections).length > 0,
    },
    facets,
  };
  return {
    resources: [
      withUnknown(resource, { "facets.accessLogging": logging.unknown }),
      ...vectors.map(({ id, name }) =>
        withUnknown<"azure.cosmos-db.vector-container">(
          {
            ...place,
            key: armKey(id),
            type: "azure.cosmos-db.vector-container",
            name,
            properties: { accountKey: place.key },
            facets: {
              publicNetwork: facets.publicNetwork,
              keyAuthentication: facets.keyAuthentication,
              // Who may use it is in role assignments; an account has no policy of its own.
              broadAccess: false,
              customerKey: facets.encryption === "customer-key",
              accessLogging: facets.accessLogging,
              hosts: hostOf(row),
            },
          },
          { "facets.accessLogging": logging.unknown },
        ),
      ),
    ],
    relationships: [
      ...vectors.map(({ id }): Relationship => ({ from: place.key, kind: "contains", to: armKey(id) })),
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...approvedEndpoints(row.properties.privateEndpointConnections).map((to) => ({
        from: place.key,
        kind: "reached-privately-through" as const,
        to,
      })),
    ],
    unparsed,
  };
}

function accountFacets({ properties }: Account, accessLogging: boolean) {
  const ipRules = (properties.ipRules ?? []).map(({ ipAddressOrRange }) => ipAddressOrRange);
  // A rule or a network closes it to every other address; one for all of Azure lets anybody's machine there in.
  const filtered = ipRules.length > 0 || properties.isVirtualNetworkFilterEnabled === true;
  const opensToAzure = ipRules.includes("0.0.0.0") && !isSwitchedOff(properties.publicNetworkAccess);
  return {
    publicRead: false,
    publicWrite: false,
    // Nobody reads it without a key or an identity, whatever is set.
    blocksPublicAccess: true,
    publicNetwork:
      opensToAzure ||
      isPubliclyReachable({
        publicNetworkAccess: properties.publicNetworkAccess,
        defaultAction: filtered ? "Deny" : "Allow",
        ipRules,
      }),
    keyAuthentication: properties.disableLocalAuth !== true,
    encryption: properties.keyVaultKeyUri ? ("customer-key" as const) : ("provider-key" as const),
    versioning: properties.backupPolicy?.type === "Continuous",
    accessLogging,
    externalPrincipals: [],
  };
}

const hostOf = ({ properties: { documentEndpoint } }: Account): string[] =>
  documentEndpoint && URL.canParse(documentEndpoint) ? [new URL(documentEndpoint).hostname] : [];
