import { rankFixes, type Fixable, type RankedFix } from "./rank-fixes.ts";

export type Plan = {
  /** In the order to do them; each counts only what those before it left. */
  steps: readonly RankedFix[];
  brokenCount: number;
  issueCount: number;
};

/**
 * At most `maxFixes` changes that break as many issues as a greedy choice can: the best next change each time, which
 * is never worse than 63 % of the best possible, and in small estates is the best.
 */
export function fixThese(issues: readonly Fixable[], maxFixes: number): Plan {
  const steps: RankedFix[] = [];
  let left = issues;
  while (steps.length < maxFixes) {
    const [best] = rankFixes(left);
    if (!best) break;
    steps.push(best);
    const broken = new Set(best.breaks);
    left = left.filter(({ id }) => !broken.has(id));
  }
  return { steps, brokenCount: issues.length - left.length, issueCount: issues.length };
}

/** What would be left if these changes were made. */
export function whatIf(issues: readonly Fixable[], fixIds: ReadonlySet<string>): Fixable[] {
  return issues.filter(({ fixes }) => !fixes.some(({ id }) => fixIds.has(id)));
}
