import { describe, expect, test } from "vitest";

import { abilities, type Ability, type Grant } from "#lib/domain/ability.ts";
import { fitsGlob } from "./glob.ts";
import { grantsOf } from "./iam-grants.ts";

const statement = (members: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", ...members }],
});
const grants = (members: object): Grant[] => grantsOf(statement(members), "policy");
const allowed = (given: readonly Grant[], ability: Ability, key: string): Grant[] =>
  given.filter(
    (grant) => grant.effect === "allow" && grant.abilities.includes(ability) && fitsGlob(grant.on, key),
  );

const corpus = "arn:aws:s3:::claims-corpus";
const model = "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-3";
const role = "arn:aws:iam::111122223333:role/agent";

test("administrator access is every ability on everything, in one grant", () => {
  expect(grants({ Action: "*", Resource: "*" })).toEqual([
    {
      effect: "allow",
      abilities: [...abilities],
      on: "*",
      conditional: false,
      source: "policy, statement 1",
    },
  ]);
});

describe("S3", () => {
  test("an object permission on the objects is an ability on the bucket", () => {
    expect(grants({ Sid: "Read", Action: ["s3:GetObject"], Resource: `${corpus}/*` })).toEqual([
      { effect: "allow", abilities: ["read-data"], on: corpus, conditional: false, source: "policy, Read" },
    ]);
  });

  test("an object permission on the bucket itself grants nothing", () => {
    expect(grants({ Action: "s3:PutObject", Resource: corpus })).toEqual([]);
  });

  test("a bucket permission on the objects grants nothing", () => {
    expect(grants({ Action: "s3:PutBucketPolicy", Resource: `${corpus}/*` })).toEqual([]);
  });

  test("a grant on one prefix holds only maybe for the bucket", () => {
    expect(grants({ Action: "s3:GetObject", Resource: `${corpus}/public/*` })).toMatchObject([
      { on: corpus, conditional: true },
    ]);
  });

  test("listing a bucket is not reading it", () => {
    expect(grants({ Action: "s3:ListBucket", Resource: corpus })).toEqual([]);
  });

  test("s3:* on everything stays within S3", () => {
    const given = grants({ Action: "s3:*", Resource: "*" });
    expect(allowed(given, "write-data", corpus)).toHaveLength(1);
    expect(allowed(given, "manage-access", corpus)).toHaveLength(1);
    expect(given.some((grant) => fitsGlob(grant.on, role))).toBe(false);
  });
});

describe("actions", () => {
  test("are compared without regard to case", () => {
    expect(
      allowed(grants({ Action: "BEDROCK:invokemodel", Resource: "*" }), "invoke-model", model),
    ).toHaveLength(1);
  });

  test("may be patterns", () => {
    expect(allowed(grants({ Action: "bedrock:Invoke*", Resource: "*" }), "invoke-model", model)).toHaveLength(
      1,
    );
    expect(allowed(grants({ Action: "bedrock:List*", Resource: "*" }), "invoke-model", model)).toEqual([]);
  });

  test("not named by NotAction are allowed", () => {
    const given = grants({ NotAction: ["iam:*", "organizations:*"], Resource: "*" });
    expect(allowed(given, "invoke-model", model)).toHaveLength(1);
    expect(allowed(given, "assume", role)).toHaveLength(1);
    expect(allowed(given, "manage-access", role)).toEqual([]);
    expect(allowed(given, "pass-role", role)).toEqual([]);
  });

  test("on the resources of another service grant nothing", () => {
    expect(grants({ Action: "bedrock:InvokeModel", Resource: corpus })).toEqual([]);
    expect(grants({ Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:user/ann" })).toEqual([]);
  });

  test("on an alias of an agent are abilities on the agent", () => {
    const alias = "arn:aws:bedrock:eu-west-1:111122223333:agent-alias/AGENT/ALIAS";
    const given = grants({ Action: "bedrock:InvokeAgent", Resource: alias });
    expect(given).toMatchObject([
      { abilities: ["invoke-model"], on: "arn:aws:bedrock:eu-west-1:111122223333:agent/AGENT" },
    ]);
  });
});

describe("conditions", () => {
  test("that narrow make a grant conditional", () => {
    expect(
      grants({
        Action: "iam:PassRole",
        Resource: role,
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      }),
    ).toMatchObject([{ abilities: ["pass-role"], on: role, conditional: true }]);
  });

  test.each([
    [{ Bool: { "aws:SecureTransport": "true" } }],
    [{ StringLike: { "aws:PrincipalArn": "*" } }],
    [{ IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } }],
    [{ StringEqualsIfExists: { "aws:RequestedRegion": "eu-west-1" } }],
  ])("that every call meets do not: %j", (Condition) => {
    expect(grants({ Action: "bedrock:InvokeModel", Resource: model, Condition })).toMatchObject([
      { conditional: false },
    ]);
  });
});

describe("denials", () => {
  test("take an ability only when they cover all of its actions", () => {
    const all = grants({
      Effect: "Deny",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: `${corpus}/*`,
    });
    expect(all).toMatchObject([{ effect: "deny", abilities: ["write-data"], on: corpus }]);
    expect(grants({ Effect: "Deny", Action: "s3:DeleteObject", Resource: `${corpus}/*` })).toEqual([]);
  });

  test("of everything but a list spare the list", () => {
    const given = grants({ Effect: "Deny", NotAction: ["s3:GetObject"], Resource: "*" });
    const denied = (ability: Ability, key: string) =>
      given.some(
        (grant) => grant.effect === "deny" && grant.abilities.includes(ability) && fitsGlob(grant.on, key),
      );
    expect(denied("read-data", corpus)).toBe(false);
    expect(denied("write-data", corpus)).toBe(true);
    expect(denied("assume", role)).toBe(true);
  });
});

test("a policy variable or a question mark holds only maybe", () => {
  expect(grants({ Action: "s3:GetObject", Resource: "arn:aws:s3:::home-${aws:username}/*" })).toMatchObject([
    { on: "arn:aws:s3:::home-*", conditional: true },
  ]);
  expect(
    grants({
      Action: "secretsmanager:GetSecretValue",
      Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-??????",
    }),
  ).toMatchObject([{ on: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-*", conditional: true }]);
});

test("a percent-encoded document reads as its JSON does", () => {
  const document = statement({ Action: "sts:AssumeRole", Resource: role });
  expect(grantsOf(encodeURIComponent(JSON.stringify(document)), "p")).toEqual(grantsOf(document, "p"));
});

test("what is no policy document is refused, not read as an empty one", () => {
  expect(() => grantsOf("not a policy", "p")).toThrow(/expected object/);
  expect(() => grantsOf({ Statement: [{ Effect: "Maybe" }] }, "p")).toThrow(/Effect/);
});
