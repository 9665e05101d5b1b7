import { z } from "zod";

import { inTransaction, scopeOf, type Context } from "#lib/access/context.ts";
import { loadInventory, type Inventory } from "#lib/inventory/load-graph.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";

export type AskedInventory = Inventory & { readAt: string | null };

type Kept = { stamp: string; inventory: Promise<AskedInventory> };
const kept = new Map<string, Kept>();
/** Graphs are large: one is kept for the organization that asked last, as questions come in rows. */
const keptMax = 2;

const Stamp = z.object({ stamp: z.string(), readAt: z.date().nullable() });

/** The organization's graph as it is, or was at the context's moment. It is read again only if a sync, an evaluation or a derivation came between. */
export async function graphToAsk(ctx: Context, signal?: AbortSignal): Promise<AskedInventory> {
  const { stamp, readAt } = await stampOf(ctx);
  const subject = `${ctx.organizationId} ${ctx.asOf?.toISOString() ?? "now"}`;
  const known = kept.get(subject);
  if (known?.stamp === stamp) return known.inventory;
  const inventory = loadInventory(scopeOf(ctx), signal).then((loaded) => ({
    ...loaded,
    readAt: readAt?.toISOString() ?? null,
  }));
  keep(subject, { stamp, inventory });
  return inventory;
}

function keep(subject: string, entry: Kept): void {
  kept.delete(subject);
  kept.set(subject, entry);
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
  const forget = () => {
    if (kept.get(subject) === entry) kept.delete(subject);
  };
  entry.inventory.catch(forget);
}

async function stampOf(ctx: Context): Promise<z.infer<typeof Stamp>> {
  const { organizationId } = ctx;
  const [row] = await inTransaction(ctx, (tx) =>
    queryRows(
      tx,
      Stamp,
      sql`SELECT concat_ws('/', c.at, e.at, s.at, d.at) AS stamp, greatest(c.at, e.at, s.at) AS "readAt" FROM
        (SELECT max("refreshedAt") AS at FROM "CorrelationState" WHERE "organizationId" = ${organizationId}::uuid) c,
        (SELECT max("evaluatedAt") AS at FROM "EvaluationState" WHERE "organizationId" = ${organizationId}::uuid) e,
        (SELECT max("finishedAt") AS at FROM "Sync" WHERE "organizationId" = ${organizationId}::uuid) s,
        (SELECT max("deletedAt") AS at FROM "Connection" WHERE "organizationId" = ${organizationId}::uuid) d`,
    ),
  );
  return row ?? { stamp: "", readAt: null };
}
