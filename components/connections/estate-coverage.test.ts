import { expect, test } from "vitest";

import { coverageSentence, hasGaps } from "./estate-coverage.ts";

const complete = {
  incompleteCount: 0,
  lastCompleteAt: "2026-01-01T10:00:00.000Z",
  lastSync: null,
  resourceCount: 12,
};

test("a connection that never completed is a gap, though no collection is incomplete", () => {
  expect(hasGaps({ ...complete, lastCompleteAt: null })).toBe(true);
  expect(hasGaps(complete)).toBe(false);
});

test("only an estate without gaps is said to be read whole", () => {
  expect(coverageSentence([complete])).toContain("Everything that should be read was read");
  expect(coverageSentence([complete, { ...complete, incompleteCount: 1 }])).toContain("1 with gaps");
});
