import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fixThese, whatIf } from "./fix-these.ts";
import type { PathFix } from "./fixes.ts";
import { rankFixes, type Fixable } from "./rank-fixes.ts";

const fix = (id: string, effort: PathFix["effort"] = "low"): PathFix => ({
  id,
  aspect: id,
  resourceKey: id,
  resourceName: id,
  change: id,
  effort,
  checkIds: [],
});
const issue = (id: string, score: number, ...fixes: PathFix[]): Fixable => ({ id, score, fixes });

const estates = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 100 }), fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 })),
    {
      maxLength: 6,
    },
  )
  .map((issues) =>
    issues.map(([score, ids], index) => issue(`i${index}`, score, ...ids.map((id) => fix(`f${id}`)))),
  );

/** The most issues any choice of at most `count` changes breaks. */
function mostBroken(issues: readonly Fixable[], count: number): number {
  const ids = [...new Set(issues.flatMap(({ fixes }) => fixes.map(({ id }) => id)))];
  let most = 0;
  for (let mask = 0; mask < 1 << ids.length; mask++) {
    const chosen = new Set(ids.filter((_, index) => (mask >> index) & 1));
    if (chosen.size <= count) most = Math.max(most, issues.length - whatIf(issues, chosen).length);
  }
  return most;
}

describe("rankFixes", () => {
  test("puts the change that breaks most issues first, and the cheaper of equals", () => {
    const ranked = rankFixes([
      issue("a", 50, fix("narrow", "medium"), fix("confirm")),
      issue("b", 60, fix("narrow", "medium"), fix("close", "high")),
      issue("c", 60, fix("cheap"), fix("dear", "high")),
    ]);
    expect(ranked.map(({ id, breaks }) => [id, breaks.length])).toEqual([
      ["narrow", 2],
      ["cheap", 1],
      ["close", 1],
      ["dear", 1],
      ["confirm", 1],
    ]);
  });
});

describe("fixThese", () => {
  test("breaks at least 63 % of what the best choice could, and counts what it breaks", () => {
    fc.assert(
      fc.property(estates, fc.integer({ min: 1, max: 3 }), (issues, count) => {
        const plan = fixThese(issues, count);
        expect(plan.steps.length).toBeLessThanOrEqual(count);
        const left = whatIf(issues, new Set(plan.steps.map(({ id }) => id)));
        expect(plan.brokenCount).toBe(issues.length - left.length);
        expect(plan.brokenCount).toBeGreaterThanOrEqual(0.63 * mostBroken(issues, count));
      }),
    );
  });

  test("no step breaks what one before it already broke", () => {
    fc.assert(
      fc.property(estates, (issues) => {
        const broken = fixThese(issues, 5).steps.flatMap(({ breaks }) => breaks);
        expect(new Set(broken).size).toBe(broken.length);
      }),
    );
  });
});
