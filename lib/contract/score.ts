import { z } from "zod";

import { scoreFactors, type ScoreFactor } from "#lib/domain/score.ts";

const weight = z.int().min(0).max(100);
// Safe because every factor is given its own schema.
const shape = Object.fromEntries(scoreFactors.map((factor) => [factor, weight])) as Record<
  ScoreFactor,
  typeof weight
>;

/** Whole numbers that add up to 100, so that a score is the sum of the points it shows. */
export const ScoreWeightsInput = z.strictObject(shape).refine((weights) => sumOf(weights) === 100, {
  message: "The weights must add up to 100",
});

export const sumOf = (weights: Readonly<Record<ScoreFactor, number>>): number =>
  scoreFactors.reduce((sum, factor) => sum + weights[factor], 0);

export const ScoreWeightsView = z.object({
  weights: z.object(shape),
  defaults: z.object(shape),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
});
export type ScoreWeightsView = z.infer<typeof ScoreWeightsView>;

/** What new weights move: every open issue whose score becomes another, what moves most first. */
export const WeightsPreview = z.object({
  issueCount: z.number().int(),
  moved: z.array(
    z.object({ id: z.string(), title: z.string(), from: z.number().int(), to: z.number().int() }),
  ),
});
export type WeightsPreview = z.infer<typeof WeightsPreview>;
