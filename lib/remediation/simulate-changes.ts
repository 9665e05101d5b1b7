import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { IssueFix } from "#lib/contract/issues.ts";
import { Simulation } from "#lib/contract/plans.ts";
import { whatIf } from "#lib/correlation/fix-these.ts";
import type { PathFix } from "#lib/correlation/fixes.ts";
import { AppError } from "#lib/domain/errors.ts";
import { layers } from "#lib/domain/layer.ts";
import { checkFinder, type FindCheck } from "#lib/posture/organization-checks.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { scoreOf } from "#lib/posture/score.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { simulateCells } from "./simulate-cells.ts";
import { simulateControls } from "./simulate-controls.ts";
import { sideEffectsOf, PathEdges } from "./side-effects.ts";

/** What would be if these changes were made. Reads only. Throws `not-found` where no open issue knows a change. */
export async function simulateChanges(ctx: Context, fixIds: readonly string[]): Promise<Simulation> {
  requirePermission(ctx, "issue:read");
  return inTransaction(ctx, (tx) => simulateWithin(tx, ctx, fixIds));
}

/** As `simulateChanges`, in a transaction that is already open. */
export async function simulateWithin(tx: Tx, ctx: Context, fixIds: readonly string[]): Promise<Simulation> {
  const issues = await openIssues(tx, ctx);
  const fixes = fixesNamed(issues, fixIds);
  const left = whatIf(issues, new Set(fixIds));
  const leftIds = new Set(left.map(({ id }) => id));
  const broken = issues.filter(({ id }) => !leftIds.has(id));
  const findings = await closingFindings(tx, ctx, fixes);
  const findCheck = await checkFinder(tx, ctx.organizationId);
  const simulated = ({ id, story, score }: OpenIssue) => ({ id, title: story, score });
  const effects = await Promise.all(
    fixes.map(async (fix) =>
      (await sideEffectsOf(tx, ctx, fix, broken)).map((effect) => ({ ...effect, fixId: fix.id })),
    ),
  );
  return Simulation.parse({
    fixes,
    broken: broken.map(simulated),
    left: issues.filter(({ id }) => leftIds.has(id)).map(simulated),
    findings: findings.map(({ checkId, ...finding }) => ({
      ...finding,
      title: findCheck(checkId)?.title ?? checkId,
    })),
    layers: await layerScores(tx, ctx, findCheck, findings),
    cells: await simulateCells(tx, ctx, findings),
    controls: await simulateControls(tx, ctx, findings),
    sideEffects: effects.flat(),
  });
}

const OpenIssue = z.object({
  id: z.string(),
  keys: z.array(z.string()),
  story: z.string(),
  score: z.number(),
  fixes: z.array(IssueFix),
  path: PathEdges,
});
export type OpenIssue = z.infer<typeof OpenIssue>;

export const openIssues = (tx: Tx, ctx: Context): Promise<OpenIssue[]> =>
  queryRows(
    tx,
    OpenIssue,
    sql`SELECT f.id, f.story, f.score, f.keys, f.fixes, f.path FROM "Issue" f WHERE ${allOf([
      sql`f."organizationId" = ${ctx.organizationId}::uuid`,
      sql`f.status <> 'resolved'`,
      ...visibility(ctx),
    ])} ORDER BY f.score DESC, f.id`,
  );

export function fixesNamed(issues: readonly OpenIssue[], fixIds: readonly string[]): PathFix[] {
  const byId = new Map(issues.flatMap(({ fixes }) => fixes).map((fix) => [fix.id, fix]));
  return [...new Set(fixIds)].map((id) => {
    const fix = byId.get(id);
    if (!fix) throw new AppError("not-found", `No open issue would be broken by the change ${id}.`);
    return fix;
  });
}

const Closing = z.object({
  id: z.string(),
  checkId: z.string(),
  severity: z.string(),
  layer: z.enum(layers),
  resourceId: z.string(),
  resourceKey: z.string(),
  resourceName: z.string(),
});
export type Closing = z.infer<typeof Closing>;

/** The open findings that the changes cover: each on the resources that it changes. */
async function closingFindings(tx: Tx, ctx: Context, fixes: readonly PathFix[]): Promise<Closing[]> {
  const pairs = fixes.flatMap((fix) =>
    keysOf(fix).flatMap((key) => fix.checkIds.map((checkId) => ({ key, checkId }))),
  );
  if (pairs.length === 0) return [];
  return queryRows(
    tx,
    Closing,
    sql`SELECT DISTINCT f.id, f."checkId", f.severity, f."severityRank", f.layer, f."resourceId", f."resourceKey", f."resourceName"
        FROM "Finding" f
        JOIN unnest(${pairs.map(({ key }) => key)}::text[], ${pairs.map(({ checkId }) => checkId)}::text[]) AS p(key, "checkId")
          ON p.key = f."resourceKey" AND p."checkId" = f."checkId"
        WHERE f."organizationId" = ${ctx.organizationId}::uuid AND f.status IN ('open', 'in-progress')
        ORDER BY f."severityRank", f.id`,
  );
}

/** A change's id names what it changes: the aspect, then each resource's key. */
export const keysOf = ({ id, aspect, resourceKey }: PathFix): string[] => [
  ...new Set([resourceKey, ...id.slice(aspect.length + 1).split(" ")]),
];

async function layerScores(
  tx: Tx,
  ctx: Context,
  findCheck: FindCheck,
  closing: readonly Closing[],
): Promise<Simulation["layers"]> {
  const rows = await tx.checkTally.findMany({ where: { organizationId: ctx.organizationId } });
  const closingByCheck = Map.groupBy(closing, ({ checkId }) => checkId);
  const tallies = rows.flatMap((row) => {
    const check = findCheck(row.checkId);
    const closed = closingByCheck.get(row.checkId)?.length ?? 0;
    return check ? [{ ...row, layer: check.layer, severity: check.severity, closed }] : [];
  });
  return layers.map((layer) => {
    const before = tallies.filter((tally) => tally.layer === layer);
    const after = before.map((tally) => ({
      ...tally,
      passCount: tally.passCount + tally.closed,
      failCount: tally.failCount - tally.closed,
    }));
    return { layer, before: scoreOf(before).score, after: scoreOf(after).score };
  });
}
