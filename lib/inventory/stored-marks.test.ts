import { expect, test } from "vitest";

import { differingParts, jsonbText, Marks } from "./stored-marks.ts";

test("a part differs where a row of it is new, gone or not what it was, whatever the order", () => {
  const rows = Array.from(
    { length: 200 },
    (_, n) => [`key-${n}`, `value ${n % 7}`, n % 3 === 0 ? null : "why"] as const,
  );
  const marksOf = (given: readonly (readonly [string, string, string | null])[]) => {
    const marks = new Marks();
    for (const row of given) marks.add(...row);
    return marks;
  };
  const before = marksOf(rows);
  expect(differingParts(marksOf(rows.toReversed()).sums, before.sums)).toEqual(new Set());
  const part = before.partOf("key-5");
  for (const now of [
    rows.filter(([key]) => key !== "key-5"),
    rows.map((row) => (row[0] === "key-5" ? (["key-5", "another", row[2]] as const) : row)),
    rows.map((row) => (row[0] === "key-5" ? (["key-5", row[1], row[2] === null ? "" : null] as const) : row)),
    [...rows, ["key-5", "beside", null] as const],
  ])
    expect(differingParts(marksOf(now).sums, before.sums)).toEqual(new Set([part]));
});

test("a value is written as Postgres writes it", () => {
  expect(
    jsonbText({ reasons: [{ text: 'a "b"\n', resourceKey: null }], via: [], x: undefined, aa: true, b: 1.5 }),
  ).toBe(
    String.raw`{"b": 1.5, "aa": true, "via": [], "reasons": [{"text": "a \"b\"\n", "resourceKey": null}]}`,
  );
});
