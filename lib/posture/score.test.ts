import { expect, test } from "vitest";

import { scoreOf } from "./score.ts";

test("a critical failure weighs ten times a low one", () => {
  const critical = { severity: "critical" as const, passCount: 1, failCount: 1, unknownCount: 0 };
  const low = { severity: "low" as const, passCount: 10, failCount: 0, unknownCount: 0 };
  expect(scoreOf([critical, low]).score).toBe(67);
});

test("what could not be decided lowers coverage, not the score", () => {
  expect(scoreOf([{ severity: "high", passCount: 3, failCount: 0, unknownCount: 1 }])).toEqual({
    score: 100,
    coverage: 75,
  });
});

test("one failure in ten thousand is not a hundred", () => {
  expect(scoreOf([{ severity: "low", passCount: 9999, failCount: 1, unknownCount: 0 }]).score).toBe(99);
});

test("nothing evaluated has no score", () => {
  expect(scoreOf([])).toEqual({ score: null, coverage: null });
});
