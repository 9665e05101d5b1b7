import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";

import { csvLine } from "./csv.ts";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0@x"])(
  "%j is no formula any more",
  (cell) => {
    const [[read]] = parse(csvLine([cell])) as [[string]];
    expect(read).toBe(`'${cell}`);
  },
);

test("every text is read back as it was, but for the apostrophe", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }), (cells) => {
      const rows = parse(csvLine(cells), { relax_column_count: true, skip_empty_lines: false }) as string[][];
      expect(rows[0]?.map((cell, n) => (cell === `'${cells[n]}` ? cells[n] : cell))).toEqual(cells);
    }),
  );
});

test("a number is no formula, and nothing is an empty cell", () => {
  expect(csvLine([-1, null, "a"])).toBe("-1,,a\r\n");
});
