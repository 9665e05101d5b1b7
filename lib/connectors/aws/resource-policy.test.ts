import { describe, expect, test } from "vitest";

import { statementsOf } from "./iam-statements.ts";
import {
  allowedBy,
  isOpenToAnyone,
  outsiders,
  refusesPlainHttp,
  refusesPublicNetwork,
} from "./resource-policy.ts";

const own = "111122223333";
const arn = "arn:aws:s3:::corpus/*";
type Given = Record<string, unknown>;
const statements = (...given: Given[]) =>
  statementsOf({
    Version: "2012-10-17",
    Statement: given.map((one) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: arn, ...one })),
  });
const allowed = (...given: Given[]) => allowedBy(statements(...given), ["s3:GetObject"]);
const who = (...given: Given[]) => allowed(...given).map(({ kind, principal }) => `${kind} ${principal}`);
const isOpen = (...given: Given[]) => allowed(...given).some(isOpenToAnyone);
const everyone = { Principal: "*" };

describe("who a statement means", () => {
  test.each<[string, Given, string[]]>([
    ["a star", { Principal: "*" }, ["anyone *"]],
    ["a star as AWS", { Principal: { AWS: "*" } }, ["anyone *"]],
    ["a star in a list", { Principal: { AWS: ["*"] } }, ["anyone *"]],
    ["an account id", { Principal: { AWS: "999988887777" } }, ["account 999988887777"]],
    ["an account's root", { Principal: { AWS: "arn:aws:iam::999988887777:root" } }, ["account 999988887777"]],
    [
      "an account of China",
      { Principal: { AWS: "arn:aws-cn:iam::999988887777:root" } },
      ["account 999988887777"],
    ],
    [
      "an account of GovCloud",
      { Principal: { AWS: "arn:aws-us-gov:iam::999988887777:root" } },
      ["account 999988887777"],
    ],
    [
      "a role",
      { Principal: { AWS: "arn:aws:iam::999988887777:role/a/b" } },
      ["identity arn:aws:iam::999988887777:role/a/b"],
    ],
    [
      "a session of a role",
      { Principal: { AWS: "arn:aws-cn:sts::999988887777:assumed-role/app/i-1" } },
      ["identity arn:aws-cn:iam::999988887777:role/app"],
    ],
    [
      "several of several kinds",
      { Principal: { AWS: ["999988887777", "*"], Service: "lambda.amazonaws.com" } },
      ["account 999988887777", "anyone *", "service lambda.amazonaws.com"],
    ],
    ["a federation", { Principal: { Federated: "accounts.google.com" } }, ["federation accounts.google.com"]],
    ["a canonical user", { Principal: { CanonicalUser: "79a5" } }, ["account CanonicalUser 79a5"]],
    ["everyone but one", { NotPrincipal: { AWS: "999988887777" } }, ["anyone *"]],
    ["nobody: none is named", {}, []],
    ["nobody: an empty list", { Principal: { AWS: [] } }, []],
    ["nobody: a text that is no star", { Principal: "999988887777" }, []],
    ["nobody: an object without members", { Principal: {} }, []],
  ])("%s", (_, given, expected) => {
    expect(who(given)).toEqual(expected);
  });
});

describe("what a statement is about", () => {
  test.each<[string, Given, boolean]>([
    ["the action itself", { Action: "s3:GetObject" }, true],
    ["the action among others", { Action: ["s3:ListBucket", "s3:GetObject"] }, true],
    ["the action in other letters", { Action: "S3:getobject" }, true],
    ["a pattern", { Action: "s3:Get*" }, true],
    ["a question mark", { Action: "s3:GetObjec?" }, true],
    ["everything", { Action: "*" }, true],
    ["another action", { Action: "s3:PutObject" }, false],
    ["a longer action", { Action: "s3:GetObjectAcl" }, false],
    ["another service", { Action: "sqs:*" }, false],
    ["all but others", { Action: undefined, NotAction: ["s3:PutObject", "iam:*"] }, true],
    ["all but itself", { Action: undefined, NotAction: "s3:Get*" }, false],
    ["no action at all", { Action: undefined }, false],
  ])("%s", (_, given, about) => {
    expect(who({ ...everyone, ...given })).toEqual(about ? ["anyone *"] : []);
  });
});

