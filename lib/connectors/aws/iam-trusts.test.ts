import { describe, expect, test } from "vitest";

import { trustsOf } from "./iam-trusts.ts";

const trust = (...statements: object[]) =>
  trustsOf({
    Statement: statements.map((members) =>
      Object.assign({ Effect: "Allow", Action: "sts:AssumeRole" }, members),
    ),
  });
const github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const web = { Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: github } };
const subject = (operator: string, value: string | string[]) => ({
  ...web,
  Condition: {
    [operator]: { "token.actions.githubusercontent.com:sub": value },
    StringEquals: {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      ...(operator === "StringEquals" ? { "token.actions.githubusercontent.com:sub": value } : {}),
    },
  },
});

describe("AWS principals", () => {
  test.each([
    ["111122223333", { kind: "account", principal: "111122223333" }],
    ["arn:aws:iam::111122223333:root", { kind: "account", principal: "111122223333" }],
    [
      "arn:aws:iam::111122223333:role/app",
      { kind: "identity", principal: "arn:aws:iam::111122223333:role/app" },
    ],
    [
      "arn:aws:sts::111122223333:assumed-role/app/session",
      { kind: "identity", principal: "arn:aws:iam::111122223333:role/app" },
    ],
    ["*", { kind: "anyone", principal: "*" }],
  ])("%s", (AWS, expected) => {
    expect(trust({ Principal: { AWS } })).toEqual([{ ...expected, conditional: false }]);
  });

  test("an external id narrows the trust in an account", () => {
    const Condition = { StringEquals: { "sts:ExternalId": "a-shared-id" } };
    expect(trust({ Principal: { AWS: "999988887777" }, Condition })).toMatchObject([{ conditional: true }]);
  });

  test("everyone but some is anyone", () => {
    expect(trust({ NotPrincipal: { AWS: "111122223333" } })).toMatchObject([{ kind: "anyone" }]);
  });
});

describe("services", () => {
  const Principal = { Service: ["bedrock.amazonaws.com"] };
  test("are narrowed only by the source of the call", () => {
    expect(trust({ Principal })).toEqual([
      { kind: "service", principal: "bedrock.amazonaws.com", conditional: false },
    ]);
    const source = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    expect(trust({ Principal, Condition: source })).toMatchObject([{ conditional: true }]);
    const other = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
    expect(trust({ Principal, Condition: other })).toMatchObject([{ conditional: false }]);
    const anySource = { ArnLike: { "aws:SourceArn": "*" } };
    expect(trust({ Principal, Condition: anySource })).toMatchObject([{ conditional: false }]);
  });
});

describe("federations", () => {
  test("compared to the letter, a star lets nobody in", () => {
    expect(trust(subject("StringEquals", "repo:acme/*"))).toEqual([]);
    expect(
      trust(subject("StringEquals", ["repo:acme/*", "repo:acme/app:ref:refs/heads/main"])),
    ).toMatchObject([{ principal: "token.actions.githubusercontent.com repo:acme/app:ref:refs/heads/main" }]);
  });

  test("name the subjects they let in", () => {
    expect(trust(subject("StringLike", ["repo:acme/app:*", "repo:acme/api:ref:refs/heads/main"]))).toEqual([
      {
        kind: "federation",
        principal: "token.actions.githubusercontent.com repo:acme/app:*",
        conditional: false,
      },
      {
        kind: "federation",
        principal: "token.actions.githubusercontent.com repo:acme/api:ref:refs/heads/main",
        conditional: true,
      },
    ]);
  });

  test("without a subject let anybody of the issuer in", () => {
    expect(trust(web)).toEqual([
      { kind: "federation", principal: "token.actions.githubusercontent.com *", conditional: false },
    ]);
  });

  test("of an identity pool let guests in unless they ask for more", () => {
    const cognito = {
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
    };
    const amr = (value: string) => ({
      ...cognito,
      Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": value } },
    });
    expect(trust(amr("unauthenticated"))).toMatchObject([
      { principal: "cognito-identity.amazonaws.com unauthenticated", conditional: false },
    ]);
    expect(trust(amr("authenticated"))).toMatchObject([
      { principal: "cognito-identity.amazonaws.com authenticated", conditional: true },
    ]);
  });
});

describe("denials", () => {
  test("of everybody end all trust", () => {
    expect(trust({ Principal: "*" }, { Effect: "Deny", Principal: "*" })).toEqual([]);
  });

  test("of plain HTTP narrow nothing, for every call comes over TLS", () => {
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    expect(trust({ Principal: "*" }, { Effect: "Deny", Principal: "*", Condition })).toEqual([
      { kind: "anyone", principal: "*", conditional: false },
    ]);
  });

  test("of another way in leave this one as it is", () => {
    const saml = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRoleWithSAML" };
    expect(trust({ Principal: { AWS: "111122223333" } }, saml)).toEqual([
      { kind: "account", principal: "111122223333", conditional: false },
    ]);
    const every = { Effect: "Deny", Principal: { AWS: ["*"] }, Action: "sts:*" };
    expect(trust({ Principal: { AWS: "111122223333" } }, every)).toEqual([]);
  });

  test("of one principal are none of everybody", () => {
    const one = { Effect: "Deny", Principal: { AWS: "arn:aws:iam::999988887777:role/x" } };
    expect(trust({ Principal: { AWS: "111122223333" } }, one)).toEqual([
      { kind: "account", principal: "111122223333", conditional: false },
    ]);
  });

  test("of everybody outside the organization narrow it", () => {
    const Condition = { StringNotEquals: { "aws:PrincipalOrgID": "o-example" } };
    expect(trust({ Principal: "*" }, { Effect: "Deny", Principal: "*", Condition })).toMatchObject([
      { kind: "anyone", conditional: true },
    ]);
  });
});

test("a statement about something other than taking on the role is no trust", () => {
  expect(trust({ Action: "sts:TagSession", Principal: { AWS: "111122223333" } })).toEqual([]);
});
