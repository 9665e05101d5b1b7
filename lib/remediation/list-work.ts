import { z } from "zod";

import { inTransaction, momentOf, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import { ownedBy } from "#lib/access/owned-by.ts";
import { WorkItem, type WorkFilters, type WorkList } from "#lib/contract/remediation.ts";
import { findingTitles } from "#lib/posture/finding-titles.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Row = z.object({
  subjectType: z.enum(["finding", "issue"]),
  id: z.string(),
  label: z.string(),
  detail: z.string(),
  subjectName: z.string().nullable(),
  severity: z.string(),
  layers: z.array(z.string()),
  status: z.string(),
  dueAt: z.date().nullable(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** What has to be mended and by when: one's own work, or everybody's for those who may see it. */
export async function listWork(
  ctx: Context,
  filters: WorkFilters,
  now: Date = momentOf(ctx),
): Promise<WorkList> {
  requirePermission(ctx, "assignment:read");
  const where = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.status IN ('open', 'in-progress')`,
    sql`(f."assigneeId" IS NOT NULL OR f."teamId" IS NOT NULL)`,
    ...whose(ctx, filters),
  ];
  const isAll = filters.whose === "all" && ctx.permissions.has("work:read-all");
  const { rows, titleOf, unownedCount } = await inTransaction(ctx, async (tx) => {
    const found = await queryRows(tx, Row, workSql(where));
    return {
      rows: found,
      titleOf: await findingTitles(
        tx,
        ctx.organizationId,
        found.filter(isFinding).map(({ label }) => label),
      ),
      unownedCount: isAll ? await countUnowned(tx, ctx) : null,
    };
  });
  const items = rows.map((row) => toItem(row, isFinding(row) ? titleOf(row.label) : row.label, now));
  const dueWithin = (item: WorkItem) =>
    item.dueAt !== null && !item.overdue && Date.parse(item.dueAt) - now.getTime() < weekMs;
  return {
    items,
    overdueCount: items.filter((item) => item.overdue).length,
    dueThisWeekCount: items.filter(dueWithin).length,
    unownedCount,
    byOwner: [...Map.groupBy(items, (item) => item.team?.name ?? item.assignee?.name ?? "Nobody")]
      .map(([owner, owned]) => ({
        owner,
        openCount: owned.length,
        overdueCount: owned.filter((item) => item.overdue).length,
      }))
      .toSorted((a, b) => b.overdueCount - a.overdueCount || b.openCount - a.openCount),
  };
}

const isFinding = ({ subjectType }: Row): boolean => subjectType === "finding";

const countUnowned = (tx: Tx, { organizationId }: Context): Promise<number> =>
  tx.finding.count({
    where: { organizationId, status: { in: ["open", "in-progress"] }, assigneeId: null, teamId: null },
  });

function whose(ctx: Context, { whose: who, team }: WorkFilters): Sql[] {
  const seesAll = ctx.permissions.has("work:read-all");
  const conditions: Sql[] = [];
  if (who === "me" || !seesAll) conditions.push(ownedBy(sql`f`, personOf(ctx)));
  if (team !== "") conditions.push(sql`f."teamId"::text = ${team}`);
  return conditions;
}

const workSql = (where: readonly Sql[]): Sql => sql`
  SELECT w.*, u.name AS "assigneeName", t.name AS "teamName" FROM (
    (SELECT 'finding' AS "subjectType", f.id, f."checkId" AS label, f.reason AS detail, f."resourceName" AS "subjectName", f.severity,
       ARRAY[f.layer] AS layers, f.status, f."dueAt", f."assigneeId", f."teamId"
     FROM "Finding" f WHERE ${allOf(where)} ORDER BY f."dueAt" NULLS LAST LIMIT 500)
    UNION ALL
    (SELECT 'issue', f.id, f.title, f.story,
       (SELECT w.name FROM "Workload" w WHERE w.id = f."workloadId"), f.severity, f.layers, f.status, f."dueAt", f."assigneeId", f."teamId"
     FROM "Issue" f WHERE ${allOf(where)} ORDER BY f."dueAt" NULLS LAST LIMIT 500)
  ) w LEFT JOIN "User" u ON u.id = w."assigneeId" LEFT JOIN "Team" t ON t.id = w."teamId"
  ORDER BY w."dueAt" NULLS LAST, w.id`;

const toItem = (row: Row, title: string, now: Date): WorkItem =>
  WorkItem.parse({
    ...row,
    title,
    dueAt: row.dueAt?.toISOString() ?? null,
    overdue: row.dueAt !== null && row.dueAt < now,
    assignee: row.assigneeId && row.assigneeName ? { id: row.assigneeId, name: row.assigneeName } : null,
    team: row.teamId && row.teamName ? { id: row.teamId, name: row.teamName } : null,
  });
