import { expect, test } from "vitest";

import { reasonOf, type Decision, type DecidingStatement } from "./decision.ts";

const allow: DecidingStatement = {
  policy: { kind: "identity policy", id: "arn:aws:iam::111122223333:policy/read", name: "read" },
  statement: "statement 2",
  effect: "allow",
  why: "allows s3:GetObject",
};
const silent: DecidingStatement = {
  policy: { kind: "permissions boundary", id: "limit", name: "limit" },
  statement: null,
  effect: "silent",
  why: "no statement allows s3:GetObject",
};
const decision = (given: Partial<Decision>): Decision => ({
  verdict: "allowed",
  deciding: [allow],
  conditions: [],
  unread: [],
  ...given,
});

test.each<[Partial<Decision>, string]>([
  [{}, "read, statement 2"],
  [{ deciding: [allow, allow] }, "read, statement 2"],
  [{ verdict: "denied", deciding: [{ ...allow, effect: "deny", statement: "Tls" }] }, "read, Tls denies it"],
  [{ verdict: "denied", deciding: [silent] }, "permissions boundary limit does not allow it"],
  [
    { verdict: "maybe", conditions: ["aws:sourceip", "aws:sourcevpc"] },
    "read, statement 2, under a condition on aws:sourceip, aws:sourcevpc",
  ],
  [{ verdict: "maybe" }, "read, statement 2, under a condition"],
])("a decision is told by what decided it: %#", (given, told) => {
  expect(reasonOf(decision(given))).toBe(told);
});
