import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { Import, Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { matchResources } from "./match-resources.ts";
import { storeComponents } from "./store-components.ts";
import { storeFindings, type Counts } from "./store-findings.ts";

/** Where what is staged came from. */
export type Staged = Pick<Import, "scopeId" | "source" | "scope" | "format" | "fileName" | "sizeBytes"> & {
  recordCount: number;
  refusedCount: number;
  refusals: Prisma.InputJsonValue;
  /** Whether what the scope held and is not staged is gone. */
  closes: boolean;
  /** Whether a person named the source, instead of the report. */
  namedSource: boolean;
};
type Stored = { stored: Import; counts: Counts; componentCount: number };

/** Makes what is staged what its source says of its scope, keeps that it did, and has issues join what changed. */
export async function storeStaged(
  tx: Tx,
  ctx: Context,
  { closes, namedSource, ...told }: Staged,
): Promise<Stored> {
  const { organizationId, actor } = ctx;
  const { scopeId } = told;
  const at = await databaseTime(tx);
  await matchResources(tx, organizationId, told.scope);
  const counts = await storeFindings(tx, ctx, { scopeId, closes, namedSource, at });
  const componentCount = await storeComponents(tx, organizationId, { scopeId, closes, at });
  const stored = await tx.import.create({
    data: {
      id: newId(),
      organizationId,
      ...told,
      ...counts,
      componentCount,
      importedById: actor.id,
      importedByName: actor.name,
      importedAt: at,
    },
  });
  if (counts.newCount + counts.changedCount + counts.reopenedCount + counts.closedCount > 0)
    await enqueue(tx, "correlation.refresh", { organizationId });
  return { stored, counts, componentCount };
}

/** Order is the database's to tell: a server's clock may be wrong. */
async function databaseTime(tx: Tx): Promise<Date> {
  const [row] = await queryRows(tx, z.object({ now: z.date() }), sql`SELECT now() AS now`);
  if (!row) throw new Error("The database tells no time");
  return row.now;
}
