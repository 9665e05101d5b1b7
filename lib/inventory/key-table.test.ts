import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { KeyTable } from "./key-table.ts";

test("every key is found by its text and told by its number, and no other is found", () => {
  for (const expected of [0, 5_000]) {
    const random = randomFrom(7);
    const keys = [
      ...new Set(
        Array.from(
          { length: 5_000 },
          (_, n) => `arn:aws:s3:::${"x".repeat(random.below(90))}${n} ${n % 50 === 0 ? "äöü€" : ""}`,
        ),
      ),
      "",
      "\u0000",
      "é",
      "😀",
    ];
    const table = new KeyTable(expected);
    for (const key of keys) table.add(key);
    table.end();
    expect(table.size).toBe(keys.length);
    expect(keys.map((_, index) => table.at(index))).toEqual(keys);
    expect(keys.map((key) => table.get(key))).toEqual(keys.map((_, index) => index));
    for (const key of keys) expect(table.get(`${key}.`)).toBeUndefined();
    expect(table.at(keys.length)).toBe("");
  }
});
