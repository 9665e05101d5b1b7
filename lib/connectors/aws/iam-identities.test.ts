import { expect, test } from "vitest";

import { collectRecorded, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { iamIdentities } from "./iam-identities.ts";

const encode = (statements: object[]) =>
  encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const administrator = {
  PolicyName: "AdministratorAccess",
  PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
};
const managed = { PolicyName: "read-corpus", PolicyArn: arn("policy/read-corpus") };

const first = {
  UserDetailList: [
    {
      Path: "/",
      UserName: "ann",
      UserId: "AIDAEXAMPLE",
      Arn: arn("user/ann"),
      CreateDate: "2025-01-01T00:00:00.000Z",
      GroupList: ["analysts"],
      AttachedManagedPolicies: [],
      Tags: [{ Key: "team", Value: "claims" }],
    },
  ],
  GroupDetailList: [
    {
      Path: "/",
      GroupName: "analysts",
      Arn: arn("group/analysts"),
      GroupPolicyList: [
        {
          PolicyName: "invoke",
          PolicyDocument: encode([{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" }]),
        },
      ],
      AttachedManagedPolicies: [managed],
    },
  ],
  RoleDetailList: [
    {
      Path: "/",
      RoleName: "agent",
      Arn: arn("role/agent"),
      AssumeRolePolicyDocument: encode([
        { Effect: "Allow", Principal: { AWS: arn("role/pipeline") }, Action: "sts:AssumeRole" },
      ]),
      RolePolicyList: [],
      AttachedManagedPolicies: [administrator],
      RoleLastUsed: { LastUsedDate: "2026-11-01T10:00:00.000Z", Region: "eu-west-1" },
    },
    {
      Path: "/aws-service-role/lex.amazonaws.com/",
      RoleName: "AWSServiceRoleForLex",
      Arn: arn("role/aws-service-role/lex.amazonaws.com/AWSServiceRoleForLex"),
      AssumeRolePolicyDocument: encode([
        { Effect: "Allow", Principal: { Service: "lex.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
      RolePolicyList: [],
      AttachedManagedPolicies: [],
    },
    {
      Path: "/",
      RoleName: "bounded",
      Arn: arn("role/bounded"),
      AssumeRolePolicyDocument: encode([]),
      RolePolicyList: [],
      AttachedManagedPolicies: [administrator],
      PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: managed.PolicyArn },
    },
  ],
  IsTruncated: true,
  Marker: "next",
};
const second = {
  Policies: [
    {
      PolicyName: "read-corpus",
      Arn: managed.PolicyArn,
      AttachmentCount: 1,
      PolicyVersionList: [
        {
          VersionId: "v1",
          IsDefaultVersion: false,
          Document: encode([{ Effect: "Allow", Action: "*", Resource: "*" }]),
        },
        {
          VersionId: "v2",
          IsDefaultVersion: true,
          Document: encode([{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::corpus/*" }]),
        },
      ],
    },
  ],
  IsTruncated: false,
};
const answers: Answers = {
  "iam:GetAccountAuthorizationDetails": ({ Marker }) => (Marker === "next" ? second : first),
  "iam:ListAccessKeys": {
    AccessKeyMetadata: [
      {
        UserName: "ann",
        AccessKeyId: "AKIAEXAMPLEACTIVE",
        Status: "Active",
        CreateDate: "2025-02-01T00:00:00.000Z",
      },
      {
        UserName: "ann",
        AccessKeyId: "AKIAEXAMPLEOFF",
        Status: "Inactive",
        CreateDate: "2024-02-01T00:00:00.000Z",
      },
    ],
  },
  "iam:GetAccessKeyLastUsed": {
    AccessKeyLastUsed: {
      LastUsedDate: "2026-10-01T00:00:00.000Z",
      ServiceName: "bedrock",
      Region: "eu-west-1",
    },
  },
  "iam:ListServiceSpecificCredentials": {
    ServiceSpecificCredentials: [
      {
        UserName: "ann",
        Status: "Active",
        ServiceName: "bedrock.amazonaws.com",
        ServiceSpecificCredentialId: "ACCAEXAMPLE",
      },
    ],
  },
};

test("a user has what its groups and the policies of a later page grant, by the default version", async () => {
  const { get, relationships } = await collectRecorded(iamIdentities, answers);
  expect(get(arn("user/ann"))?.facets).toMatchObject({
    grants: [
      { abilities: ["invoke-model"], on: "arn:*:bedrock:*", source: "inline policy invoke, statement 1" },
      { abilities: ["read-data"], on: "arn:aws:s3:::corpus", source: "read-corpus, statement 1" },
    ],
  });
  expect(relationships).toContainEqual({
    from: arn("user/ann"),
    kind: "member-of",
    to: arn("group/analysts"),
  });
});

test("only active keys and endless credentials count, and no id is kept", async () => {
  const { get } = await collectRecorded(iamIdentities, answers);
  expect(get(arn("user/ann"))).toMatchObject({
    tags: { team: "claims" },
    properties: {
      accessKeys: [{ createdAt: "2025-02-01T00:00:00.000Z", lastUsedAt: "2026-10-01T00:00:00.000Z" }],
      serviceCredentials: [{ service: "bedrock.amazonaws.com", expiresAt: null }],
    },
    facets: { longLivedKeyCount: 2, lastUsedAt: "2026-10-01T00:00:00.000Z" },
  });
  expect(JSON.stringify(get(arn("user/ann")))).not.toContain("AKIA");
});

test("administrator access is known without its document", async () => {
  const { get } = await collectRecorded(iamIdentities, answers);
  expect(get(arn("role/agent"))).toMatchObject({
    properties: { serviceLinked: false },
    facets: { grants: [{ on: "*", effect: "allow" }], lastUsedAt: "2026-11-01T10:00:00.000Z" },
  });
});

test("a boundary leaves an administrator what the boundary names", async () => {
  const { get } = await collectRecorded(iamIdentities, answers);
  expect(get(arn("role/bounded"))?.facets).toMatchObject({
    grants: [{ abilities: ["read-data"], on: "arn:aws:s3:::corpus" }],
  });
});

test("roles made by a service are told apart", async () => {
  const { resources } = await collectRecorded(iamIdentities, answers);
  expect(resources.find(({ name }) => name === "AWSServiceRoleForLex")?.properties).toMatchObject({
    serviceLinked: true,
  });
});

test("an identity that a trust names can assume the role", async () => {
  const { relationships } = await collectRecorded(iamIdentities, answers);
  expect(relationships).toContainEqual(
    expect.objectContaining({ from: arn("role/pipeline"), kind: "can-assume", to: arn("role/agent") }),
  );
});

test("denied credential reports leave the user's other facts known", async () => {
  const { get, outcome } = await collectRecorded(iamIdentities, {
    ...answers,
    "iam:ListAccessKeys": "denied",
  });
  expect(outcome.state).toBe("complete");
  const user = get(arn("user/ann"));
  expect(user?.unknown?.["facets.longLivedKeyCount"]).toMatchObject({ permission: "iam:ListAccessKeys" });
  expect(user?.facets).not.toHaveProperty("longLivedKeyCount");
  expect(user?.facets).toHaveProperty("grants");
});

test("a policy whose document is not in the answer leaves the grants unknown, not empty", async () => {
  const { get } = await collectRecorded(iamIdentities, {
    ...answers,
    "iam:GetAccountAuthorizationDetails": { ...first, Marker: undefined },
  });
  expect(get(arn("role/bounded"))?.unknown?.["facets.grants"]?.message).toContain("read-corpus");
  expect(get(arn("role/bounded"))?.facets).not.toHaveProperty("grants");
});

test("a role whose trust is no document is counted and left out", async () => {
  const broken = {
    ...first,
    RoleDetailList: [
      ...first.RoleDetailList,
      { ...first.RoleDetailList[0], Arn: arn("role/broken"), AssumeRolePolicyDocument: "%7B" },
    ],
  };
  const recorded = await collectRecorded(iamIdentities, {
    ...answers,
    "iam:GetAccountAuthorizationDetails": ({ Marker }) => (Marker ? second : broken),
  });
  expect(recorded.get(arn("role/broken"))).toBeUndefined();
  expect(recorded.outcome.unparsed).toHaveLength(1);
});

test("produces and calls what it says", async () => {
  expect(undeclared(iamIdentities, await collectRecorded(iamIdentities, answers))).toEqual([]);
});