describe("a denial", () => {
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
  test.each<[string, Given, boolean]>([
    ["of everything to everyone outranks what is allowed", {}, false],
    ["written as a list of principals does too", { Principal: { AWS: ["*"] } }, false],
    ["to everyone among others does too", { Principal: { AWS: ["999988887777", "*"] } }, false],
    ["on the objects does too", { Resource: arn }, false],
    ["without a resource does too", { Resource: undefined }, false],
    ["to one account does not", { Principal: { AWS: "999988887777" } }, true],
    ["of another action does not", { Action: "s3:PutObject" }, true],
    ["of one object does not", { Resource: "arn:aws:s3:::corpus/secret.txt" }, true],
    ["under a condition does not", { Condition: { Bool: { "aws:SecureTransport": "false" } } }, true],
    [
      "of all outside of the organization does not",
      { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } },
      true,
    ],
  ])("%s", (_, more, open) => {
    expect(isOpen(everyone, { ...deny, ...more })).toBe(open);
  });

  test("must cover every action that is asked about", () => {
    const given = statements(
      { ...everyone, Action: ["s3:PutObject", "s3:DeleteObject"] },
      { ...deny, Action: "s3:PutObject" },
    );
    expect(allowedBy(given, ["s3:PutObject", "s3:DeleteObject"])).toHaveLength(1);
    expect(allowedBy(given, ["s3:PutObject"])).toHaveLength(0);
  });
});

test("to be let do one of several actions is to be let in", () => {
  const given = statements({ ...everyone, Action: "s3:DeleteObject" });
  expect(allowedBy(given, ["s3:PutObject", "s3:DeleteObject"])).toHaveLength(1);
});

describe("everyone is let in", () => {
  const under = (Condition: Given) => isOpen({ ...everyone, Condition });
  test.each<[string, Given, boolean]>([
    ["by a policy without a condition", {}, true],
    ["if only TLS is asked for", { Bool: { "aws:SecureTransport": "true" } }, true],
    ["if only a date is asked for", { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }, true],
    [
      "if only a way is asked for",
      { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      true,
    ],
    ["not if an account is", { StringEquals: { "aws:PrincipalAccount": own } }, false],
    ["not if an account is, in other letters", { StringEquals: { "AWS:principalaccount": own } }, false],
    ["not if the organization is", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }, false],
    ["not if an endpoint is", { StringEquals: { "aws:SourceVpce": "vpce-1" } }, false],
    [
      "not if the source of a service's call is",
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } },
      false,
    ],
    ["if any account will do", { StringLike: { "aws:PrincipalAccount": "*" } }, true],
    ["if any ARN will do", { ArnLike: { "aws:SourceArn": "***" } }, true],
    ["if it is only an account that is not", { StringNotEquals: { "aws:PrincipalAccount": own } }, true],
    [
      "if it is only an ARN that is not like",
      { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::1*:role/x" } },
      true,
    ],
    ["if some organization will do", { Null: { "aws:PrincipalOrgID": "false" } }, true],
    ["if who carries no account may pass", { StringEqualsIfExists: { "aws:PrincipalAccount": own } }, true],
    [
      "if who carries no organization may pass",
      { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } },
      true,
    ],
    [
      "not if a value of the organization must be there",
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } },
      false,
    ],
  ])("%s", (_, condition, open) => {
    expect(under(condition)).toBe(open);
  });

  test("by one statement, however narrow the others are", () => {
    const narrow = { ...everyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };
    expect(isOpen(narrow, everyone)).toBe(true);
    expect(isOpen(narrow, narrow)).toBe(false);
  });

  test("not by naming somebody", () => {
    expect(isOpen({ Principal: { AWS: "999988887777" } })).toBe(false);
    expect(isOpen({ Principal: { Service: "s3.amazonaws.com" } })).toBe(false);
  });
});

describe("ranges of addresses", () => {
  const conditional = (...ranges: string[]) =>
    allowed({ ...everyone, Condition: { IpAddress: { "aws:SourceIp": ranges } } })[0]?.conditional;
  test.each([
    [["192.0.2.0/24"], true],
    [["192.0.2.7"], true],
    [["10.0.0.0/8"], true],
    [["2001:db8::/32"], true],
    [["0.0.0.0/0"], false],
    [["::/0"], false],
    [["0.0.0.0/1", "128.0.0.0/1"], false],
    [["8.0.0.0/7"], false],
    [["2000::/3"], false],
    [["192.0.2.0/24", "0.0.0.0/0"], false],
  ])("%j narrow who may call: %s", (ranges, narrow) => {
    expect(conditional(...ranges)).toBe(narrow);
  });
});

