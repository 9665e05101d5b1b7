import { describe, expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";

import { fixThese, whatIf } from "./fix-these.ts";
import type { PathFix } from "./fixes.ts";
import { rankFixes, type Fixable } from "./rank-fixes.ts";

const fix = (id: string, changes: Partial<PathFix> = {}): PathFix => ({
  id,
  aspect: id,
  resourceKey: id,
  resourceName: id,
  change: id,
  effort: "low",
  checkIds: [],
  ...changes,
});
const issue = (id: string, score: number, ...fixes: PathFix[]): Fixable => ({ id, score, fixes });
const order = (issues: Fixable[]) => rankFixes(issues).map(({ id }) => id);

describe("ranking", () => {
  test.each<[string, Fixable[], string[]]>([
    ["nothing", [], []],
    ["an issue that nothing breaks", [issue("1", 90)], []],
    [
      "more issues before more worth",
      [issue("1", 10, fix("a")), issue("2", 10, fix("a")), issue("3", 99, fix("b"))],
      ["a", "b"],
    ],
    [
      "more worth before less effort",
      [issue("1", 60, fix("dear", { effort: "high" })), issue("2", 50, fix("cheap"))],
      ["dear", "cheap"],
    ],
    [
      "less effort before the name",
      [issue("1", 50, fix("a", { effort: "high" }), fix("b", { effort: "medium" }), fix("c"))],
      ["c", "b", "a"],
    ],
    ["the name where nothing else tells", [issue("1", 50, fix("b"), fix("a"))], ["a", "b"]],
  ])("%s", (_, issues, expected) => {
    expect(order(issues)).toEqual(expected);
    expect(order(issues.toReversed())).toEqual(expected);
  });

  test("a change named twice by one issue breaks it once", () => {
    expect(rankFixes([issue("1", 50, fix("a"), fix("a"))])).toMatchObject([
      { breaks: ["1"], brokenScore: 50 },
    ]);
  });

  test("issues without any worth still count", () => {
    expect(rankFixes([issue("1", 0, fix("a"))])).toMatchObject([{ breaks: ["1"], brokenScore: 0 }]);
  });
});

/** Estates of issues with fixes that they share here and there. */
function anyIssues(seed: number): Fixable[] {
  const random = randomFrom(seed);
  const efforts = ["low", "medium", "high"] as const;
  const pool = Array.from({ length: 1 + random.below(8) }, (_, index) =>
    fix(`f${index}`, { effort: random.pick(efforts) }),
  );
  return Array.from({ length: random.below(12) }, (_, index) =>
    issue(`i${index}`, random.below(101), ...pool.filter(() => random.oneIn(3))),
  );
}
const seeds = Array.from({ length: 300 }, (_, index) => index + 1);

describe("any issues", () => {
  test("each change breaks what would not be left if it were made, and is worth the sum of that", () => {
    for (const seed of seeds) {
      const issues = anyIssues(seed);
      for (const { id, breaks, brokenScore } of rankFixes(issues)) {
        const left = new Set(whatIf(issues, new Set([id])).map((one) => one.id));
        const gone = issues.filter((one) => !left.has(one.id));
        expect(breaks.toSorted(), `seed ${seed}`).toEqual(gone.map((one) => one.id).toSorted());
        expect(brokenScore).toBe(gone.reduce((sum, { score }) => sum + score, 0));
      }
    }
  });

  test("a plan breaks what making all its steps breaks, counts nothing twice, and stops when nothing is left", () => {
    for (const seed of seeds) {
      const issues = anyIssues(seed);
      for (const most of [0, 1, 2, 100]) {
        const { steps, brokenCount, issueCount } = fixThese(issues, most);
        expect(steps.length).toBeLessThanOrEqual(most);
        expect(issueCount).toBe(issues.length);
        const left = whatIf(issues, new Set(steps.map(({ id }) => id)));
        expect(brokenCount, `seed ${seed}`).toBe(issues.length - left.length);
        expect(steps.flatMap(({ breaks }) => breaks)).toHaveLength(brokenCount);
        for (const { breaks } of steps) expect(breaks.length).toBeGreaterThan(0);
      }
      const whole = fixThese(issues, 100);
      expect(issues.length - whole.brokenCount).toBe(issues.filter(({ fixes }) => fixes.length === 0).length);
    }
  });

  test("each step of a plan breaks no more than the one before", () => {
    for (const seed of seeds) {
      const counts = fixThese(anyIssues(seed), 100).steps.map(({ breaks }) => breaks.length);
      expect(counts, `seed ${seed}`).toEqual(counts.toSorted((a, b) => b - a));
    }
  });

  test("a change more never leaves more, and none leaves all", () => {
    for (const seed of seeds) {
      const issues = anyIssues(seed);
      const ids = rankFixes(issues).map(({ id }) => id);
      const left = ids.map((_, count) => whatIf(issues, new Set(ids.slice(0, count))).length);
      expect(left, `seed ${seed}`).toEqual(left.toSorted((a, b) => b - a));
      expect(whatIf(issues, new Set())).toEqual(issues);
      expect(whatIf(issues, new Set(["unheard of"]))).toEqual(issues);
    }
  });

  test("the order in which issues come changes no rank and no plan", () => {
    for (const seed of seeds) {
      const issues = anyIssues(seed);
      const shuffled = randomFrom(seed).shuffled(issues);
      const sorted = ({ breaks, ...rest }: ReturnType<typeof rankFixes>[number]) => ({
        ...rest,
        breaks: breaks.toSorted(),
      });
      expect(rankFixes(shuffled).map(sorted), `seed ${seed}`).toEqual(rankFixes(issues).map(sorted));
      expect(fixThese(shuffled, 3).steps.map(({ id }) => id)).toEqual(
        fixThese(issues, 3).steps.map(({ id }) => id),
      );
    }
  });

  test("thousands of issues with one change in common are ranked at once", () => {
    const issues = Array.from({ length: 5_000 }, (_, index) =>
      issue(`i${index}`, 50, fix("shared"), fix(`own ${index % 700}`)),
    );
    const [first] = rankFixes(issues);
    expect([first?.id, first?.breaks.length]).toEqual(["shared", 5_000]);
    expect(fixThese(issues, 3)).toMatchObject({ brokenCount: 5_000, steps: [{ id: "shared" }] });
  });
});
