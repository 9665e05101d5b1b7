import { fixThese } from "./fix-these.ts";
import type { Fixable, RankedFix } from "./rank-fixes.ts";
import { rankFixes } from "./rank-fixes.ts";

export type Cut = {
  /** Changes that together break every issue that can be broken, the one that breaks most first. */
  fixes: readonly RankedFix[];
  /** Issues that no single change breaks. */
  unbreakable: readonly string[];
  /** Whether no smaller set exists, or how many changes are needed at the very least. */
  exact: boolean;
  lowerBound: number;
};

const effortCost: Record<RankedFix["effort"], number> = { low: 1, medium: 1.01, high: 1.02 };
const nodesMax = 200_000;

/**
 * The smallest set of changes that breaks all the issues; of sets alike in number the one with the least effort.
 * Branch and bound over which change breaks the issue with fewest ways to break it. Where that takes too long, the best
 * set found so far, with the number that no set can be smaller than.
 */
export function minimumCut(issues: readonly Fixable[], limits: { nodes: number } = { nodes: nodesMax }): Cut {
  const breakable = issues.filter(({ fixes }) => fixes.length > 0);
  const unbreakable = issues.filter(({ fixes }) => fixes.length === 0).map(({ id }) => id);
  const greedy = fixThese(breakable, breakable.length).steps;
  const search = new CutSearch(breakable, greedy, limits.nodes);
  const { chosen, exact } = search.run();
  const lowerBound = exact ? chosen.length : search.lowerBoundOf(breakable);
  return { fixes: inOrder(breakable, chosen), unbreakable, exact, lowerBound };
}

/** Told as a plan: each counts what those before it left. */
function inOrder(issues: readonly Fixable[], chosen: readonly string[]): RankedFix[] {
  const wanted = new Set(chosen);
  const only = issues.map((issue) => ({ ...issue, fixes: issue.fixes.filter(({ id }) => wanted.has(id)) }));
  return [...fixThese(only, chosen.length).steps];
}

class CutSearch {
  readonly #issues: readonly Fixable[];
  readonly #costOf = new Map<string, number>();
  /** Changes that break exactly what a cheaper or equal one breaks are never needed. */
  readonly #useful: ReadonlySet<string>;
  #best: readonly string[];
  #bestCost: number;
  #nodesLeft: number;

  constructor(issues: readonly Fixable[], start: readonly RankedFix[], nodes: number) {
    this.#issues = issues;
    const ranked = rankFixes(issues);
    for (const fix of ranked) this.#costOf.set(fix.id, effortCost[fix.effort]);
    this.#useful = undominated(ranked);
    this.#best = start.map(({ id }) => id);
    this.#bestCost = this.#costs(this.#best);
    this.#nodesLeft = nodes;
  }

  run(): { chosen: readonly string[]; exact: boolean } {
    this.#branch(this.#issues, []);
    return { chosen: this.#best, exact: this.#nodesLeft > 0 };
  }

  #branch(left: readonly Fixable[], chosen: readonly string[]): void {
    if (this.#nodesLeft-- <= 0) return;
    if (left.length === 0) {
      const cost = this.#costs(chosen);
      if (cost < this.#bestCost) {
        this.#best = chosen;
        this.#bestCost = cost;
      }
      return;
    }
    if (this.#costs(chosen) + this.lowerBoundOf(left) >= this.#bestCost) return;
    for (const id of this.#waysToBreak(hardest(left, this.#useful)))
      this.#branch(
        left.filter(({ fixes }) => !fixes.some((fix) => fix.id === id)),
        [...chosen, id],
      );
  }

  /** Issues without a change in common each need one of their own. */
  lowerBoundOf(left: readonly Fixable[]): number {
    const taken = new Set<string>();
    let needed = 0;
    for (const { fixes } of left.toSorted((a, b) => a.fixes.length - b.fixes.length)) {
      if (fixes.some(({ id }) => taken.has(id))) continue;
      needed++;
      for (const { id } of fixes) taken.add(id);
    }
    return needed;
  }

  #waysToBreak({ fixes }: Fixable): string[] {
    const ids = [...new Set(fixes.map(({ id }) => id))].filter((id) => this.#useful.has(id));
    return ids.toSorted((a, b) => (this.#costOf.get(a) ?? 0) - (this.#costOf.get(b) ?? 0));
  }

  #costs(ids: readonly string[]): number {
    return ids.reduce((sum, id) => sum + (this.#costOf.get(id) ?? 1), 0);
  }
}

function hardest(left: readonly Fixable[], useful: ReadonlySet<string>): Fixable {
  const ways = ({ fixes }: Fixable) => fixes.filter(({ id }) => useful.has(id)).length;
  const [first, ...others] = left;
  if (!first) throw new Error("Something is left");
  return others.reduce((best, issue) => (ways(issue) < ways(best) ? issue : best), first);
}

/** Those for which no other breaks at least the same at no more cost. */
function undominated(ranked: readonly RankedFix[]): ReadonlySet<string> {
  const kept: { fix: RankedFix; breaks: ReadonlySet<string> }[] = [];
  for (const fix of ranked) {
    const dominated = kept.some(
      ({ fix: other, breaks }) =>
        effortCost[other.effort] <= effortCost[fix.effort] && fix.breaks.every((id) => breaks.has(id)),
    );
    if (!dominated) kept.push({ fix, breaks: new Set(fix.breaks) });
  }
  return new Set(kept.map(({ fix }) => fix.id));
}
