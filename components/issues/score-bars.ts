import type { IssueDetail } from "#lib/contract/issues.ts";

type Reason = IssueDetail["because"][number];
export type ScoreBar = Reason & {
  /** Where the bar begins and how wide it is, in percent of the widest sum. */ left: number;
  width: number;
};

/** Each reason's points laid end to end, so that the last bar ends where the score does. */
export function scoreBars(because: readonly Reason[]): ScoreBar[] {
  let sum = 0;
  let highest = 0;
  const spans = because.map((reason) => {
    const from = sum;
    sum += reason.points;
    highest = Math.max(highest, from, sum);
    return { reason, low: Math.min(from, sum), high: Math.max(from, sum) };
  });
  const scale = highest > 0 ? 100 / highest : 0;
  return spans.map(({ reason, low, high }) => ({
    ...reason,
    left: low * scale,
    width: (high - low) * scale,
  }));
}
