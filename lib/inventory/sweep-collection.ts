import type pg from "pg";

import { copyRows } from "#lib/platform/copy.ts";
import type { SyncRun } from "./fence.ts";
import { holdsTombstones } from "./shrink-guard.ts";
import type { Seen } from "./seen.ts";
import type { StoredCollection } from "./stored-collection.ts";

export type Sweep = { removedCount: number; heldCount: number };

/**
 * Tombstones what a complete run of a collection no longer saw and closes the relationships it no longer stated.
 * Only to be called in the transaction that marks the collection complete.
 */
export async function sweepCollection(
  client: pg.PoolClient,
  run: SyncRun,
  collectionId: string,
  seen: Seen,
  stored: StoredCollection,
): Promise<Sweep> {
  if (stored.isAllSeen(seen)) return { removedCount: 0, heldCount: 0 };
  await stageSeen(client, seen);
  const scope = [run.organizationId, collectionId];
  const { rows } = await client.query<{ known: number; lost: number; held: boolean }>(countLost, scope);
  const { known = 0, lost = 0, held = false } = rows[0] ?? {};
  if (holdsTombstones({ knownCount: known, lostCount: lost, alreadyHeld: held }))
    return { removedCount: 0, heldCount: lost };
  if (lost > 0) await client.query(tombstone, scope);
  await client.query(closeRelationships, scope);
  return { removedCount: lost, heldCount: 0 };
}

async function stageSeen(client: pg.PoolClient, seen: Seen): Promise<void> {
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS seen_key (key text) ON COMMIT DELETE ROWS`);
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS seen_relationship ("fromKey" text, kind text, "toKey" text)
     ON COMMIT DELETE ROWS`,
  );
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS unknown_relationship ("fromKey" text, kind text) ON COMMIT DELETE ROWS`,
  );
  await copyRows(
    client,
    "seen_key",
    ["key"],
    Array.from(seen.keys, (key) => [key]),
  );
  await copyRows(client, "seen_relationship", ["fromKey", "kind", "toKey"], seen.relationshipRows());
  await copyRows(client, "unknown_relationship", ["fromKey", "kind"], seen.unknownRelationships);
  // Without statistics a large anti-join would be planned as a nested loop.
  await client.query("ANALYZE seen_key; ANALYZE seen_relationship");
}

const isLost = `
  resource."organizationId" = $1 AND resource."collectionId" = $2 AND resource."removedAt" IS NULL
  AND NOT EXISTS (SELECT 1 FROM seen_key seen WHERE seen.key = resource.key)`;

const countLost = `
  SELECT
    (SELECT count(*)::int FROM "Resource" resource
     WHERE resource."organizationId" = $1 AND resource."collectionId" = $2 AND resource."removedAt" IS NULL) AS known,
    (SELECT count(*)::int FROM "Resource" resource WHERE ${isLost}) AS lost,
    (SELECT "shrinkHeldAt" IS NOT NULL FROM "Collection" WHERE "organizationId" = $1 AND id = $2) AS held`;

const tombstone = `UPDATE "Resource" resource SET "removedAt" = now() WHERE ${isLost}`;

const closeRelationships = `
  UPDATE "Relationship" known SET "validTo" = now()
  WHERE known."organizationId" = $1 AND known."collectionId" = $2 AND known."validTo" IS NULL
    AND NOT EXISTS (SELECT 1 FROM seen_relationship seen WHERE seen."fromKey" = known."fromKey"
      AND seen.kind = known.kind AND seen."toKey" = known."toKey")
    AND NOT EXISTS (SELECT 1 FROM unknown_relationship missing WHERE missing."fromKey" = known."fromKey"
      AND missing.kind = known.kind)`;
