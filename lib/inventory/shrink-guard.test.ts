import { expect, test } from "vitest";

import { holdsTombstones } from "./shrink-guard.ts";

test.each([
  { knownCount: 1_000, lostCount: 1_000 },
  { knownCount: 100, lostCount: 31 },
  { knownCount: 21, lostCount: 21 },
])("$lostCount of $knownCount gone at once waits for a second run", (run) => {
  expect(holdsTombstones({ ...run, alreadyHeld: false })).toBe(true);
});

test.each([
  { knownCount: 1_000, lostCount: 300 },
  { knownCount: 20, lostCount: 20 },
  { knownCount: 0, lostCount: 0 },
])("$lostCount of $knownCount gone is believed", (run) => {
  expect(holdsTombstones({ ...run, alreadyHeld: false })).toBe(false);
});

test("a second run that agrees is believed", () => {
  expect(holdsTombstones({ knownCount: 1_000, lostCount: 1_000, alreadyHeld: true })).toBe(false);
});
