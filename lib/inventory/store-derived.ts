import type pg from "pg";

import type { Relationship } from "#lib/domain/relationship.ts";
import { stageRows, type Cell } from "#lib/platform/copy.ts";
import { factRows, marksOfDerived, type Facts, type ToldDerivation } from "./marks-of-derived.ts";
import { differingParts, partSql, storedMarks, type Marks } from "./stored-marks.ts";

/**
 * Stores what differs from what is stored, in the parts that do: ended first, then what is new. Returns the resources
 * whose derived facts or edges are not what they were, or null where they are too many to be told. Given what was derived
 * before, what is no other is not digested again.
 */
export async function storeDerived(
  client: pg.PoolClient,
  organizationId: string,
  derived: ToldDerivation,
  before: ToldDerivation | null = null,
): Promise<ReadonlySet<string> | null> {
  await client.query("CREATE TEMP TABLE derived_change (key text) ON COMMIT DROP");
  const marks = marksOfDerived(derived, before);
  await storeEdges(client, organizationId, derived.relationships, marks.edges);
  await storeFacts(client, organizationId, derived, marks.facts);
  const { rows } = await client.query<{ key: string }>("SELECT DISTINCT key FROM derived_change LIMIT $1", [
    changesMax + 1,
  ]);
  return rows.length > changesMax ? null : new Set(rows.map(({ key }) => key));
}

/** Beyond this nobody gains by knowing which they are. */
const changesMax = 100_000;

async function storeEdges(
  client: pg.PoolClient,
  organizationId: string,
  relationships: readonly Relationship[],
  marks: Marks,
): Promise<void> {
  const stored = await storedMarks(
    client,
    organizationId,
    ['"fromKey"', "kind", '"toKey"', "reason"],
    `"Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND "collectionId" IS NULL`,
  );
  const parts = differingParts(stored, marks.sums);
  if (parts.size === 0) return;
  await client.query(
    'CREATE TEMP TABLE derived_edge ("fromKey" text, kind text, "toKey" text, reason text) ON COMMIT DROP',
  );
  await stageRows(
    client,
    "derived_edge",
    ["fromKey", "kind", "toKey", "reason"],
    edgeRows(relationships, (key) => parts.has(marks.partOf(key))),
  );
  // One whose reason changed is ended with what no longer holds, and opened again with its new reason.
  await client.query(
    `WITH ended AS (UPDATE "Relationship" r SET "validTo" = now()
     WHERE r."organizationId" = $1 AND r."validTo" IS NULL AND r."collectionId" IS NULL
       AND ${partSql('r."fromKey"')} = ANY($2)
       AND NOT EXISTS (SELECT 1 FROM derived_edge d
         WHERE d."fromKey" = r."fromKey" AND d.kind = r.kind AND d."toKey" = r."toKey"
           AND d.reason IS NOT DISTINCT FROM r.reason)
     RETURNING "fromKey", "toKey")
     INSERT INTO derived_change SELECT unnest(ARRAY["fromKey", "toKey"]) FROM ended`,
    [organizationId, [...parts]],
  );
  await client.query(
    `WITH added AS (INSERT INTO "Relationship" (id, "organizationId", "fromKey", kind, "toKey", reason, "validFrom")
     SELECT gen_random_uuid(), $1, d."fromKey", d.kind, d."toKey", d.reason, now() FROM derived_edge d
     WHERE NOT EXISTS (SELECT 1 FROM "Relationship" r WHERE r."organizationId" = $1 AND r."validTo" IS NULL
       AND r."fromKey" = d."fromKey" AND r.kind = d.kind AND r."toKey" = d."toKey")
     ON CONFLICT ("organizationId", "fromKey", kind, "toKey") WHERE "validTo" IS NULL DO NOTHING
     RETURNING "fromKey", "toKey")
     INSERT INTO derived_change SELECT unnest(ARRAY["fromKey", "toKey"]) FROM added`,
    [organizationId],
  );
}

function* edgeRows(
  relationships: readonly Relationship[],
  isWanted: (key: string) => boolean,
): Generator<Cell[]> {
  for (const { from, kind, to, reason } of relationships)
    if (isWanted(from)) yield [from, kind, to, reason ?? null];
}

async function storeFacts(
  client: pg.PoolClient,
  organizationId: string,
  facts: Facts,
  marks: Marks,
): Promise<void> {
  const stored = await storedMarks(
    client,
    organizationId,
    ["key", "derived::text", "attention::text"],
    `"Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL`,
  );
  const parts = differingParts(stored, marks.sums);
  if (parts.size === 0) return;
  await client.query(
    "CREATE TEMP TABLE derived_fact (key text, derived jsonb, attention smallint) ON COMMIT DROP",
  );
  const rows = function* (): Generator<Cell[]> {
    for (const { key, derived, attention } of factRows(facts, (key) => parts.has(marks.partOf(key))))
      yield [key, derived, attention];
  };
  await stageRows(client, "derived_fact", ["key", "derived", "attention"], rows());
  await client.query(
    `WITH changed AS (UPDATE "Resource" r SET derived = d.derived, attention = d.attention FROM derived_fact d
     WHERE r."organizationId" = $1 AND r.key = d.key AND (r.derived, r.attention) IS DISTINCT FROM (d.derived, d.attention) RETURNING r.key)
     INSERT INTO derived_change SELECT key FROM changed`,
    [organizationId],
  );
}
