import type { Severity } from "#lib/domain/severity.ts";

/** What one failing resource weighs, by the severity its check's author gave. */
export const weightOfSeverity: Record<Severity, number> = {
  critical: 10,
  high: 5,
  medium: 2,
  low: 1,
  info: 0,
};

export type Tally = { severity: Severity; passCount: number; failCount: number; unknownCount: number };

/** `score` is the weighted share of decided evaluations that pass, `coverage` the share that could be decided; 0–100. */
export type Score = { score: number | null; coverage: number | null };

export function scoreOf(tallies: readonly Tally[]): Score {
  const sum = (weigh: (tally: Tally) => number) => tallies.reduce((total, tally) => total + weigh(tally), 0);
  const passed = sum((t) => weightOfSeverity[t.severity] * t.passCount);
  const decided = sum((t) => weightOfSeverity[t.severity] * (t.passCount + t.failCount));
  const known = sum((t) => t.passCount + t.failCount);
  const all = known + sum((t) => t.unknownCount);
  return { score: share(passed, decided), coverage: share(known, all) };
}

/** Never rounds up to a clean hundred, nor down to nothing, what is not quite so. */
function share(part: number, whole: number): number | null {
  if (whole === 0) return null;
  if (part === whole) return 100;
  return Math.min(99, Math.max(part === 0 ? 0 : 1, Math.round((part / whole) * 100)));
}
