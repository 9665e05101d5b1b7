import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { owaspEditionOf } from "#lib/access/organization-settings.ts";
import { IssueDetail, IssueFix, ScoreReason } from "#lib/contract/issues.ts";
import { AppError } from "#lib/domain/errors.ts";
import { inOwaspEdition } from "#lib/domain/owasp-edition.ts";
import { drawGraph } from "#lib/workloads/draw-graph.ts";
import { findingTitles } from "#lib/posture/finding-titles.ts";
import { importedRankMax } from "./imported-evidence.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { readTimeline } from "#lib/posture/read-timeline.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { allPaths } from "./all-paths.ts";
import { issueColumns, IssueRow, toEnd, toIssueView } from "./issue-view.ts";
import { fixablesSharing } from "./open-fixables.ts";
import { rankFixes, type Fixable } from "./rank-fixes.ts";

const DetailRow = IssueRow.extend({
  because: z.array(ScoreReason),
  fixes: z.array(IssueFix),
  keys: z.array(z.string()),
  workloadIds: z.array(z.string()),
});
type DetailRow = z.infer<typeof DetailRow>;

/** One issue with its drawn path, the points of its score, what would break it and what is found on it. */
export async function getIssue(ctx: Context, id: string): Promise<IssueDetail> {
  requirePermission(ctx, "issue:read");
  return inTransaction(ctx, async (tx) => {
    const row = await issueRow(tx, ctx, id);
    const shape = allPaths.find((known) => known.id === row.pathId);
    const end = toEnd(row);
    const edition = await owaspEditionOf(tx, ctx);
    return IssueDetail.parse({
      ...toIssueView(row),
      because: row.because.filter(({ points }) => points > 0),
      scoreHistory: await scoreHistory(tx, ctx, id),
      steps: stepsOf(row),
      graph: await drawGraph(tx, ctx, {
        keys: row.keys,
        edges: row.path.edges,
        roles: rolesOf(row.keys),
      }),
      otherEntries: row.path.otherEntries.map(end),
      otherTargets: row.path.otherTargets.map(end),
      otherEntryCount: row.path.otherEntryCount ?? row.path.otherEntries.length,
      otherTargetCount: row.path.otherTargetCount ?? row.path.otherTargets.length,
      fixes: rankedOf(row, await fixablesSharing(tx, ctx, row.fixes)),
      findings: await findingsOn(tx, ctx, row.keys),
      workloads: await tx.workload.findMany({
        where: { organizationId: ctx.organizationId, id: { in: row.workloadIds } },
        select: { id: true, name: true },
        orderBy: { name: "asc" },
      }),
      atlas: shape?.atlas ?? [],
      owasp: (shape?.owasp ?? []).map((owaspId) => inOwaspEdition(owaspId, edition)),
      timeline: await readTimeline(tx, ctx, { type: "issue", id, keys: row.keys, openedAt: row.firstSeenAt }),
    });
  });
}

async function issueRow(tx: Tx, ctx: Context, id: string): Promise<DetailRow> {
  const where = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.id = ${id}::uuid`,
    ...visibility(ctx),
  ];
  const [row] = await queryRows(
    tx,
    DetailRow,
    sql`SELECT ${issueColumns}, f.because, f.fixes, f.keys, f."workloadIds" FROM "Issue" f WHERE ${allOf(where)}`,
  );
  if (!row) throw new AppError("not-found", "There is no such issue.");
  return row;
}

/** Its two ends; a path of one resource begins there. */
export const rolesOf = (keys: readonly string[]): Map<string, "entry" | "target"> =>
  new Map([
    ...keys.slice(-1).map((key) => [key, "target"] as const),
    ...keys.slice(0, 1).map((key) => [key, "entry"] as const),
  ]);

const historyMax = 400;

async function scoreHistory(tx: Tx, ctx: Context, issueId: string): Promise<IssueDetail["scoreHistory"]> {
  const rows = await tx.issueScore.findMany({
    where: { organizationId: ctx.organizationId, issueId },
    orderBy: { at: "desc" },
    take: historyMax,
  });
  return rows.toReversed().map(({ at, score }) => ({ at: at.toISOString(), score }));
}

const stepsOf = ({ path }: DetailRow): IssueDetail["steps"] =>
  path.nodes.map(({ key, name }, index) => {
    const edge = path.edges[index];
    return {
      resourceKey: key,
      name,
      next: edge ? { kind: edge.kind, against: edge.against, reason: edge.reason ?? null } : null,
    };
  });

/** This issue's fixes, ranked by all that they break; a resolved issue shows what broke it. */
function rankedOf(row: DetailRow, sharing: readonly Fixable[]): IssueDetail["fixes"] {
  const others = sharing.filter(({ id }) => id !== row.id);
  return rankFixes([{ id: row.id, score: row.score, fixes: row.fixes }, ...others]).map((fix) => ({
    ...fix,
    breaks: [...fix.breaks],
    checkIds: [...fix.checkIds],
  }));
}

const FindingRow = z.object({
  id: z.string(),
  checkId: z.string(),
  severity: z.string(),
  layer: z.string(),
  status: z.string(),
  reason: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
});

async function findingsOn(tx: Tx, ctx: Context, keys: readonly string[]) {
  const rows = await queryRows(
    tx,
    FindingRow,
    sql`SELECT f.id, f."checkId", f.severity, f.layer, f.status, f.reason, f."resourceId", f."resourceName"
        FROM "Finding" f WHERE f."organizationId" = ${ctx.organizationId}::uuid AND f."resourceKey" = ANY(${keys})
          AND f.status IN ('open', 'in-progress') AND f."resourceId" IS NOT NULL
          AND (f.source = 'nacre' OR f."severityRank" <= ${importedRankMax}) ORDER BY f."severityRank", f."checkId", f.id LIMIT 200`,
  );
  const titleOf = await findingTitles(
    tx,
    ctx.organizationId,
    rows.map(({ checkId }) => checkId),
  );
  return rows.map((row) => ({ ...row, title: titleOf(row.checkId) }));
}
