import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { relationshipKinds } from "#lib/domain/relationship.ts";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";
import { QueryProblem, type Condition, type Query, type QueryNode, type QueryStep } from "./query.ts";

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({
      kind: fc.constant("compare" as const),
      field: fc.constantFrom("name", "key", "tags.owner"),
      comparison: fc.constantFrom("=" as const, "!=" as const, "like" as const, "contains" as const),
      value: fc.string(),
    }),
    fc.record({
      kind: fc.constant("compare" as const),
      field: fc.constant("openFindings"),
      comparison: fc.constantFrom("<" as const, ">=" as const, "=" as const),
      value: fc.integer({ min: -1_000, max: 1_000 }),
    }),
    fc.record({
      kind: fc.constant("one-of" as const),
      field: fc.constant("layer"),
      values: fc.array(fc.constantFrom("model", "data", "api"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("known" as const), field: fc.constant("region"), known: fc.boolean() }),
    fc.record({ kind: fc.constant("not" as const), of: tie("condition") }),
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).condition;

const node = (branches: fc.Arbitrary<QueryNode["branches"]>): fc.Arbitrary<QueryNode> =>
  fc.record({
    select: fc.uniqueArray(fc.constantFrom("agent", "data-store", "aws.s3.bucket"), { maxLength: 2 }),
    as: fc.constant(null),
    where: fc.option(condition),
    branches,
  });
const stepTo = (to: fc.Arbitrary<QueryNode>): fc.Arbitrary<QueryStep> =>
  fc
    .record({
      direction: fc.constantFrom("out" as const, "in" as const),
      kinds: fc.uniqueArray(fc.constantFrom(...relationshipKinds), { maxLength: 3 }),
      range: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
      node: to,
    })
    .map(({ range: [a, b], ...step }) => ({ ...step, min: Math.min(a, b), max: Math.max(a, b) }));
const leaf = node(fc.constant([]));
const branching = node(
  fc.array(fc.record({ has: fc.boolean(), steps: fc.array(stepTo(leaf), { minLength: 1, maxLength: 2 }) }), {
    maxLength: 2,
  }),
);
const query: fc.Arbitrary<Query> = fc.record({
  start: branching,
  steps: fc.array(stepTo(leaf), { maxLength: 3 }),
  limit: fc.option(fc.integer({ min: 1, max: 2_000 })),
});

test("what is printed reads as the same question", () => {
  fc.assert(
    fc.property(query, (asked) => {
      expect(parseQuery(printQuery(asked))).toEqual(asked);
    }),
  );
});

test("any text is read or refused with the place where it stopped making sense", () => {
  const word = fc.constantFrom(
    "agent",
    "where",
    "-[",
    "]->",
    "(",
    ")",
    "name",
    "=",
    '"a"',
    "or",
    "limit",
    "3",
    "not",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(" ")),
      ),
      (text) => {
        const problem = problemOf(text);
        expect(problem === null || (problem.at >= 0 && problem.at <= text.length)).toBe(true);
      },
    ),
  );
});

describe("a question that makes no sense is told", () => {
  test.each([
    ["", /a class or a type of resource is missing/],
    ["agnet", /no class or type of resource agnet\. Did you mean agent\?/],
    ["agent where codeInterpeter", /agent has no field codeInterpeter\. Did you mean codeInterpreter\?/],
    ["agent where codeInterpreter = 3", /Compare it with yes or no/],
    ['agent where layer = "modle"', /one of model.*Did you mean model/],
    ["agent where name", /Say what name is compared with/],
    [
      'agent where codeInterpreter contains "a"',
      /contains does not go with codeInterpreter, which is yes or no/,
    ],
    ["agent -[can-raed]-> data-store", /no relationship can-raed\. Did you mean can-read/],
    ["agent -[can-read 0..2]-> data-store", /from 1 to 6/],
    ["agent -[can-read 3..2]-> data-store", /from 1 to 6/],
    ["agent -[can-read 1..99]-> data-store", /from 1 to 6/],
    ["agent limit 0", /between 1 and/],
    ["agent limit 1.5", /whole number/],
    ["agent as where", /a meaning of its own/],
    ["agent as a --> agent as a", /There is a a already/],
    ["agent with ()", /a step such as/],
    ['agent where name = "open', /A text ends with/],
    ['agent where name = "\\x"', /as in JSON/],
    ["agent; drop", /";" means nothing here/],
    [`agent where ${"(".repeat(50)}name = "a"`, /Nested deeper/],
    [`agent where ${"not ".repeat(50)}name = "a"`, /Nested deeper/],
    [`agent ${"--> agent ".repeat(20)}`, /at most 12 resources/],
    ["x".repeat(5_000), /at most 4000 characters/],
    ["agent where constructor = 1", /no field constructor/],
    ["agent where __proto__ = 1", /no field __proto__/],
  ])("%s", (text, problem) => {
    expect(() => parseQuery(text)).toThrow(problem);
  });
});

test("the place is that of the word that is wrong", () => {
  expect(problemOf("agent where codeInterpeter")).toMatchObject({ at: 12, length: 14 });
});

/** Anything but a `QueryProblem` is a defect and fails the test. */
function problemOf(text: string): QueryProblem | null {
  try {
    parseQuery(text);
    return null;
  } catch (error) {
    if (error instanceof QueryProblem) return error;
    throw error;
  }
}