describe("outsiders", () => {
  const names = (...given: Given[]) => outsiders(allowed(...given), own);
  test.each<[string, Given, string[]]>([
    ["another account", { Principal: { AWS: "999988887777" } }, ["999988887777"]],
    [
      "its root is the same",
      { Principal: { AWS: ["arn:aws:iam::999988887777:root", "999988887777"] } },
      ["999988887777"],
    ],
    [
      "a role of it",
      { Principal: { AWS: "arn:aws:iam::999988887777:role/x" } },
      ["arn:aws:iam::999988887777:role/x"],
    ],
    [
      "a role of it that is named like one's own account",
      { Principal: { AWS: `arn:aws:iam::999988887777:role/${own}` } },
      [`arn:aws:iam::999988887777:role/${own}`],
    ],
    ["one's own account is none", { Principal: { AWS: [own, `arn:aws:iam::${own}:root`] } }, []],
    ["one's own role is none", { Principal: { AWS: `arn:aws:iam::${own}:role/x` } }, []],
    ["a service is none", { Principal: { Service: "s3.amazonaws.com" } }, []],
    ["everybody is told elsewhere", { Principal: "*" }, []],
    [
      "a principal that was deleted is nobody",
      { Principal: { AWS: ["AIDAEXAMPLE123456", "AROAEXAMPLE123456"] } },
      [],
    ],
    [
      "one kept to the organization is none",
      { Principal: { AWS: "999988887777" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
      [],
    ],
    [
      "one kept out of the organization is one",
      { Principal: { AWS: "999988887777" }, Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } },
      ["999988887777"],
    ],
  ])("%s", (_, given, expected) => {
    expect(names(given)).toEqual(expected);
  });

  test("are told once each, in order", () => {
    const twice = { Principal: { AWS: ["999988887777", "222233334444", "999988887777"] } };
    expect(names(twice, twice)).toEqual(["222233334444", "999988887777"]);
  });
});

describe("plain HTTP is refused", () => {
  const deny = (more: Given) =>
    refusesPlainHttp(
      statements({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...more,
      }),
      ["s3:GetObject", "s3:PutObject"],
    );
  test.each<[string, Given, boolean]>([
    ["by a denial for everyone", {}, true],
    ["with the value as a switch", { Condition: { Bool: { "aws:SecureTransport": false } } }, true],
    ["with the key in other letters", { Condition: { Bool: { "AWS:SECURETRANSPORT": ["false"] } } }, true],
    [
      "if only who carries the key is asked",
      { Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } },
      true,
    ],
    ["for each action by name", { Action: ["s3:PutObject", "s3:GetObject"] }, true],
    ["on every resource", { Resource: "*" }, true],
    ["not for reading alone", { Action: "s3:GetObject" }, false],
    ["not on the bucket alone, without its objects", { Resource: "arn:aws:s3:::corpus" }, false],
    [
      "not together with an older TLS, which no plain call has",
      {
        Condition: { Bool: { "aws:SecureTransport": "false" }, NumericLessThan: { "s3:TlsVersion": "1.2" } },
      },
      false,
    ],
    [
      "not for outsiders alone",
      {
        Condition: {
          Bool: { "aws:SecureTransport": "false" },
          StringNotEquals: { "aws:PrincipalOrgID": "o-1" },
        },
      },
      false,
    ],
    ["not always", { Condition: undefined }, false],
    ["not by a denial of TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, false],
    ["not by a denial for one role", { Principal: { AWS: "arn:aws:iam::111122223333:role/x" } }, false],
    ["not by allowing what comes over TLS", { Effect: "Allow" }, false],
    [
      "not by a denial of something else",
      { Condition: { StringEquals: { "s3:x-amz-acl": "public-read" } } },
      false,
    ],
  ])("%s", (_, more, refused) => {
    expect(deny(more)).toBe(refused);
  });
});

describe("the public network is refused", () => {
  const deny = (more: Given) =>
    refusesPublicNetwork(
      statements({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
        ...more,
      }),
    );
  test.each<[string, Given, boolean]>([
    ["by a denial of other endpoints", {}, true],
    [
      "by a denial of other networks",
      { Condition: { StringNotEquals: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } } },
      true,
    ],
    ["by a pattern", { Condition: { StringNotLike: { "aws:sourceVpce": "vpce-*" } } }, true],
    [
      "by a denial that also covers who has none",
      { Condition: { StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } },
      true,
    ],
    [
      "not by a denial of that endpoint",
      { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
      false,
    ],
    ["not for one role alone", { Principal: { AWS: "arn:aws:iam::111122223333:role/x" } }, false],
    ["not by allowing an endpoint", { Effect: "Allow" }, false],
  ])("%s", (_, more, refused) => {
    expect(deny(more)).toBe(refused);
  });
});
