import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { IssueFix } from "#lib/contract/issues.ts";
import { CutView, type CutInput } from "#lib/contract/plans.ts";
import { minimumCut } from "#lib/correlation/minimum-cut.ts";
import { AppError } from "#lib/domain/errors.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { PathEdges, sideEffectsOf } from "./side-effects.ts";

const Row = z.object({
  id: z.string(),
  score: z.number(),
  fixes: z.array(IssueFix),
  path: PathEdges,
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

/**
 * The smallest set of changes that breaks the issues named, or all that are open. Throws `not-found` where one of
 * them is not open, or not for the actor to see.
 */
export async function cutIssues(ctx: Context, { issueIds }: CutInput): Promise<CutView> {
  requirePermission(ctx, "issue:read");
  return inTransaction(ctx, async (tx) => {
    const rows = await issuesToCut(tx, ctx, issueIds);
    if (issueIds.some((id) => !rows.some((row) => row.id === id)))
      throw new AppError("not-found", "One of these issues is not open any more.");
    const cut = minimumCut(rows);
    const rowById = new Map(rows.map((row) => [row.id, row]));
    const fixes = await Promise.all(
      cut.fixes.map(async (fix) => ({
        ...fix,
        owner: ownerOf(fix.breaks.flatMap((id) => rowById.get(id) ?? [])),
        sideEffects: await sideEffectsOf(tx, ctx, fix, rows),
      })),
    );
    return CutView.parse({ ...cut, fixes, issueCount: rows.length });
  });
}

const issuesToCut = (tx: Tx, ctx: Context, ids: readonly string[]): Promise<Row[]> =>
  queryRows(
    tx,
    Row,
    sql`SELECT f.id, f.score, f.fixes, f.path, coalesce(f."teamId", f."assigneeId") AS "ownerId",
          coalesce((SELECT t.name FROM "Team" t WHERE t.id = f."teamId"),
                   (SELECT u.name FROM "User" u WHERE u.id = f."assigneeId")) AS "ownerName"
        FROM "Issue" f WHERE ${allOf([
          sql`f."organizationId" = ${ctx.organizationId}::uuid`,
          sql`f.status <> 'resolved'`,
          ...(ids.length > 0 ? [sql`f.id = ANY(${[...ids]}::uuid[])`] : []),
          ...visibility(ctx),
        ])} ORDER BY f.score DESC, f.id`,
  );

/** Whoever has most of them. */
function ownerOf(rows: readonly Row[]): { id: string; name: string } | null {
  const owners = Map.groupBy(
    rows.filter(({ ownerId }) => ownerId !== null),
    ({ ownerId }) => ownerId,
  );
  const [most] = [...owners.values()].toSorted((a, b) => b.length - a.length);
  const [first] = most ?? [];
  return first?.ownerId && first.ownerName ? { id: first.ownerId, name: first.ownerName } : null;
}
