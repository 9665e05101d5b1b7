import type pg from "pg";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { log } from "#lib/platform/log.ts";
import { beginSnapshot, inBulkTransaction, type Scope } from "#lib/platform/transaction.ts";
import { readGaps } from "./read-gaps.ts";
import { readLinks } from "./read-links.ts";
import { readResources } from "./read-resources.ts";
import type { ReadResources, TextByKey } from "./resource-rows.ts";

export type Inventory = {
  graph: ResourceGraph;
  /** Row ids of the graph's resources. */
  idByKey: TextByKey;
  /** What each resource is stored under as it was collected: the same hash, the same resource. */
  hashByKey: TextByKey;
  /** Rows left out because this version knows no such type. */
  skippedCount: number;
  /** For a later reading to take resources from. */
  resources: ReadResources;
  /** How many readings it has taken over from one to the next. */
  readings: number;
};

/** An object for each resource is what is read fastest, as long as they fit. */
const objectsMax = 200_000;

/** The organization's inventory, now or as of the scope's moment: resources, relationships, and the gaps that incomplete collections leave. */
export const loadGraph = async (scope: Scope, signal?: AbortSignal): Promise<ResourceGraph> =>
  (await loadInventory(scope, signal)).graph;

/**
 * As `loadGraph`, with the ids of the rows, all read as of one moment. `collected` leaves out what was derived,
 * as whoever derives it anew must. From `packedFrom` resources on they are kept packed.
 */
export const loadInventory = (
  scope: Scope,
  signal?: AbortSignal,
  relationships: "all" | "collected" = "all",
  packedFrom = objectsMax,
): Promise<Inventory> =>
  inBulkTransaction(
    scope,
    (client) =>
      readInventory(
        client,
        typeof scope === "string" ? scope : scope.organizationId,
        relationships,
        packedFrom,
        signal,
      ),
    beginSnapshot,
  );

/** As `loadInventory`, within a transaction that sees everything as of one moment. */
export async function readInventory(
  client: pg.PoolClient,
  organizationId: string,
  relationships: "all" | "collected",
  packedFrom = objectsMax,
  signal?: AbortSignal,
): Promise<Inventory> {
  const resources = await readResources(client, organizationId, { what: relationships, packedFrom }, signal);
  const { nodes, keys, idByKey, hashByKey, skippedCount } = resources;
  if (skippedCount > 0) log.warn({ skippedCount }, "resources of unknown types left out of the graph");
  const links = await readLinks(client, organizationId, keys, relationships, signal);
  const gaps = await readGaps(client, organizationId);
  signal?.throwIfAborted();
  const graph = new ResourceGraph(nodes, links, gaps);
  return { graph, idByKey, hashByKey, skippedCount, resources, readings: 0 };
}
