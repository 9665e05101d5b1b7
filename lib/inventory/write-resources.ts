import type pg from "pg";

import { stageRows } from "#lib/platform/copy.ts";
import { newId } from "#lib/platform/id.ts";
import type { SyncRun } from "./fence.ts";
import type { ResourceRecord } from "./resource-record.ts";

/**
 * Stores what changed among `records` and returns how many that were. What stands there is asked first, so a record
 * that is stored already costs its key. A resource belongs to the connection that first saw it until that one loses it.
 */
export async function writeResources(
  client: pg.PoolClient,
  run: SyncRun,
  collectionId: string,
  records: ReadonlyMap<string, ResourceRecord>,
): Promise<number> {
  if (records.size === 0) return 0;
  const { rows } = await client.query<StoredRow>(storedRows, [
    run.organizationId,
    run.connectionId,
    [...records.keys()],
  ]);
  const stored = new Map(rows.map((row) => [row.key, row]));
  const changed = [...records.values()].filter((record) =>
    takes(stored.get(record.key), record, collectionId),
  );
  if (changed.length === 0) return 0;
  await stage(client, changed);
  if (stored.size > 0) await client.query(appendVersions, [run.organizationId, run.syncId]);
  const merged = await client.query(mergeResources, [run.organizationId, run.connectionId, collectionId]);
  return merged.rowCount ?? 0;
}

type StoredRow = { key: string; hash: string; collectionId: string; isOwn: boolean; isRemoved: boolean };

const storedRows = `
  SELECT key, hash, "collectionId", "connectionId" = $2 AS "isOwn", "removedAt" IS NOT NULL AS "isRemoved"
  FROM "Resource" WHERE "organizationId" = $1 AND key = ANY($3::text[])`;

const takes = (stored: StoredRow | undefined, { hash }: ResourceRecord, collectionId: string): boolean =>
  !stored ||
  stored.isRemoved ||
  (stored.isOwn && (stored.hash !== hash || stored.collectionId !== collectionId));

const columns = [
  "id",
  "key",
  "type",
  "class",
  "layer",
  "provider",
  "account",
  "region",
  "name",
  "hash",
  "document",
  "attention",
] as const;

async function stage(client: pg.PoolClient, changed: readonly ResourceRecord[]): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS changed_resource (id uuid, key text, type text, class text, layer text,
       provider text, account text, region text, name text, hash text, document jsonb, attention smallint) ON COMMIT DELETE ROWS`,
  );
  await stageRows(
    client,
    "changed_resource",
    columns,
    changed.map((record) => columns.map((column) => (column === "id" ? newId() : record[column]))),
  );
}

const appendVersions = `
  INSERT INTO "ResourceVersion" (id, "organizationId", "resourceId", "syncId", name, document, "validFrom", "validTo")
  SELECT gen_random_uuid(), $1, known.id, $2, known.name, known.document, known."changedAt",
    coalesce(known."removedAt", now())
  FROM changed_resource changed
  JOIN "Resource" known ON known."organizationId" = $1 AND known.key = changed.key
  WHERE known."removedAt" IS NOT NULL OR known.hash <> changed.hash`;

/** What another connection stored meanwhile is that one's. */
const mergeResources = `
  INSERT INTO "Resource" AS known (id, "organizationId", key, type, class, layer, provider, account, region, name,
    "connectionId", "collectionId", hash, document, attention, "firstSeenAt", "changedAt")
  SELECT id, $1, key, type, class, layer, provider, account, region, name, $2, $3, hash, document, attention, now(), now()
  FROM changed_resource
  ON CONFLICT ("organizationId", key) DO UPDATE SET
    type = excluded.type, class = excluded.class, layer = excluded.layer, provider = excluded.provider,
    account = excluded.account, region = excluded.region, name = excluded.name,
    "connectionId" = excluded."connectionId", "collectionId" = excluded."collectionId",
    hash = excluded.hash, document = excluded.document, "removedAt" = NULL,
    "changedAt" = CASE WHEN known."removedAt" IS NULL AND known.hash = excluded.hash
      THEN known."changedAt" ELSE now() END
  WHERE known."removedAt" IS NOT NULL OR known."connectionId" = excluded."connectionId"`;
