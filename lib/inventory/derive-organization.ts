import type pg from "pg";

import { requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf } from "#lib/domain/resource.ts";
import { stageRows, type Cell } from "#lib/platform/copy.ts";
import { beginSnapshot, inBulkTransaction, takeTurn } from "#lib/platform/transaction.ts";
import { attentionOf } from "./attention.ts";
import { derive, type Derivation } from "./derive.ts";
import { inventoryStamp } from "./inventory-stamp.ts";
import { isWorthKeeping, keepDerivation, keptDerivation, type DerivedOnce } from "./kept-derivation.ts";
import { readInventory } from "./load-graph.ts";

export type DerivedInventory = DerivedOnce & {
  /** Resources whose derived facts or derived edges are not what they were; null where they are too many to be told. */
  changedKeys: ReadonlySet<string> | null;
};

/** Derives from what is collected now, and stores what differs: ended first, then what is new. */
export async function deriveOrganization(ctx: Context, signal?: AbortSignal): Promise<DerivedInventory> {
  requirePermission(ctx, "inventory:read");
  const derived = await derivedNow(ctx.organizationId, signal);
  signal?.throwIfAborted();
  const changedKeys = await inBulkTransaction(scopeOf(ctx), async (client) => {
    await takeTurn(client, `derive ${ctx.organizationId}`);
    await client.query("CREATE TEMP TABLE derived_change (key text) ON COMMIT DROP");
    await storeEdges(client, ctx.organizationId, derived.relationships);
    await storeFacts(client, ctx.organizationId, derived);
    return changedNow(client);
  });
  return { ...derived, changedKeys };
}

/** Beyond this nobody gains by knowing which they are. */
const changesMax = 100_000;

async function changedNow(client: pg.PoolClient): Promise<ReadonlySet<string> | null> {
  const { rows } = await client.query<{ key: string }>("SELECT DISTINCT key FROM derived_change LIMIT $1", [
    changesMax + 1,
  ]);
  return rows.length > changesMax ? null : new Set(rows.map(({ key }) => key));
}

/** Not derived again where nothing that it goes by has changed. The stamp reads every row, so it is made only for that. */
async function derivedNow(organizationId: string, signal?: AbortSignal): Promise<DerivedOnce> {
  const { stamp, known, inventory } = await inBulkTransaction(
    organizationId,
    async (client) => {
      const kept = keptDerivation(organizationId);
      const stampBefore = kept && (await inventoryStamp(client, organizationId));
      if (kept && kept.stamp === stampBefore) return { stamp: null, known: kept.derived, inventory: null };
      const inventory = await readInventory(client, organizationId, "collected", undefined, signal);
      const stamp = isWorthKeeping(inventory)
        ? (stampBefore ?? (await inventoryStamp(client, organizationId)))
        : null;
      return { stamp, known: null, inventory };
    },
    beginSnapshot,
  );
  if (known) return known;
  const { graph, idByKey, hashByKey } = inventory;
  const derived = { ...derive(graph), idByKey, hashByKey };
  keepDerivation(stamp === null ? null : { organizationId, stamp, derived });
  return derived;
}

async function storeEdges(
  client: pg.PoolClient,
  organizationId: string,
  relationships: readonly Relationship[],
): Promise<void> {
  await client.query(
    'CREATE TEMP TABLE derived_edge ("fromKey" text, kind text, "toKey" text, reason text) ON COMMIT DROP',
  );
  await stageRows(
    client,
    "derived_edge",
    ["fromKey", "kind", "toKey", "reason"],
    relationships.map(({ from, kind, to, reason }) => [from, kind, to, reason ?? null]),
  );
  // One whose reason changed is ended with what no longer holds, and opened again with its new reason.
  await client.query(
    `WITH ended AS (UPDATE "Relationship" r SET "validTo" = now()
     WHERE r."organizationId" = $1 AND r."validTo" IS NULL AND r."collectionId" IS NULL
       AND NOT EXISTS (SELECT 1 FROM derived_edge d
         WHERE d."fromKey" = r."fromKey" AND d.kind = r.kind AND d."toKey" = r."toKey"
           AND d.reason IS NOT DISTINCT FROM r.reason)
     RETURNING "fromKey", "toKey")
     INSERT INTO derived_change SELECT unnest(ARRAY["fromKey", "toKey"]) FROM ended`,
    [organizationId],
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

async function storeFacts(
  client: pg.PoolClient,
  organizationId: string,
  { graph, factsByKey }: Derivation,
): Promise<void> {
  await client.query(
    "CREATE TEMP TABLE derived_fact (key text, derived jsonb, attention smallint) ON COMMIT DROP",
  );
  await stageRows(client, "derived_fact", ["key", "derived", "attention"], factRows(graph, factsByKey));
  await client.query(
    `WITH changed AS (UPDATE "Resource" r SET derived = d.derived, attention = d.attention FROM derived_fact d
     WHERE r."organizationId" = $1 AND r.key = d.key AND (r.derived, r.attention) IS DISTINCT FROM (d.derived, d.attention) RETURNING r.key)
     INSERT INTO derived_change SELECT key FROM changed`,
    [organizationId],
  );
}

function* factRows(graph: ResourceGraph, factsByKey: Derivation["factsByKey"]): Generator<Cell[]> {
  for (const { key, type } of graph.nodes) {
    const derived = factsByKey.get(key);
    if (derived) yield [key, derived, attentionOf(classOf(type), derived)];
  }
}
