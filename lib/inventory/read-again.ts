import type pg from "pg";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { ChangedParts } from "./inventory-stamp.ts";
import type { Inventory } from "./load-graph.ts";
import { readGaps } from "./read-gaps.ts";
import { readLinksAgain } from "./read-links-again.ts";
import { ResourceRows, type ReadResources, type Row } from "./resource-rows.ts";
import { partsByKey, partsMax, partSql } from "./stored-marks.ts";

/** Beyond this share of the parts, reading everything is as quick. */
const changedShareMax = 0.5;
/** What is taken over leaves behind what it is no more: after so many readings everything is read anew. */
const readingsMax = 50;

/**
 * An inventory as it is now: what of an earlier reading did not change is taken from there. Null where everything has to
 * be read; the result is the same either way.
 */
export async function readAgain(
  client: pg.PoolClient,
  organizationId: string,
  before: Inventory,
  changed: ChangedParts,
  signal?: AbortSignal,
): Promise<Inventory | null> {
  const most = Math.max(changed.resources.size, changed.relationships.size);
  if (most > partsMax * changedShareMax || before.readings >= readingsMax) return null;
  const fresh = await client.query<(string | null)[]>({
    text: `SELECT ${before.resources.rows.parts}, NULL FROM "Resource"
      WHERE "organizationId" = $1 AND "removedAt" IS NULL AND ${partSql("key")} = ANY($2) ORDER BY key`,
    values: [organizationId, [...changed.resources]],
    rowMode: "array",
  });
  const resources = merged(before.resources.rows, fresh.rows, changed.resources);
  if (!resources) return null;
  const parts = new Set([
    ...changed.relationships,
    ...besideWhatCameOrWent(before.graph, resources, changed),
  ]);
  const links = await readLinksAgain(client, organizationId, resources.keys, before.graph, parts, signal);
  if (!links) return null;
  const gaps = await readGaps(client, organizationId);
  return {
    graph: new ResourceGraph(resources.nodes, links, gaps),
    idByKey: resources.idByKey,
    hashByKey: resources.hashByKey,
    skippedCount: resources.skippedCount,
    resources,
    readings: before.readings + 1,
  };
}

/** Null where the database orders keys otherwise than we do. */
function merged(
  before: ResourceRows,
  fresh: readonly Row[],
  changed: ReadonlySet<string>,
): ReadResources | null {
  const partOf = partsByKey();
  const rows = new ResourceRows({ ...before.how, count: before.size + fresh.length }, before);
  const keyAt = (at: number) => fresh[at]?.[keyColumn] ?? "";
  let [last, next, isInOrder] = ["", 0, true];
  const follow = (key: string) => {
    isInOrder &&= last < key;
    last = key;
  };
  const addFresh = (until: string | null) => {
    for (; next < fresh.length && (until === null || keyAt(next) < until); next++) {
      follow(keyAt(next));
      rows.add(fresh[next] ?? []);
    }
  };
  for (let index = 0; index < before.size; index++) {
    const key = before.keyOf(index);
    if (changed.has(partOf(key))) continue;
    addFresh(key);
    follow(key);
    rows.addFromBefore(index);
  }
  addFresh(null);
  return isInOrder ? rows.end() : null;
}

/** Of `ResourceRows.parts`. */
const keyColumn = 2;

/** Parts of relationships that lead to or from what came or went: an end of them may be there now, or no more. */
function besideWhatCameOrWent(
  graph: ResourceGraph,
  { keys }: ReadResources,
  changed: ChangedParts,
): Set<string> {
  const partOf = partsByKey();
  const parts = new Set<string>();
  const { offsets, targets } = graph.into;
  for (let node = 0; node < graph.keys.count; node++) {
    const key = graph.keys.keyOf(node);
    if (!changed.resources.has(partOf(key)) || keys.indexByKey.get(key) !== undefined) continue;
    parts.add(partOf(key));
    for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++)
      parts.add(partOf(graph.keys.keyOf(targets[at] ?? -1)));
  }
  const isThere = (key: string) => keys.indexByKey.get(key) !== undefined;
  for (const { from, to } of graph.looseRelationships)
    if (
      isThere(from) !== (graph.indexOf(from) !== undefined) ||
      isThere(to) !== (graph.indexOf(to) !== undefined)
    )
      parts.add(partOf(from));
  return parts;
}
