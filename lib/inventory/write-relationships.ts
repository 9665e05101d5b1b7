import type pg from "pg";

import type { Relationship } from "#lib/domain/relationship.ts";
import { stageRows } from "#lib/platform/copy.ts";
import type { SyncRun } from "./fence.ts";

/**
 * Opens the relationships that are new, and replaces those whose reason changed. One that another collection states
 * already stays with that one, unless it is derived or no run covers that collection any more.
 */
export async function writeRelationships(
  client: pg.PoolClient,
  run: SyncRun,
  collectionId: string,
  relationships: readonly Relationship[],
): Promise<void> {
  if (relationships.length === 0) return;
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS stated_relationship ("fromKey" text, kind text, "toKey" text, reason text)
     ON COMMIT DELETE ROWS`,
  );
  await stageRows(
    client,
    "stated_relationship",
    ["fromKey", "kind", "toKey", "reason"],
    relationships.map(({ from, kind, to, reason }) => [from, kind, to, reason ?? null]),
  );
  await client.query(takeOver, [run.organizationId, collectionId]);
  await client.query(closeChanged, [run.organizationId, collectionId]);
  await client.query(openNew, [run.organizationId, collectionId]);
}

const matches = `
  known."organizationId" = $1 AND known."validTo" IS NULL AND known."fromKey" = stated."fromKey"
  AND known.kind = stated.kind AND known."toKey" = stated."toKey"`;

const takeOver = `
  UPDATE "Relationship" known SET "collectionId" = $2
  FROM stated_relationship stated
  WHERE ${matches} AND known."collectionId" IS DISTINCT FROM $2::uuid AND (known."collectionId" IS NULL
    OR known."collectionId" IN (SELECT id FROM "Collection" WHERE "organizationId" = $1 AND state = 'skipped'))`;

const closeChanged = `
  UPDATE "Relationship" known SET "validTo" = now()
  FROM stated_relationship stated
  WHERE ${matches} AND known."collectionId" = $2 AND known.reason IS DISTINCT FROM stated.reason`;

const openNew = `
  INSERT INTO "Relationship" (id, "organizationId", "fromKey", kind, "toKey", reason, "collectionId", "validFrom")
  SELECT gen_random_uuid(), $1, stated."fromKey", stated.kind, stated."toKey", stated.reason, $2, now()
  FROM stated_relationship stated
  WHERE NOT EXISTS (SELECT 1 FROM "Relationship" known WHERE ${matches})
  ON CONFLICT DO NOTHING`;
