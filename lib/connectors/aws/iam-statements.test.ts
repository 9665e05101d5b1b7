import { describe, expect, test } from "vitest";
import { ZodError } from "zod";

import { conditionsOf, narrowingConditions, sidOf, statementsOf } from "./iam-statements.ts";

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const many = { Version: "2012-10-17", Statement: [read] };
const [parsed] = statementsOf(many);

describe("a document says the same", () => {
  const text = JSON.stringify(many);
  test.each<[string, unknown]>([
    ["as an object", many],
    ["as JSON", text],
    ["as JSON over many lines", JSON.stringify(many, null, 2)],
    ["as JSON after blanks", `\n\t ${text}\n`],
    ["percent-encoded, as IAM sends it", encodeURIComponent(text)],
    [
      "percent-encoded in small letters",
      encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ],
    ["with one statement that is no list", { ...many, Statement: read }],
    ["with an action in a list", { ...many, Statement: [{ ...read, Action: ["s3:GetObject"] }] }],
    ["with a resource in a list", { ...many, Statement: [{ ...read, Resource: ["*"] }] }],
    ["without a version", { Statement: [read] }],
    [
      "with an id and members of tomorrow",
      { ...many, Id: "x", Note: 1, Statement: [{ ...read, Comment: "y" }] },
    ],
  ])("%s", (_, document) => {
    expect(statementsOf(document)).toEqual([parsed]);
  });

  test("keeps what is encoded inside of it", () => {
    const odd = { Statement: { ...read, Resource: "arn:aws:s3:::a b/100%25/ü/\u{1f600}*" } };
    expect(statementsOf(encodeURIComponent(JSON.stringify(odd)))[0]?.Resource).toEqual([
      odd.Statement.Resource,
    ]);
    expect(statementsOf(JSON.stringify(odd))[0]?.Resource).toEqual([odd.Statement.Resource]);
  });

  test("an empty list of statements is one that says nothing", () => {
    expect(statementsOf({ Statement: [] })).toEqual([]);
  });
});

describe("what is no document is refused, never read as one that says nothing", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an empty text", ""],
    ["a word", "policy"],
    ["half a document", '{"Statement":['],
    ["a percent sign that encodes nothing", "%7B%ZZ"],
    ["a number", 7],
    ["a list", [read]],
    ["an object without statements", { Version: "2012-10-17" }],
    ["statements that are null", { Statement: null }],
    ["a statement without an effect", { Statement: [{ Action: "*" }] }],
    ["an effect of tomorrow", { Statement: [{ ...read, Effect: "Audit" }] }],
    ["an effect in small letters, which AWS refuses", { Statement: [{ ...read, Effect: "allow" }] }],
    ["an action that is a number", { Statement: [{ ...read, Action: 7 }] }],
    ["a resource that is null", { Statement: [{ ...read, Resource: null }] }],
    ["a condition that is a list", { Statement: [{ ...read, Condition: [] }] }],
    ["a condition without an operator", { Statement: [{ ...read, Condition: { "aws:SourceIp": "x" } }] }],
    ["a principal that is a list", { Statement: [{ ...read, Principal: ["*"] }] }],
    ["one statement of many that is none", { Statement: [read, { Effect: "Deny", Action: {} }] }],
  ])("%s", (_, document) => {
    expect(() => statementsOf(document)).toThrow(ZodError);
  });
});

describe("conditions", () => {
  const of = (Condition: object, Effect = "Allow") => {
    const [statement] = statementsOf({ Statement: { ...read, Effect, Condition } });
    if (!statement) throw new Error("no statement");
    return statement;
  };
  const narrowing = (Condition: object, Effect?: string) => narrowingConditions(of(Condition, Effect)).length;

  test("are told one by one, with keys in small letters and values as texts", () => {
    const given = {
      StringEquals: { "aws:PrincipalOrgID": "o-1", "AWS:SourceAccount": ["1", "2"] },
      Bool: { "aws:MultiFactorAuthPresent": true },
      NumericLessThan: { "s3:max-keys": 10 },
    };
    expect(conditionsOf(of(given))).toEqual([
      { operator: "StringEquals", key: "aws:principalorgid", values: ["o-1"] },
      { operator: "StringEquals", key: "aws:sourceaccount", values: ["1", "2"] },
      { operator: "Bool", key: "aws:multifactorauthpresent", values: ["true"] },
      { operator: "NumericLessThan", key: "s3:max-keys", values: ["10"] },
    ]);
  });

  test("that are empty are none", () => {
    expect(conditionsOf(of({}))).toEqual([]);
    expect(conditionsOf(of({ StringEquals: {} }))).toEqual([]);
  });

  test.each<[string, object, number]>([
    ["an account narrows", { StringEquals: { "aws:SourceAccount": "1" } }, 1],
    ["a pattern narrows", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/*" } }, 1],
    ["a star as a pattern does not", { StringLike: { "aws:PrincipalArn": "*" } }, 0],
    ["two stars do not", { ArnLike: { "aws:SourceArn": "**" } }, 0],
    ["a star among patterns does not", { StringLike: { "aws:PrincipalArn": ["x", "*"] } }, 0],
    ["a star that must be equal does, for nothing is", { StringEquals: { "aws:SourceAccount": "*" } }, 1],
    ["an ARN that must be equal may be a pattern", { ArnEquals: { "aws:SourceArn": "*" } }, 0],
    ["TLS does not: every call has it", { Bool: { "aws:SecureTransport": "true" } }, 0],
    ["what may be absent does not", { StringEqualsIfExists: { "aws:PrincipalTag/team": "x" } }, 0],
    [
      "an address that may be absent does, for it never is",
      { IpAddressIfExists: { "aws:SourceIp": "192.0.2.0/24" } },
      1,
    ],
    ["every address does not, absent or not", { IpAddressIfExists: { "aws:SourceIp": "0.0.0.0/0" } }, 0],
    [
      "all values of a key that may be absent do not",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
      0,
    ],
    ["any value does", { "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } }, 1],
    [
      "each is counted by itself",
      { StringEquals: { a: "1", b: "2" }, Bool: { "aws:SecureTransport": "true" } },
      2,
    ],
  ])("%s", (_, condition, count) => {
    expect(narrowing(condition)).toBe(count);
  });

  test.each<[string, object]>([
    ["TLS", { Bool: { "aws:SecureTransport": "false" } }],
    ["a pattern for everything", { StringLike: { "aws:PrincipalArn": "*" } }],
    ["what may be absent", { StringEqualsIfExists: { "aws:PrincipalTag/team": "x" } }],
    ["every address", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
  ])("%s narrows a denial, which must not be read as always", (_, condition) => {
    expect(narrowing(condition, "Deny")).toBe(1);
  });
});

test.each([
  ["its own", "ReadAll", 0, "ReadAll"],
  ["its place, where it has none", undefined, 2, "statement 3"],
  ["its place, where it is empty", "", 0, "statement 1"],
])("a statement is named by %s", (_, Sid, index, name) => {
  const [statement] = statementsOf({ Statement: { ...read, Sid } });
  expect(statement && sidOf(statement, index)).toBe(name);
});

test("principals named like members of every object are principals, and nothing else", () => {
  const document = '{"Statement":{"Effect":"Allow","Principal":{"constructor":"x","toString":["y"]}}}';
  const [statement] = statementsOf(document);
  expect(statement?.Principal).toEqual({ constructor: ["x"], toString: ["y"] });
});
