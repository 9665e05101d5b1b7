import type { PathFix } from "./fixes.ts";
import { tellChanges } from "./tell-changes.ts";

/** An issue as far as fixing goes. */
export type Fixable = { id: string; score: number; fixes: readonly PathFix[] };
/** Told so that it breaks every one of `breaks`. */
export type RankedFix = PathFix & { breaks: readonly string[]; brokenScore: number };

const effortRank: Record<PathFix["effort"], number> = { low: 0, medium: 1, high: 2 };

/** Every change with the issues it breaks: those that break most first, then the worth broken, then the effort. */
export function rankFixes(issues: readonly Fixable[]): RankedFix[] {
  const byId = new Map<string, { fix: PathFix; changes: string[]; issues: Fixable[] }>();
  for (const issue of issues)
    for (const fix of issue.fixes) {
      const entry = byId.get(fix.id);
      if (!entry) byId.set(fix.id, { fix, changes: [fix.change], issues: [issue] });
      else {
        entry.changes.push(fix.change);
        if (!entry.issues.includes(issue)) entry.issues.push(issue);
      }
    }
  return [...byId.values()]
    .map(({ fix, changes, issues: broken }) => ({
      ...fix,
      change: tellChanges(changes),
      breaks: broken.map(({ id }) => id),
      brokenScore: broken.reduce((sum, { score }) => sum + score, 0),
    }))
    .toSorted(
      (a, b) =>
        b.breaks.length - a.breaks.length ||
        b.brokenScore - a.brokenScore ||
        effortRank[a.effort] - effortRank[b.effort] ||
        (a.id < b.id ? -1 : 1),
    );
}
