import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { formatFilterText, parseFilterText, type FilterField } from "./filter-text.ts";

const fields: FilterField[] = [
  {
    id: "severity",
    label: "Severity",
    options: [
      { value: "critical", label: "Critical" },
      { value: "high", label: "High" },
    ],
  },
  {
    id: "owner",
    label: "Owner",
    options: [
      { value: "@me", label: "Me" },
      { value: "u-1", label: "Ada Lovelace" },
    ],
  },
];

describe("parseFilterText", () => {
  test("tells fields from text, in any order", () => {
    expect(parseFilterText("public severity:high bucket owner:@me", fields)).toEqual({
      values: { severity: ["high"], owner: ["@me"] },
      q: "public bucket",
      problems: [],
    });
  });

  test("takes several values, by id or by label, whatever the case", () => {
    expect(parseFilterText("Severity:HIGH,critical", fields).values).toEqual({
      severity: ["high", "critical"],
    });
    expect(parseFilterText('owner:"Ada Lovelace"', fields).values).toEqual({ owner: ["u-1"] });
  });

  test("an unknown value is told, never ignored", () => {
    expect(parseFilterText("severity:banana", fields)).toMatchObject({
      values: {},
      problems: ["Severity has no “banana”"],
    });
  });

  test("a colon that names no field is text", () => {
    expect(parseFilterText("arn:aws:s3:::corpus", fields).q).toBe("arn:aws:s3:::corpus");
  });
});

test("what a filter says can be typed again and means the same", () => {
  const chosen = fc.record({
    severity: fc.subarray(["critical", "high"]),
    owner: fc.subarray(["@me", "u-1"]),
  });
  fc.assert(
    fc.property(chosen, fc.constantFrom("", "bucket", "public bucket"), (values, q) => {
      const parsed = parseFilterText(formatFilterText(values, q), fields);
      expect(parsed.q).toBe(q);
      expect(parsed.problems).toEqual([]);
      expect({ severity: [], owner: [], ...parsed.values }).toEqual(values);
    }),
  );
});
