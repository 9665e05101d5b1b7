import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship, type RelationshipKind } from "#lib/domain/relationship.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { log } from "#lib/platform/log.ts";
import { inBulkTransaction, type Scope } from "#lib/platform/transaction.ts";
import { withDerivedGaps } from "./derived-gaps.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";

export type Inventory = {
  graph: ResourceGraph;
  /** Row ids of the graph's resources. */
  idByKey: ReadonlyMap<string, string>;
  /** What each resource is stored under as it was collected: the same hash, the same resource. */
  hashByKey: ReadonlyMap<string, string>;
  /** Rows left out because this version knows no such type. */
  skippedCount: number;
};

/** The organization's inventory, now or as of the scope's moment: resources, relationships, and the gaps that incomplete collections leave. */
export const loadGraph = async (scope: Scope, signal?: AbortSignal): Promise<ResourceGraph> =>
  (await loadInventory(scope, signal)).graph;

/**
 * As `loadGraph`, with the ids of the rows, all read as of one moment. `collected` leaves derived relationships out,
 * as whoever derives them anew must.
 */
export const loadInventory = (
  scope: Scope,
  signal?: AbortSignal,
  relationships: "all" | "collected" = "all",
): Promise<Inventory> =>
  inBulkTransaction(
    scope,
    async (client) => {
      const organizationId = typeof scope === "string" ? scope : scope.organizationId;
      signal?.throwIfAborted();
      const resources = await client.query<ResourceRow>(resourceQuery, [organizationId]);
      signal?.throwIfAborted();
      const edges = await client.query<RelationshipRow>(relationshipQuery, [
        organizationId,
        relationships === "collected",
      ]);
      const gaps = await client.query<GapRow>(gapQuery, [organizationId]);
      signal?.throwIfAborted();
      return toInventory(resources.rows, edges.rows, gaps.rows);
    },
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
  );

type ResourceRow = {
  id: string;
  hash: string;
  key: string;
  type: string;
  name: string;
  account: string;
  region: string | null;
  document: Pick<Resource, "tags" | "properties" | "facets" | "unknown">;
  derived: Derived | null;
};
type RelationshipRow = { fromKey: string; kind: string; toKey: string; reason: string | null };
type GapRow = { account: string; region: string; produces: Gap["produces"]; unknown: Unknown | null };

const resourceQuery = `
  SELECT id, hash, key, type, name, account, region, document, nullif(derived, '{}') AS derived
  FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL ORDER BY key`;

const relationshipQuery = `
  SELECT "fromKey", kind, "toKey", reason
  FROM "Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND NOT ($2::boolean AND "collectionId" IS NULL)
  ORDER BY "fromKey", kind, "toKey"`;

const gapQuery = `
  SELECT account, region, produces, unknown
  FROM "Collection" JOIN "Connection" ON "Connection".id = "Collection"."connectionId"
  WHERE "Collection"."organizationId" = $1 AND "Connection"."organizationId" = $1
    AND "Connection"."deletedAt" IS NULL AND state NOT IN ('complete', 'skipped')
  ORDER BY "collectorId", account, region`;

function toInventory(
  resourceRows: readonly ResourceRow[],
  relationshipRows: readonly RelationshipRow[],
  gapRows: readonly GapRow[],
): Inventory {
  const resources: Resource[] = [];
  const idByKey = new Map<string, string>();
  const hashByKey = new Map<string, string>();
  for (const row of resourceRows) {
    if (!isResourceType(row.type)) continue;
    resources.push(toResource(row, row.type));
    idByKey.set(row.key, row.id);
    hashByKey.set(row.key, row.hash);
  }
  const skippedCount = resourceRows.length - resources.length;
  if (skippedCount > 0) log.warn({ skippedCount }, "resources of unknown types left out of the graph");
  const relationships = relationshipRows.flatMap(toRelationship);
  const gaps = withDerivedGaps(gapRows.map(toGap));
  return { graph: new ResourceGraph(resources, relationships, gaps), idByKey, hashByKey, skippedCount };
}

function toResource(row: ResourceRow, type: ResourceType): Resource {
  const { key, name, account, region, document, derived } = row;
  const { tags, properties, facets } = document;
  const unknown = withFieldsAddedSince(type, document);
  // Safe because only a sync writes these rows, from a resource of that very type.
  return {
    key,
    type,
    name,
    account,
    region,
    tags,
    properties,
    facets,
    ...(unknown ? { unknown } : {}),
    ...(derived ? { derived } : {}),
  } as Resource;
}

const knownKinds: ReadonlySet<string> = new Set(relationshipKinds);
const isKnownKind = (kind: string): kind is RelationshipKind => knownKinds.has(kind);

const toRelationship = ({ fromKey, kind, toKey, reason }: RelationshipRow): Relationship[] =>
  isKnownKind(kind) ? [{ from: fromKey, kind, to: toKey, ...(reason === null ? {} : { reason }) }] : [];

const toGap = ({ account, region, produces, unknown }: GapRow): Gap => ({
  account,
  region: region === "" ? null : region,
  produces,
  unknown: unknown ?? notYetCollected,
});

const notYetCollected: Unknown = {
  reason: "not-recorded",
  call: "sync",
  permission: null,
  message: "It has not been collected yet. Sync the connection.",
};
