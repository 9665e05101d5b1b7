import fc from "fast-check";
import { expect, test } from "vitest";

import type { PathFix } from "./fixes.ts";
import { minimumCut } from "./minimum-cut.ts";
import type { Fixable } from "./rank-fixes.ts";

const fix = (id: string, effort: PathFix["effort"] = "low"): PathFix => ({
  id,
  aspect: "a",
  resourceKey: id,
  resourceName: id,
  change: id,
  effort,
  checkIds: [],
});
const issue = (id: string, ...fixes: PathFix[]): Fixable => ({ id, score: 50, fixes });
const idsOf = (issues: Fixable[]) =>
  minimumCut(issues)
    .fixes.map(({ id }) => id)
    .toSorted();

test("one change that breaks all is found, though others each break most", () => {
  const issues = [issue("1", fix("a"), fix("x")), issue("2", fix("b"), fix("x")), issue("3", fix("x"))];
  expect(idsOf(issues)).toEqual(["x"]);
});

test("is smaller than taking what breaks most first", () => {
  // Greedy takes "most" first and then needs two more; the other two alone break everything.
  const most = fix("most");
  const [left, right] = [fix("left"), fix("right")];
  const issues = [
    issue("1", left, most),
    issue("2", left, most),
    issue("3", left),
    issue("4", right, most),
    issue("5", right, most),
    issue("6", right),
  ];
  expect(idsOf(issues)).toEqual(["left", "right"]);
});

test("of two that break the same, the one with less effort is told", () => {
  expect(idsOf([issue("1", fix("hard", "high"), fix("easy", "low"))])).toEqual(["easy"]);
});

test("what nothing breaks is named, and the rest is still cut", () => {
  const cut = minimumCut([issue("1"), issue("2", fix("a"))]);
  expect([cut.unbreakable, cut.fixes.map(({ id }) => id), cut.exact]).toEqual([["1"], ["a"], true]);
});

test("without issues nothing is to be done", () => {
  expect(minimumCut([])).toEqual({ fixes: [], unbreakable: [], exact: true, lowerBound: 0 });
});

/** Every set of changes, the smallest first. */
function bruteForce(issues: readonly Fixable[], ids: readonly string[]): number {
  let smallest = ids.length;
  for (let set = 0; set < 1 << ids.length; set++) {
    const chosen = new Set(ids.filter((_, at) => (set & (1 << at)) !== 0));
    if (issues.every(({ fixes }) => fixes.some(({ id }) => chosen.has(id))))
      smallest = Math.min(smallest, chosen.size);
  }
  return smallest;
}

const ids = ["a", "b", "c", "d", "e", "f", "g"];
const estates = fc
  .array(fc.subarray(ids, { minLength: 1, maxLength: 4 }), { maxLength: 9 })
  .map((sets) =>
    sets.map((set, at) =>
      issue(
        `i${at}`,
        ...set.map((id) => fix(id, (["low", "medium", "high"] as const)[id.charCodeAt(0) % 3] ?? "low")),
      ),
    ),
  );

test("is as small as trying every set finds, and breaks everything", () => {
  fc.assert(
    fc.property(estates, (issues) => {
      const cut = minimumCut(issues);
      const chosen = new Set(cut.fixes.map(({ id }) => id));
      expect(cut.exact).toBe(true);
      expect(cut.fixes).toHaveLength(bruteForce(issues, ids));
      expect(issues.every(({ fixes }) => fixes.some(({ id }) => chosen.has(id)))).toBe(true);
    }),
  );
});

test("where it may not look far, it says what no set can be smaller than", () => {
  fc.assert(
    fc.property(estates, (issues) => {
      const cut = minimumCut(issues, { nodes: 2 });
      const smallest = bruteForce(issues, ids);
      expect(cut.lowerBound).toBeLessThanOrEqual(smallest);
      expect(cut.fixes.length).toBeGreaterThanOrEqual(smallest);
    }),
  );
});
