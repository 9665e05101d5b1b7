import { describe, expect, test } from "vitest";

import { definitionDiff } from "./definition-diff.ts";
import { definitionOf, draftOf, emptyDraft, slugOf } from "./draft.ts";

const definition = {
  slug: "a",
  title: "A",
  severity: "low",
  layer: "api",
  function: "detect",
  class: "agent",
  type: null,
  when: null,
  passes: "true",
  failure: "f",
  risk: "r",
  remediation: "m",
  references: ["https://example.com"],
  examples: {
    pass: [{ name: "p", facets: { codeInterpreter: true } }],
    fail: [
      { name: "q", tags: { a: "b" }, neighbours: [{ name: "n", follow: "runs-as", class: "identity" }] },
    ],
    notApplicable: [],
  },
};

test("a definition goes into the fields and comes out as it was", () => {
  expect(definitionOf(draftOf(definition))).toEqual({ definition, problems: [] });
});

test("what is stored otherwise than expected leaves the fields empty", () => {
  expect(draftOf({ title: 1, examples: [], references: "x" })).toEqual(emptyDraft);
  expect(draftOf(JSON.parse('{"__proto__": {"title": "x"}}') as object as typeof definition)).toEqual(
    emptyDraft,
  );
});

test("facts that are no object are named by the place of the example on its side", () => {
  const examples = [
    { id: 1, side: "fail" as const, name: "a", facts: "{}" },
    { id: 2, side: "fail" as const, name: "b", facts: "[1]" },
    { id: 3, side: "pass" as const, name: "c", facts: "{" },
  ];
  expect(definitionOf({ ...emptyDraft, examples }).problems.map(({ field }) => field)).toEqual([
    "examples.pass.0",
    "examples.fail.1",
  ]);
});

test.each([
  ["Stores of prompts are versioned", "stores-of-prompts-are-versioned"],
  ["  Über — 100 %!", "ber-100"],
  ["x".repeat(59) + " y", "x".repeat(59)],
  ["…", ""],
])("%s is named %s", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

describe("a difference", () => {
  test("is told field by field, and nothing of what stayed", () => {
    expect(
      definitionDiff({ ...definition, references: [] }, { ...definition, title: "B", when: "x" }),
    ).toEqual([
      { field: "title", before: "A", after: "B" },
      { field: "when", before: "", after: "x" },
      { field: "references", before: "[]", after: '[\n "https://example.com"\n]' },
    ]);
  });
});
