import type pg from "pg";

/**
 * One text for all that deriving goes by: the same text, the same collected inventory. A sum of hashes over every row,
 * since no date tells which of two transactions was seen: one may end after another that began later.
 */
export async function inventoryStamp(client: pg.PoolClient, organizationId: string): Promise<string> {
  const { rows } = await client.query<{ stamp: string }>(query, [organizationId]);
  return rows[0]?.stamp ?? "";
}

const query = `
  SELECT concat_ws('/',
    (SELECT concat_ws('.', count(*), sum(hashtextextended(concat_ws(E'\\n', id, key, hash, type, name, account, region), 0)))
     FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL),
    (SELECT concat_ws('.', count(*), sum(hashtextextended(concat_ws(E'\\n', "fromKey", kind, "toKey", reason), 0)))
     FROM "Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND "collectionId" IS NOT NULL),
    (SELECT md5(string_agg(concat_ws(E'\\n', "collectorId", account, region, produces::text, unknown::text), E'\\n'
       ORDER BY "collectorId", account, region, "Collection".id))
     FROM "Collection" JOIN "Connection" ON "Connection".id = "Collection"."connectionId"
     WHERE "Collection"."organizationId" = $1 AND "Connection"."organizationId" = $1
       AND "Connection"."deletedAt" IS NULL AND state NOT IN ('complete', 'skipped'))) AS stamp`;
