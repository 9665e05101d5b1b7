import type pg from "pg";

import { stageRows } from "#lib/platform/copy.ts";
import type { SyncRun } from "./fence.ts";
import { holdsTombstones } from "./shrink-guard.ts";
import { readLost, type StoredCollection } from "./stored-collection.ts";

export type Sweep = { removedCount: number; heldCount: number };

/**
 * Tombstones what a complete run of a collection no longer saw and closes the relationships it no longer stated.
 * Only to be called in the transaction that marks the collection complete.
 */
export async function sweepCollection(
  client: pg.PoolClient,
  run: SyncRun,
  collectionId: string,
  stored: StoredCollection,
): Promise<Sweep> {
  const { keys, relationships } = await readLost(client, run, collectionId, stored);
  if (keys.length + relationships.length === 0) return { removedCount: 0, heldCount: 0 };
  await stageLost(client, keys, relationships);
  const scope = [run.organizationId, collectionId];
  const { rows } = await client.query<{ known: number; lost: number; held: boolean }>(countLost, scope);
  const { known = 0, lost = 0, held = false } = rows[0] ?? {};
  if (holdsTombstones({ knownCount: known, lostCount: lost, alreadyHeld: held }))
    return { removedCount: 0, heldCount: lost };
  if (lost > 0) await client.query(tombstone, scope);
  await client.query(closeRelationships, scope);
  return { removedCount: lost, heldCount: 0 };
}

async function stageLost(
  client: pg.PoolClient,
  keys: readonly string[],
  relationships: readonly string[][],
): Promise<void> {
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS lost_key (key text) ON COMMIT DELETE ROWS`);
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS lost_relationship ("fromKey" text, kind text, "toKey" text)
     ON COMMIT DELETE ROWS`,
  );
  await stageRows(
    client,
    "lost_key",
    ["key"],
    keys.map((key) => [key]),
  );
  await stageRows(client, "lost_relationship", ["fromKey", "kind", "toKey"], relationships);
}

/** Asked again, since another collection of this run may have come across it meanwhile. */
const isLost = `
  resource."organizationId" = $1 AND resource."collectionId" = $2 AND resource."removedAt" IS NULL
  AND resource.key IN (SELECT key FROM lost_key)`;

const countLost = `
  SELECT
    (SELECT count(*)::int FROM "Resource" resource
     WHERE resource."organizationId" = $1 AND resource."collectionId" = $2 AND resource."removedAt" IS NULL) AS known,
    (SELECT count(*)::int FROM "Resource" resource WHERE ${isLost}) AS lost,
    (SELECT "shrinkHeldAt" IS NOT NULL FROM "Collection" WHERE "organizationId" = $1 AND id = $2) AS held`;

const tombstone = `UPDATE "Resource" resource SET "removedAt" = now() WHERE ${isLost}`;

const closeRelationships = `
  UPDATE "Relationship" known SET "validTo" = now()
  FROM lost_relationship lost
  WHERE known."organizationId" = $1 AND known."collectionId" = $2 AND known."validTo" IS NULL
    AND known."fromKey" = lost."fromKey" AND known.kind = lost.kind AND known."toKey" = lost."toKey"`;
