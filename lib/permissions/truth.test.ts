import { expect, test } from "vitest";

import { both, certain, either, every, not, some, type Truth } from "./truth.ts";

const values: readonly Truth[] = ["no", "maybe", "yes"];

/** What a value may turn out to be. */
const worlds = (value: Truth): boolean[] => (value === "maybe" ? [false, true] : [value === "yes"]);
const told = (outcomes: readonly boolean[]): Truth => {
  if (outcomes.every(Boolean)) return "yes";
  return outcomes.some(Boolean) ? "maybe" : "no";
};

test("each operation says what all that may turn out to be would say", () => {
  for (const a of values) {
    expect(not(a)).toBe(told(worlds(a).map((value) => !value)));
    for (const b of values) {
      const pairs = worlds(a).flatMap((left) => worlds(b).map((right) => [left, right] as const));
      expect(both(a, b)).toBe(told(pairs.map(([left, right]) => left && right)));
      expect(either(a, b)).toBe(told(pairs.map(([left, right]) => left || right)));
      expect(every([a, b], (value) => value)).toBe(both(a, b));
      expect(some([a, b], (value) => value)).toBe(either(a, b));
    }
  }
});

test("of nothing, all are and none is", () => {
  expect([every([], () => "no"), some([], () => "yes")]).toEqual(["yes", "no"]);
  expect([certain(true), certain(false)]).toEqual(["yes", "no"]);
});
