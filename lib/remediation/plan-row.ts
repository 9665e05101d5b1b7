import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { IssueFix } from "#lib/contract/issues.ts";
import { PlanView, Simulation } from "#lib/contract/plans.ts";
import { AppError } from "#lib/domain/errors.ts";
import { queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { outcomeOf, type Outcome } from "./plan-outcome.ts";

/** A change with the issues it broke when the plan was made. */
export const PlannedFix = IssueFix.extend({ breaks: z.array(z.string()) });

const PlanRow = z.object({
  id: z.string(),
  name: z.string(),
  fixes: z.array(PlannedFix),
  promise: Simulation,
  createdAt: z.date(),
  createdByName: z.string(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  dueAt: z.date().nullable(),
  closedAt: z.date().nullable(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const planRows = (tx: Tx, ctx: Context, where: Sql): Promise<PlanRow[]> =>
  queryRows(
    tx,
    PlanRow,
    sql`SELECT p.id, p.name, p.fixes, p.promise, p."createdAt", p."createdByName", p."assigneeId", p."teamId", p."dueAt",
          p."closedAt", (SELECT u.name FROM "User" u WHERE u.id = p."assigneeId") AS "assigneeName",
          (SELECT t.name FROM "Team" t WHERE t.id = p."teamId") AS "teamName"
        FROM "Plan" p WHERE p."organizationId" = ${ctx.organizationId}::uuid AND ${where}
        ORDER BY p."closedAt" IS NOT NULL, p."createdAt" DESC, p.id LIMIT 500`,
  );

export async function planInOrganization(tx: Tx, ctx: Context, id: string): Promise<PlanRow> {
  const [row] = await planRows(tx, ctx, sql`p.id = ${id}::uuid`);
  if (!row) throw new AppError("not-found", "There is no such plan.");
  return row;
}

/** The promises of plans beside what became of their issues. */
export async function outcomesOf(tx: Tx, ctx: Context, rows: readonly PlanRow[]): Promise<Outcome[]> {
  const ids = [...new Set(rows.flatMap(({ promise }) => promise.broken.map(({ id }) => id)))];
  const now = await tx.issue.findMany({
    where: { organizationId: ctx.organizationId, id: { in: ids } },
    select: { id: true, resolvedAt: true },
  });
  return rows.map(({ fixes, promise, createdAt }) => outcomeOf(fixes, promise.broken, now, createdAt));
}

export function toPlanView(row: PlanRow, { state, closedCount }: Outcome): PlanView {
  const { id, name, fixes, promise, assigneeId, assigneeName, teamId, teamName } = row;
  return PlanView.parse({
    id,
    name,
    fixCount: fixes.length,
    promisedCount: promise.broken.length,
    closedCount,
    state,
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null,
    team: teamId && teamName ? { id: teamId, name: teamName } : null,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    closedAt: row.closedAt?.toISOString() ?? null,
  });
}
