/** What an issue's score is the sum of, in the order it is shown. */
export const scoreFactors = [
  "severity",
  "exploitability",
  "exposure",
  "authentication",
  "privilege",
  "sensitivity",
  "criticality",
  "alerts",
  "age",
] as const;
export type ScoreFactor = (typeof scoreFactors)[number];

/** The most points that each factor can give: whole numbers that add up to 100. */
export type ScoreWeights = Readonly<Record<ScoreFactor, number>>;

export const defaultWeights: ScoreWeights = {
  severity: 30,
  exploitability: 5,
  exposure: 15,
  authentication: 10,
  privilege: 10,
  sensitivity: 15,
  criticality: 5,
  alerts: 5,
  age: 5,
};

/** Why an issue gets points for a factor: `share` of what the factor can give, from 0 to 1. */
export type Circumstance = {
  factor: ScoreFactor;
  share: number;
  text: string;
  resourceKey: string | null;
};
export type ScoreReason = Circumstance & { points: number };
export type Score = { score: number; because: readonly ScoreReason[] };

/** The score under these weights: the plain sum of points, each of which says why. */
export function weigh(circumstances: readonly Circumstance[], weights: ScoreWeights): Score {
  const because = circumstances.map(({ factor, share, text, resourceKey }) => ({
    factor,
    share,
    text,
    resourceKey,
    points: Math.round(weights[factor] * share),
  }));
  return { score: because.reduce((sum, { points }) => sum + points, 0), because };
}
