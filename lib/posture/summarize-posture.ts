import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { PostureSummary, PostureTrend } from "#lib/contract/posture.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";
import { countOpen } from "./count-open.ts";
import { checkFinder } from "./organization-checks.ts";
import { scoreOf } from "./score.ts";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Score and coverage of each layer in the whole organization, with how the score moved; its open findings as far as
 * the actor sees them, so that each number is the length of the list behind it.
 */
export async function summarizePosture(ctx: Context, now: Date = momentOf(ctx)): Promise<PostureSummary> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const { tallies, counts, snapshots, state, findCheck } = await inTransaction(ctx, async (tx) => ({
    tallies: await tx.checkTally.findMany({ where: { organizationId } }),
    findCheck: await checkFinder(tx, organizationId),
    counts: await countOpen(tx, ctx),
    snapshots: await tx.postureSnapshot.findMany({
      where: { organizationId, day: { gte: new Date(now.getTime() - 31 * dayMs) } },
    }),
    state: await tx.evaluationState.findUnique({ where: { organizationId } }),
  }));
  const open = (layer: Layer, severity: string) =>
    counts.find((row) => row.layer === layer && row.severity === severity)?.count ?? 0;
  const scoreOn = (layer: Layer, day: string) =>
    snapshots.find((row) => row.layer === layer && isoDay(row.day) === day)?.score ?? null;
  return {
    evaluatedAt: state?.evaluatedAt.toISOString() ?? null,
    layers: layers.map((layer) => {
      const ofLayer = tallies.flatMap((tally) => {
        const check = findCheck(tally.checkId);
        return check?.layer === layer ? [{ ...tally, severity: check.severity }] : [];
      });
      const { score, coverage } = scoreOf(ofLayer);
      const change = (days: number) => {
        const then = scoreOn(layer, isoDay(new Date(now.getTime() - days * dayMs)));
        return score === null || then === null ? null : score - then;
      };
      return {
        layer,
        score,
        coverage,
        open: {
          critical: open(layer, "critical"),
          high: open(layer, "high"),
          medium: open(layer, "medium"),
          low: open(layer, "low"),
          info: open(layer, "info"),
        },
        unknownCount: ofLayer.reduce((total, tally) => total + tally.unknownCount, 0),
        change7: change(7),
        change30: change(30),
      };
    }),
  };
}

const trendDaysMax = 400;

/** Scores and open findings of the whole organization by layer, for each day there is a snapshot of, oldest first. */
export async function readPostureTrend(
  ctx: Context,
  days: number,
  now: Date = momentOf(ctx),
): Promise<PostureTrend> {
  requirePermission(ctx, "finding:read");
  const since = new Date(now.getTime() - Math.min(Math.max(days, 1), trendDaysMax) * dayMs);
  const rows = await inTransaction(ctx, (tx) =>
    tx.postureSnapshot.findMany({
      where: { organizationId: ctx.organizationId, day: { gte: since } },
      orderBy: { day: "asc" },
    }),
  );
  const byDay = Map.groupBy(rows, (row) => isoDay(row.day));
  return {
    days: [...byDay].map(([day, ofDay]) => {
      const open = (layer: Layer) => {
        const row = ofDay.find((one) => one.layer === layer);
        return row ? row.openCritical + row.openHigh + row.openMedium + row.openLow : 0;
      };
      const score = (layer: Layer) => ofDay.find((one) => one.layer === layer)?.score ?? null;
      return {
        day,
        scores: {
          model: score("model"),
          data: score("data"),
          identity: score("identity"),
          api: score("api"),
          pipeline: score("pipeline"),
        },
        model: open("model"),
        data: open("data"),
        identity: open("identity"),
        api: open("api"),
        pipeline: open("pipeline"),
      };
    }),
  };
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10);
