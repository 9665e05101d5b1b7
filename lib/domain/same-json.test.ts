import { expect, test } from "vitest";

import { randomFrom, type Random } from "#tests/factories/random.ts";

import { isSameJson } from "./same-json.ts";

const names = ["a", "b", "__proto__x", "length", "0"];

function valueOf(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 5 : 8)) {
    case 0:
      return null;
    case 1:
      return random.below(3);
    case 2:
      return random.pick(["", "a", "0"]);
    case 3:
      return random.oneIn(2);
    case 4:
      return {};
    case 5:
      return Array.from({ length: random.below(3) }, () => valueOf(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          random.pick(names),
          random.oneIn(8) ? undefined : valueOf(random, depth + 1),
        ]),
      );
  }
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

test("two values are the same where their JSON is, with members in one order", () => {
  const random = randomFrom(11);
  const values = Array.from({ length: 400 }, () => valueOf(random));
  let same = 0;
  for (const one of values)
    for (const other of values) {
      expect(isSameJson(one, other)).toBe(sorted(one) === sorted(other));
      if (one !== other && isSameJson(one, other)) same++;
    }
  expect(same).toBeGreaterThan(1_000);
  expect(isSameJson({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBe(true);
  expect(isSameJson({ toString: 1 }, {})).toBe(false);
  expect(isSameJson({ a: 1 }, { a: 1, b: undefined })).toBe(true);
});
