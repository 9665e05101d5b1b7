import type pg from "pg";

import { differingParts, storedMarks } from "./stored-marks.ts";

/** What tells two inventories apart, part by part: the same marks, the same collected rows. */
export type InventoryStamp = {
  resources: ReadonlyMap<string, bigint>;
  relationships: ReadonlyMap<string, bigint>;
  gaps: string;
};

/**
 * Sums of hashes over every row that deriving goes by, since no date tells which of two transactions was seen: one may
 * end after another that began later.
 */
export async function inventoryStamp(client: pg.PoolClient, organizationId: string): Promise<InventoryStamp> {
  const resources = await storedMarks(
    client,
    organizationId,
    ["key", "id::text", "hash", "type", "name", "account", "region"],
    `"Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL`,
  );
  const relationships = await storedMarks(
    client,
    organizationId,
    ['"fromKey"', "kind", '"toKey"', "reason"],
    `"Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND "collectionId" IS NOT NULL`,
  );
  const { rows } = await client.query<{ gaps: string | null }>(gapsQuery, [organizationId]);
  return { resources, relationships, gaps: rows[0]?.gaps ?? "" };
}

const gapsQuery = `
  SELECT md5(string_agg(concat_ws(E'\\n', "collectorId", account, region, produces::text, unknown::text), E'\\n'
    ORDER BY "collectorId", account, region, "Collection".id)) AS gaps
  FROM "Collection" JOIN "Connection" ON "Connection".id = "Collection"."connectionId"
  WHERE "Collection"."organizationId" = $1 AND "Connection"."organizationId" = $1
    AND "Connection"."deletedAt" IS NULL AND state NOT IN ('complete', 'skipped')`;

/** Parts whose rows are not what they were. */
export type ChangedParts = { resources: Set<string>; relationships: Set<string> };

export const changedParts = (before: InventoryStamp, now: InventoryStamp): ChangedParts => ({
  resources: differingParts(before.resources, now.resources),
  relationships: differingParts(before.relationships, now.relationships),
});

export const isSameStamp = (before: InventoryStamp, now: InventoryStamp): boolean => {
  const { resources, relationships } = changedParts(before, now);
  return before.gaps === now.gaps && resources.size === 0 && relationships.size === 0;
};
