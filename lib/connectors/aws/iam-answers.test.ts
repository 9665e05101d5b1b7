import { describe, expect, test } from "vitest";

import { abilities } from "#lib/domain/ability.ts";
import {
  collectRecorded,
  edgesOf,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { iamIdentities } from "./iam-identities.ts";

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const encode = (...statements: object[]) =>
  encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const allow = (Action: string | string[], Resource: string | string[] = "*") => ({
  Effect: "Allow",
  Action,
  Resource,
});
const trust = (Principal: object | string, more: object = {}) =>
  encode({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more });
const attached = (name: string, owner = "111122223333") => ({
  PolicyName: name,
  PolicyArn: `arn:aws:iam::${owner}:policy/${name}`,
});
const created = "2025-03-04T05:06:07.000Z";
const policy = (name: string, ...statements: object[]) => ({
  PolicyName: name,
  PolicyId: "ANPAEXAMPLE",
  Arn: arn(`policy/${name}`),
  Path: "/",
  DefaultVersionId: "v2",
  AttachmentCount: 1,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: created,
  UpdateDate: created,
  PolicyVersionList: [
    { Document: encode(...statements), VersionId: "v2", IsDefaultVersion: true, CreateDate: created },
    { Document: encode(allow("*")), VersionId: "v1", IsDefaultVersion: false, CreateDate: created },
  ],
});
const role = (RoleName: string, more: object = {}) => ({
  Path: "/",
  RoleName,
  RoleId: "AROAEXAMPLE",
  Arn: arn(`role/${RoleName}`),
  CreateDate: created,
  AssumeRolePolicyDocument: trust({ Service: "lambda.amazonaws.com" }),
  InstanceProfileList: [],
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  RoleLastUsed: {},
  ...more,
});
const user = (UserName: string, more: object = {}) => ({
  Path: "/",
  UserName,
  UserId: "AIDAEXAMPLE",
  Arn: arn(`user/${UserName}`),
  CreateDate: created,
  UserPolicyList: [],
  GroupList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  ...more,
});
const group = (GroupName: string, more: object = {}) => ({
  Path: "/",
  GroupName,
  GroupId: "AGPAEXAMPLE",
  Arn: arn(`group/${GroupName}`),
  CreateDate: created,
  GroupPolicyList: [],
  AttachedManagedPolicies: [],
  ...more,
});
const withoutDocument = { "facets.grants": "failed", "properties.policies": "failed" };
const callingWithoutDocument = { ...withoutDocument, "properties.unguardedCalls": "failed" };
type Details = { users?: object[]; groups?: object[]; roles?: object[]; policies?: object[] };
const details = ({ users = [], groups = [], roles = [], policies = [] }: Details) => ({
  UserDetailList: users,
  GroupDetailList: groups,
  RoleDetailList: roles,
  Policies: policies,
  IsTruncated: false,
});
const collect = (given: Details, answers: Answers = {}) =>
  collectRecorded(iamIdentities, { "iam:GetAccountAuthorizationDetails": details(given), ...answers });
const grantsOf = async (given: Details, key: string) => {
  const facets = (await collect(given)).get(key)?.facets;
  return Reflect.get(facets ?? {}, "grants") as unknown;
};

describe("a role", () => {
  const inline = (PolicyName: string, ...statements: object[]) => ({
    PolicyName,
    PolicyDocument: encode(...statements),
  });
  const whole = role("app", {
    Path: "/service-role/",
    RolePolicyList: [inline("read", allow("s3:GetObject", "arn:aws:s3:::corpus/*"))],
    AttachedManagedPolicies: [attached("invoke")],
    PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn("policy/limit") },
    Tags: [{ Key: "team", Value: "claims" }],
    RoleLastUsed: { LastUsedDate: "2026-11-01T10:00:00.000Z", Region: "eu-west-1" },
  });
  const policies = [
    policy("invoke", allow("bedrock:InvokeModel")),
    policy("limit", allow(["s3:*", "bedrock:InvokeModel"])),
  ];

  test("with everything IAM tells of one is shown with all of it", async () => {
    const recorded = await collect({ roles: [whole], policies });
    expect(recorded.get(arn("role/app"))).toEqual({
      key: arn("role/app"),
      type: "aws.iam.role",
      name: "app",
      account: "111122223333",
      region: null,
      tags: { team: "claims" },
      properties: {
        path: "/service-role/",
        attachedPolicies: [arn("policy/invoke")],
        permissionsBoundary: arn("policy/limit"),
        policies: [
          {
            kind: "inline",
            id: "read",
            name: "read",
            document:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::corpus/*"]}]}',
          },
          { kind: "managed", id: arn("policy/invoke"), name: "invoke", document: null },
          { kind: "boundary", id: arn("policy/limit"), name: "limit", document: null },
        ],
        trustPolicy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["lambda.amazonaws.com"]},"Action":["sts:AssumeRole"]}]}',
        serviceLinked: false,
        unguardedCalls: ["invoke, statement 1"],
      },
      facets: {
        kind: "role",
        grants: [
          {
            effect: "allow",
            abilities: ["read-data"],
            on: "arn:aws:s3:::corpus",
            conditional: false,
            source: "inline policy read, statement 1",
          },
          {
            effect: "allow",
            abilities: ["invoke-model"],
            on: "arn:*:bedrock:*",
            conditional: false,
            source: "invoke, statement 1",
          },
        ],
        trusts: [{ kind: "service", principal: "lambda.amazonaws.com", conditional: false }],
        longLivedKeyCount: 0,
        lastUsedAt: "2026-11-01T10:00:00.000Z",
      },
    });
    expect(edgesOf(recorded, arn("role/app"))).toEqual([`governed-by ${arn("policy/invoke")}`]);
  });

  test("never used says so", async () => {
    for (const RoleLastUsed of [undefined, {}])
      expect(
        (await collect({ roles: [role("app", { RoleLastUsed })] })).get(arn("role/app"))?.facets,
      ).toMatchObject({ lastUsedAt: null });
  });

  test.each([
    ["aws", "arn:aws:iam::aws:policy/AdministratorAccess"],
    ["China", "arn:aws-cn:iam::aws:policy/AdministratorAccess"],
    ["GovCloud", "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"],
  ])("is an administrator of %s without its document", async (_, PolicyArn) => {
    const admin = role("app", {
      AttachedManagedPolicies: [{ PolicyName: "AdministratorAccess", PolicyArn }],
    });
    // AWS's own policies are no part of the estate, so nothing leads to them.
    expect(edgesOf(await collect({ roles: [admin] }), arn("role/app"))).toEqual([]);
    expect(await grantsOf({ roles: [admin] }, arn("role/app"))).toMatchObject([
      { abilities: [...abilities], on: "*" },
    ]);
  });

  test("is none for a policy of one's own that has that name, whose document decides", async () => {
    const named = role("app", { AttachedManagedPolicies: [attached("AdministratorAccess")] });
    const own = policy("AdministratorAccess", allow("s3:GetObject", "arn:aws:s3:::corpus/*"));
    expect(await grantsOf({ roles: [named], policies: [own] }, arn("role/app"))).toMatchObject([
      { abilities: ["read-data"] },
    ]);
  });

  test("whose policy has no default version has unknown grants", async () => {
    const versions = {
      ...policy("invoke", allow("*")),
      PolicyVersionList: [{ Document: encode(allow("*")), VersionId: "v1", IsDefaultVersion: false }],
    };
    const recorded = await collect({
      roles: [role("app", { AttachedManagedPolicies: [attached("invoke")] })],
      policies: [versions],
    });
    expect(unknownsOf(recorded, arn("role/app"))).toEqual(callingWithoutDocument);
  });

  test("bounded by a policy that is not in the answer has unknown grants, though its own are known", async () => {
    const bounded = { ...whole, PermissionsBoundary: { PermissionsBoundaryArn: arn("policy/elsewhere") } };
    const recorded = await collect({ roles: [bounded], policies });
    expect(recorded.get(arn("role/app"))?.unknown?.["facets.grants"]?.message).toContain("policy/elsewhere");
  });

  test.each<[string, object | string, readonly string[]]>([
    ["a role", { AWS: "arn:aws:iam::999988887777:role/ci" }, ["arn:aws:iam::999988887777:role/ci"]],
    [
      "a session",
      { AWS: "arn:aws:sts::999988887777:assumed-role/ci/run" },
      ["arn:aws:iam::999988887777:role/ci"],
    ],
    ["several", { AWS: [arn("role/a"), arn("user/b")] }, [arn("role/a"), arn("user/b")]],
    ["an account, which is nobody in particular", { AWS: "999988887777" }, []],
    ["somebody deleted", { AWS: "AROAEXAMPLEID12345678" }, []],
    ["everyone", "*", []],
  ])("can be assumed by whom its trust names: %s", async (_, Principal, names) => {
    const { relationships } = await collect({
      roles: [role("app", { AssumeRolePolicyDocument: trust(Principal) })],
    });
    expect(relationships.filter(({ kind }) => kind === "can-assume").map(({ from }) => from)).toEqual(names);
  });

  test("trusts nobody who was deleted", async () => {
    const deleted = role("app", { AssumeRolePolicyDocument: trust({ AWS: "AROAEXAMPLEID12345678" }) });
    expect((await collect({ roles: [deleted] })).get(arn("role/app"))?.facets).toMatchObject({ trusts: [] });
  });

  test("under a condition says so in the reason", async () => {
    const narrowed = trust(
      { AWS: arn("role/ci") },
      { Condition: { StringEquals: { "sts:ExternalId": "x" } } },
    );
    const { relationships } = await collect({ roles: [role("app", { AssumeRolePolicyDocument: narrowed })] });
    expect(relationships[0]?.reason).toMatch(/under a condition/);
  });

  test.each<[string, string, string, boolean]>([
    ["a subject that must not be", "StringNotEquals", "repo:acme/app:ref:refs/heads/main", false],
    ["a subject that must be", "StringEquals", "repo:acme/app:ref:refs/heads/main", true],
    ["a subject by pattern", "StringLike", "repo:acme/*", false],
  ])("trusts a federation with %s", async (_, operator, subject, conditional) => {
    const issuer = "token.actions.githubusercontent.com";
    const AssumeRolePolicyDocument = trust(
      { Federated: arn(`oidc-provider/${issuer}`) },
      { Action: "sts:AssumeRoleWithWebIdentity", Condition: { [operator]: { [`${issuer}:sub`]: subject } } },
    );
    const wanted = operator === "StringNotEquals" ? "*" : subject;
    expect(
      (await collect({ roles: [role("app", { AssumeRolePolicyDocument })] })).get(arn("role/app"))?.facets,
    ).toMatchObject({
      trusts: [{ kind: "federation", principal: `${issuer} ${wanted}`, conditional }],
    });
  });
});

describe("a user", () => {
  const key = (AccessKeyId: string, Status = "Active") => ({
    UserName: "ann",
    AccessKeyId,
    Status,
    CreateDate: created,
  });
  const used = (LastUsedDate?: string) => ({
    UserName: "ann",
    AccessKeyLastUsed: { ServiceName: "s3", Region: "eu-west-1", ...(LastUsedDate ? { LastUsedDate } : {}) },
  });
  const credential = (more: object = {}) => ({
    UserName: "ann",
    Status: "Active",
    ServiceUserName: "ann-at-1",
    CreateDate: created,
    ServiceSpecificCredentialId: "ACCAEXAMPLE",
    ServiceName: "bedrock.amazonaws.com",
    ...more,
  });
  const ann = arn("user/ann");
  const of = (answers: Answers, more: object = {}) => collect({ users: [user("ann", more)] }, answers);

  test("without keys or credentials has none, and nothing is unknown", async () => {
    const recorded = await of({});
    expect(recorded.get(ann)).toMatchObject({
      properties: { accessKeys: [], serviceCredentials: [] },
      facets: { longLivedKeyCount: 0, lastUsedAt: null },
    });
    expect(unknownsOf(recorded, ann)).toEqual({});
  });

  test("was last active when its newest key was", async () => {
    const recorded = await of({
      "iam:ListAccessKeys": { AccessKeyMetadata: [key("AKIAOLD"), key("AKIANEW"), key("AKIANEVER")] },
      "iam:GetAccessKeyLastUsed": ({ AccessKeyId }) =>
        used(
          { AKIAOLD: "2025-01-01T00:00:00.000Z", AKIANEW: "2026-11-20T00:00:00.000Z" }[String(AccessKeyId)],
        ),
    });
    expect(recorded.get(ann)?.facets).toMatchObject({
      longLivedKeyCount: 3,
      lastUsedAt: "2026-11-20T00:00:00.000Z",
    });
  });

  test.each<[string, object[], number]>([
    ["an endless key", [credential()], 1],
    ["one that ends by itself", [credential({ ExpirationDate: "2026-12-24T00:00:00.000Z" })], 0],
    ["one that was switched off", [credential({ Status: "Inactive" })], 0],
    ["one that expired", [credential({ Status: "Expired", ExpirationDate: "2026-01-01T00:00:00.000Z" })], 0],
    ["several", [credential(), credential({ ServiceName: "codecommit.amazonaws.com" })], 2],
  ])("with %s for a service", async (_, ServiceSpecificCredentials, longLivedKeyCount) => {
    const recorded = await of({ "iam:ListServiceSpecificCredentials": { ServiceSpecificCredentials } });
    expect(recorded.get(ann)?.facets).toMatchObject({ longLivedKeyCount });
    expect(JSON.stringify(recorded.resources)).not.toContain("ACCAEXAMPLE");
  });

  test.each<[string, readonly string[]]>([
    ["iam:ListAccessKeys", ["facets.lastUsedAt", "facets.longLivedKeyCount", "properties.accessKeys"]],
    ["iam:GetAccessKeyLastUsed", ["facets.lastUsedAt", "properties.accessKeys"]],
    ["iam:ListServiceSpecificCredentials", ["facets.longLivedKeyCount", "properties.serviceCredentials"]],
  ])("%s refused leaves just what it would tell unknown", async (call, paths) => {
    const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed"];
    for (const reason of reasons) {
      const recorded = await of({
        "iam:ListAccessKeys": { AccessKeyMetadata: [key("AKIA1")] },
        "iam:GetAccessKeyLastUsed": used(),
        [call]: reason,
      });
      expect(unknownsOf(recorded, ann)).toEqual(Object.fromEntries(paths.map((path) => [path, reason])));
    }
  });

  test("is in the groups it names that are there, and has what they grant", async () => {
    const grants = {
      GroupPolicyList: [{ PolicyName: "g", PolicyDocument: encode(allow("bedrock:InvokeModel")) }],
    };
    const recorded = await collect({
      users: [user("ann", { GroupList: ["analysts", "gone"] })],
      groups: [group("analysts", grants), group("other", grants)],
    });
    expect(edgesOf(recorded, ann)).toEqual([`member-of ${arn("group/analysts")}`]);
    expect(recorded.get(ann)?.facets).toMatchObject({ grants: [{ abilities: ["invoke-model"] }] });
  });

  test("of a group whose policy is not in the answer has unknown grants too", async () => {
    const recorded = await collect({
      users: [user("ann", { GroupList: ["analysts"] })],
      groups: [group("analysts", { AttachedManagedPolicies: [attached("elsewhere")] })],
    });
    expect(unknownsOf(recorded, ann)).toEqual(callingWithoutDocument);
    expect(unknownsOf(recorded, arn("group/analysts"))).toEqual(withoutDocument);
  });
});

test("policies that AWS wrote are no part of the estate, and one's own are", async () => {
  const managed = { ...policy("ReadOnlyAccess", allow("*")), Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
  const { resources } = await collect({ policies: [policy("mine", allow("*")), managed] });
  expect(resources.map(({ key, properties }) => [key, properties])).toEqual([
    [
      arn("policy/mine"),
      {
        attachmentCount: 1,
        document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["*"],"Resource":["*"]}]}',
      },
    ],
  ]);
});

test("an account whose details may not be read is a gap, not an account without identities", async () => {
  const { outcome, resources } = await collect({}, { "iam:GetAccountAuthorizationDetails": "denied" });
  expect(outcome).toMatchObject({
    state: "denied",
    unknown: { permission: "iam:GetAccountAuthorizationDetails" },
  });
  expect(resources).toEqual([]);
});

test("identities that cannot be read are counted, and the others stand", async () => {
  const { outcome, resources } = await collect({
    users: [user("ann"), { UserName: "broken" }],
    groups: [group("g"), {}],
    roles: [
      role("r"),
      role("bad", { AssumeRolePolicyDocument: "%" }),
      role("worse", { RoleLastUsed: { LastUsedDate: "yesterday" } }),
    ],
    policies: [policy("p", allow("*")), {}],
  });
  expect(resources.map(({ name }) => name).toSorted()).toEqual(["ann", "g", "p", "r"]);
  expect(outcome.unparsed).toHaveLength(5);
});
