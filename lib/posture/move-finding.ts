import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { FindingStatus } from "./finding-lifecycle.ts";
import type { CounterDelta } from "./plan-changes.ts";
import { counterSql } from "./store-evaluation.ts";

const MovedRow = z.object({
  checkId: z.string(),
  before: z.string(),
  severity: z.string(),
  layer: z.string(),
  provider: z.string(),
  account: z.string(),
});

/** Gives a finding another status by a person's decision, and moves the counters with it. */
export async function moveFinding(
  tx: Tx,
  ctx: Context,
  findingId: string,
  to: { status: FindingStatus; exceptedUntil?: Date | null },
): Promise<void> {
  const [moved] = await queryRows(
    tx,
    MovedRow,
    sql`UPDATE "Finding" f SET status = ${to.status}, "exceptedUntil" = ${to.exceptedUntil ?? null}, "changedAt" = now()
        FROM "Finding" old
        WHERE f."organizationId" = ${ctx.organizationId}::uuid AND f.id = ${findingId}::uuid AND old.id = f.id
        RETURNING f."checkId", old.status AS before, f.severity, f.layer, f.provider, f.account`,
  );
  if (!moved || moved.before === to.status) return;
  const { before, ...facts } = moved;
  const deltas: CounterDelta[] = [
    { ...facts, status: before, delta: -1 },
    { ...facts, status: to.status, delta: 1 },
  ];
  await tx.$executeRawUnsafe(counterSql, ctx.organizationId, JSON.stringify(deltas));
}
