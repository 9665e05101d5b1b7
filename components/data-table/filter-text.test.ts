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

describe("quoting", () => {
  const names: FilterField = {
    id: "owner",
    label: "Owner",
    options: [
      { value: "me", label: "Me and my teams" },
      { value: "a", label: "Ada Lovelace" },
      { value: "b", label: "Byron, George" },
      { value: "c", label: "Claims" },
    ],
  };
  const owners = (text: string) => parseFilterText(text, [names]);

  test.each([
    [`owner:"Ada Lovelace"`, ["a"]],
    [`owner:"Ada Lovelace","Claims"`, ["a", "c"]],
    [`owner:"Ada Lovelace",Claims`, ["a", "c"]],
    [`owner:Claims,"Ada Lovelace"`, ["c", "a"]],
    [`owner:"Byron, George"`, ["b"]],
    [`owner:"Byron, George","Ada Lovelace"`, ["b", "a"]],
    [`owner:@me`, ["me"]],
    [`owner:@ME`, ["me"]],
    [`owner:"me and my teams"`, ["me"]],
    [`OWNER:"ada lovelace"`, ["a"]],
  ])("%s", (text, expected) => {
    expect(owners(text)).toEqual({ values: { owner: expected }, q: "", problems: [] });
  });

  test("a value given twice is one value", () => {
    expect(owners("owner:a,a owner:Claims owner:c").values).toEqual({ owner: ["a", "c"] });
  });

  test.each(["owner:", "owner:,", `owner:""`, "owner:,,,"])("%s names nobody, and is no mistake", (text) => {
    expect(owners(text)).toEqual({ values: {}, q: "", problems: [] });
  });

  test("each wrong value is told, and the right ones beside it are kept", () => {
    expect(owners(`owner:a,"no one",nobody`)).toEqual({
      values: { owner: ["a"] },
      q: "",
      problems: ["Owner has no “no one”", "Owner has no “nobody”"],
    });
  });

  test("quoted words are searched together, without their quotes", () => {
    expect(owners(`"public bucket" claims`).q).toBe("public bucket claims");
    expect(owners(`"owner:a"`)).toEqual({ values: {}, q: "owner:a", problems: [] });
  });
});

describe("whatever is typed", () => {
  test.each([
    "",
    " ",
    "\t\n",
    ":",
    "::",
    ":high",
    `"`,
    `""""`,
    "severity",
    "constructor:x",
    "__proto__:x",
    "toString:a,b",
    "<script>alert(1)</script>",
    "\u202Emarb",
    "a".repeat(10_000),
    `${"severity:high,".repeat(2000)}`,
    `"${" ".repeat(5000)}`,
  ])("is read without failing, and at once", (text) => {
    const started = performance.now();
    const parsed = parseFilterText(text, fields);
    expect(performance.now() - started).toBeLessThan(200);
    expect(Object.keys(parsed.values).every((id) => fields.some((field) => field.id === id))).toBe(true);
  });

  test("only values that a field has come out (a sweep)", () => {
    const piece = fc.constantFrom(
      "severity",
      "owner",
      ":",
      ",",
      `"`,
      " ",
      "high",
      "@me",
      "Ada Lovelace",
      "x",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { values, q } = parseFilterText(pieces.join(""), fields);
        for (const [id, chosen] of Object.entries(values)) {
          const known = fields.find((field) => field.id === id)?.options.map(({ value }) => value) ?? [];
          expect(chosen.every((value) => known.includes(value))).toBe(true);
          expect(new Set(chosen).size).toBe(chosen.length);
        }
        expect(q).not.toContain(`"`);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});

test("names with blanks and commas can be typed again and mean the same", () => {
  const awkward: FilterField = {
    id: "account",
    label: "Account",
    options: ["a b", "a,b", "a, b", "ab", "x:y", "@z"].map((value) => ({ value, label: value })),
  };
  fc.assert(
    fc.property(fc.subarray(awkward.options.map(({ value }) => value)), (account) => {
      const parsed = parseFilterText(formatFilterText({ account }, ""), [awkward]);
      expect(parsed.problems).toEqual([]);
      expect(parsed.values["account"] ?? []).toEqual(account);
    }),
    { seed: 3 },
  );
});
