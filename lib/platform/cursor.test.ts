import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import { decodeCursor, encodeCursor, toPage } from "./cursor.ts";

const storable = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000"));
const Place = z.tuple([z.number(), z.string()]);

test("a cursor reads back as the place it was made from, and goes into a link as it is", () => {
  fc.assert(
    fc.property(fc.integer(), storable, (rank, name) => {
      const cursor = encodeCursor([rank, name]);
      expect(decodeCursor(Place, cursor)).toEqual([rank, name]);
      expect(encodeURIComponent(cursor)).toBe(cursor);
    }),
  );
});

test.each([
  "",
  "nonsense",
  "%%%",
  encodeCursor([1]),
  encodeCursor(["1", "a"]),
  encodeCursor([1, "a", "b"]),
  encodeCursor([null, "a"]),
  Buffer.from('{"0":1,"1":"a"}').toString("base64url"),
  encodeCursor([1, "a"]).slice(0, -2),
])("%j is refused as no cursor of this list", (cursor) => {
  expect(() => decodeCursor(Place, cursor)).toThrow(
    expect.objectContaining({
      code: "invalid-input",
      fields: [expect.objectContaining({ field: "cursor" })],
    }),
  );
});

test("pages concatenate to the whole, each row once, whatever the size of a page", () => {
  const row = fc.tuple(fc.nat(5), fc.uuid());
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ([, id]) => id, maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      (rows, limit) => {
        const before = (a: readonly [number, string], b: readonly [number, string]) =>
          a[0] !== b[0] ? a[0] < b[0] : a[1] < b[1];
        const sorted = rows.toSorted((a, b) => (before(a, b) ? -1 : 1));
        const read = (cursor: string | null) => {
          const after = cursor === null ? null : decodeCursor(Place, cursor);
          const left = sorted.filter((candidate) => after === null || before(after, candidate));
          return toPage(
            left.slice(0, limit + 1),
            limit,
            ([, id]) => id,
            (last) => last,
          );
        };
        const seen: string[] = [];
        let pageCount = 0;
        for (let cursor: string | null = null; pageCount === 0 || cursor !== null; pageCount++) {
          const page = read(cursor);
          seen.push(...page.items);
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(sorted.map(([, id]) => id));
        expect(pageCount).toBe(Math.max(1, Math.ceil(rows.length / limit)));
      },
    ),
  );
});

test.each([
  ["a fraction", [0.5, "a"]],
  ["more than a column of numbers holds", [2 ** 31 + 1, "a"]],
  ["less than it holds", [-(2 ** 31) - 1, "a"]],
  ["NUL", [1, "a\u0000"]],
  ["half a pair of surrogates", [1, "\ud83e"]],
  ["the year nought", [1, "0000-01-01T00:00:00Z"]],
] as const)("a place with %s, which the database would choke on, is no place", (_, place) => {
  expect(() => decodeCursor(Place, encodeCursor(place))).toThrow(/Not a cursor of this list/);
});
