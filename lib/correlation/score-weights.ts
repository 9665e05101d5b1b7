import { z } from "zod";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { StoredReason } from "#lib/contract/issues.ts";
import { ScoreWeightsInput, ScoreWeightsView, WeightsPreview } from "#lib/contract/score.ts";
import { defaultWeights, weigh, type ScoreWeights } from "#lib/domain/score.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";

/** The organization's weights, or the usual ones. */
export async function weightsOf(tx: Tx, organizationId: string): Promise<ScoreWeights> {
  const row = await tx.scoreWeights.findUnique({ where: { organizationId } });
  const parsed = ScoreWeightsInput.safeParse(row?.weights);
  return parsed.success ? parsed.data : defaultWeights;
}

export async function getScoreWeights(ctx: Context): Promise<ScoreWeightsView> {
  requirePermission(ctx, "issue:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const row = await tx.scoreWeights.findUnique({ where: { organizationId } });
    return {
      weights: await weightsOf(tx, organizationId),
      defaults: defaultWeights,
      changedAt: row?.changedAt.toISOString() ?? null,
      changedBy: row?.changedByName ?? null,
    };
  });
}

/** Which open issues would get another score under these weights. Writes nothing. */
export async function previewScoreWeights(ctx: Context, weights: ScoreWeights): Promise<WeightsPreview> {
  requirePermission(ctx, "organization:write");
  return inTransaction(ctx, async (tx) => {
    const rows = await openScores(tx, ctx.organizationId);
    return toPreview(rows, weights);
  });
}

/** Weighs anew from now on, and at once what is open: exactly what the preview of the same weights says. */
export async function setScoreWeights(
  ctx: Context,
  weights: ScoreWeights,
  at: Date = new Date(),
): Promise<WeightsPreview> {
  requirePermission(ctx, "organization:write");
  const { organizationId, actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx, `correlate ${organizationId}`);
    const before = await weightsOf(tx, organizationId);
    const rows = await openScores(tx, organizationId);
    const preview = toPreview(rows, weights);
    const changed = {
      weights: { ...weights },
      changedAt: at,
      changedById: actor.id,
      changedByName: actor.name,
    };
    await tx.scoreWeights.upsert({
      where: { organizationId },
      create: { organizationId, ...changed },
      update: changed,
    });
    for (const row of rows) await reweigh(tx, organizationId, row, weights, at);
    await audit(tx, ctx, {
      action: "score.weigh",
      subjectType: "organization",
      subjectId: organizationId,
      before: { ...before },
      after: { ...weights },
    });
    return preview;
  });
}

const OpenScore = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number(),
  because: z.array(StoredReason),
});
type OpenScore = z.infer<typeof OpenScore>;

const openScores = (tx: Tx, organizationId: string): Promise<OpenScore[]> =>
  queryRows(
    tx,
    OpenScore,
    sql`SELECT f.id, f.story AS title, f.score, f.because FROM "Issue" f
        WHERE f."organizationId" = ${organizationId}::uuid AND f.status <> 'resolved' ORDER BY f.score DESC, f.id`,
  );

function toPreview(rows: readonly OpenScore[], weights: ScoreWeights): WeightsPreview {
  const moved = rows.flatMap(({ id, title, score: from, because }) => {
    const to = weigh(because, weights).score;
    return to === from ? [] : { id, title, from, to };
  });
  const ranked = moved.toSorted(
    (a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.id < b.id ? -1 : 1),
  );
  return { issueCount: rows.length, moved: ranked };
}

async function reweigh(
  tx: Tx,
  organizationId: string,
  row: OpenScore,
  weights: ScoreWeights,
  at: Date,
): Promise<void> {
  const { score, because } = weigh(row.because, weights);
  await tx.issue.update({
    where: { id: row.id },
    data: { score, because: because.map((reason) => ({ ...reason })) },
  });
  if (score !== row.score)
    await tx.issueScore.create({ data: { organizationId, issueId: row.id, at, score } });
}
