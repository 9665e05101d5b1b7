import { expect, test } from "vitest";
import { ZodError } from "zod";

import { keptAwsPolicy, keptPolicy } from "./kept-policy.ts";

test("a policy keeps what a decision reads, whatever its spelling", () => {
  const document = {
    Version: "2012-10-17",
    Id: "is left out",
    Statement: {
      Sid: "One",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::corpus/*",
      Condition: { Bool: { "aws:SecureTransport": true } },
    },
  };
  const kept =
    '{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Allow","Action":["s3:GetObject"],' +
    '"Resource":["arn:aws:s3:::corpus/*"],"Condition":{"Bool":{"aws:SecureTransport":["true"]}}}]}';
  for (const spelling of [document, JSON.stringify(document), encodeURIComponent(JSON.stringify(document))])
    expect(keptPolicy(spelling)).toBe(kept);
  expect(keptPolicy(kept)).toBe(kept);
});

test("a document that names no version is of the first", () => {
  expect(keptPolicy({ Statement: [] })).toBe('{"Version":"2008-10-17","Statement":[]}');
});

test("of a policy that AWS writes only what matters is kept, under the names of its statements", () => {
  const document = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "workspaces:Describe*", Resource: "*" },
      { Effect: "Allow", Action: ["s3:Get*", "workspaces:*", "*:List*"], Resource: "*" },
      { Effect: "Allow", NotAction: ["workspaces:*", "iam:*"], Resource: "*" },
    ],
  };
  expect(JSON.parse(keptAwsPolicy(document))).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Sid: "statement 2", Effect: "Allow", Action: ["s3:Get*", "*:List*"], Resource: ["*"] },
      { Sid: "statement 3", Effect: "Allow", NotAction: ["workspaces:*", "iam:*"], Resource: ["*"] },
    ],
  });
});

test.each([
  ["no document", null],
  ["no JSON", "<html>"],
  ["no statement", { Version: "2012-10-17" }],
])("%s is none", (_, document) => {
  expect(() => keptPolicy(document)).toThrow(ZodError);
});
