import { describe, expect, test } from "vitest";

import { untold } from "../decision.ts";
import { decide, noPolicies, type AwsPolicies, type AwsRequest } from "./decide.ts";
import type { Voice } from "./grounds.ts";
import { readDocument, type AwsPolicy } from "./policy.ts";
import { readPrincipal } from "./principal.ts";
import { aclVoices } from "./s3-access.ts";

const role = "arn:aws:iam::111122223333:role/app";
const policy = (name: string, ...Statement: object[]): AwsPolicy => ({
  ...readDocument({ Version: "2012-10-17", Statement }),
  name: { kind: "identity policy", id: name, name },
});
const allow = (Action: string, more: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });
const deny = (Action: string, more: object = {}) => ({ Effect: "Deny", Action, Resource: "*", ...more });

const decided = (policies: Partial<AwsPolicies>, more: Partial<AwsRequest> = {}) =>
  decide({
    principal: readPrincipal(role),
    action: "s3:GetObject",
    resource: "arn:aws:s3:::corpus/a",
    resourceAccount: "111122223333",
    context: untold,
    policies: { ...noPolicies, ...policies },
    ...more,
  });
const told = (policies: Partial<AwsPolicies>, more: Partial<AwsRequest> = {}) => {
  const { verdict, deciding, conditions } = decided(policies, more);
  return [
    verdict,
    deciding.map((one) => `${one.effect} ${one.policy.name} ${one.statement ?? "-"}`),
    conditions,
  ];
};
const fromOffice = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };

describe("a decision names", () => {
  test("every statement that allows", () => {
    expect(
      told({
        identity: [policy("a", allow("ec2:*"), allow("s3:*", { Sid: "Read" })), policy("b", allow("*"))],
      }),
    ).toEqual(["allowed", ["allow a Read", "allow b statement 1"], []]);
  });

  test("the statement that denies, and no other", () => {
    expect(told({ identity: [policy("a", allow("*")), policy("b", allow("*"), deny("s3:Get*"))] })).toEqual([
      "denied",
      ["deny b statement 2"],
      [],
    ]);
  });

  test("whose silence denies", () => {
    expect(told({})).toEqual(["denied", ["silent of app -"], []]);
    expect(
      told({ identity: [policy("a", allow("*"))], boundary: [policy("limit", allow("ec2:*"))] }),
    ).toEqual(["denied", ["silent limit -"], []]);
  });

  test("the level of the organization that is silent", () => {
    const level = (name: string, ...policies: AwsPolicy[]) => ({
      name: { kind: "organizational unit", id: name, name },
      policies,
    });
    const serviceControl = [
      level("root", policy("full", allow("*"))),
      level("sandbox", policy("none", allow("ec2:*"))),
    ];
    expect(told({ identity: [policy("a", allow("*"))], serviceControl })).toEqual([
      "denied",
      ["silent sandbox -"],
      [],
    ]);
  });

  test("both sides where both are needed", () => {
    const resource = policy("bucket", allow("s3:*", { Principal: { AWS: role } }));
    expect(
      told({ identity: [policy("a", allow("s3:*"))], resource }, { resourceAccount: "999988887777" }),
    ).toEqual(["allowed", ["allow bucket statement 1", "allow a statement 1"], []]);
  });
});

describe("what is not known", () => {
  test("makes an allow a maybe, and names the keys that settle it", () => {
    expect(told({ identity: [policy("a", allow("s3:*", fromOffice))] })).toEqual([
      "maybe",
      ["allow a statement 1"],
      ["aws:sourceip"],
    ]);
  });

  test("does not make doubtful what is allowed anyhow", () => {
    expect(told({ identity: [policy("a", allow("s3:*", fromOffice), allow("s3:Get*"))] })).toEqual([
      "allowed",
      ["allow a statement 2"],
      [],
    ]);
  });

  test("makes a deny a maybe, beside the allow it may take", () => {
    const condition = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
    expect(told({ identity: [policy("a", allow("*"), deny("s3:*", condition))] })).toEqual([
      "maybe",
      ["allow a statement 1", "deny a statement 2"],
      ["aws:multifactorauthpresent"],
    ]);
  });

  test("does not make doubtful what is denied anyhow", () => {
    expect(told({ identity: [policy("a", allow("*", fromOffice), deny("s3:*"))] })[0]).toBe("denied");
  });

  test("in a limit makes what it limits a maybe", () => {
    expect(
      told({ identity: [policy("a", allow("*"))], boundary: [policy("limit", allow("*", fromOffice))] }),
    ).toEqual(["maybe", ["allow a statement 1", "allow limit statement 1"], ["aws:sourceip"]]);
  });

  test("is the name of a session, where a policy names one of a role's", () => {
    const Principal = { AWS: "arn:aws:sts::111122223333:assumed-role/app/nightly" };
    expect(told({ resource: policy("bucket", allow("s3:*", { Principal })) })).toEqual([
      "maybe",
      ["allow bucket statement 1"],
      ["sts:rolesessionname"],
    ]);
  });

  test("is a variable's value", () => {
    const Resource = "arn:aws:s3:::corpus/${aws:PrincipalTag/team}";
    expect(told({ identity: [policy("a", allow("s3:*", { Resource }))] })).toEqual([
      "maybe",
      ["allow a statement 1"],
      ["aws:principaltag/team"],
    ]);
  });
});

describe("what else lets somebody in", () => {
  test("is a grant of a key, which a denial of the key's policy outranks", () => {
    const grant: Voice = {
      truth: "yes",
      policy: { kind: "grant", id: "g", name: "g" },
      statement: null,
      effect: "allow",
      why: "allows kms:Decrypt",
      keys: [],
    };
    const more = { action: "kms:Decrypt", resource: "arn:aws:kms:eu-west-1:111122223333:key/k" };
    const key = (...statements: object[]) => policy("key", ...statements);
    expect(told({ otherGrants: [grant], resource: key() }, more)).toEqual(["allowed", ["allow g -"], []]);
    const denial = key({ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" });
    expect(told({ otherGrants: [grant], resource: denial }, more)[0]).toBe("denied");
  });

  test.each([
    ["http://acs.amazonaws.com/groups/global/AllUsers", "READ", "*", "s3:ListBucket", "allowed"],
    ["http://acs.amazonaws.com/groups/global/AllUsers", "READ", "*", "s3:GetObject", "denied"],
    ["http://acs.amazonaws.com/groups/global/AllUsers", "FULL_CONTROL", "*", "s3:PutObject", "allowed"],
    ["http://acs.amazonaws.com/groups/global/AuthenticatedUsers", "WRITE", "*", "s3:PutObject", "denied"],
    ["http://acs.amazonaws.com/groups/global/AuthenticatedUsers", "WRITE", role, "s3:PutObject", "allowed"],
    ["a canonical id", "WRITE", role, "s3:PutObject", "denied"],
  ])("is a bucket's list: %s %s for %s doing %s", (grantee, permission, caller, action, verdict) => {
    const bucket = { restrictsPublicPolicy: false, acl: [{ grantee, permission }] };
    const request = { principal: readPrincipal(caller), action, resource: "arn:aws:s3:::corpus" };
    expect(decided({ otherGrants: aclVoices(bucket, request) }, request).verdict).toBe(verdict);
  });
});
