import { describe, expect, test } from "vitest";

import { collectRecorded, unknownsOf, type Answers, type Refusal } from "#tests/support/recorded-aws.ts";
import { s3Buckets } from "./s3-buckets.ts";

const key = "arn:aws:s3:::corpus";
const switches = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;
type Switch = (typeof switches)[number];
const block = (...on: readonly Switch[]) => ({
  PublicAccessBlockConfiguration: Object.fromEntries(switches.map((name) => [name, on.includes(name)])),
});
const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
const anyAccount = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const acl = (...grants: readonly (readonly [string, string])[]) => ({
  Owner: { ID: "owner" },
  Grants: [
    { Grantee: { ID: "owner", Type: "CanonicalUser" }, Permission: "FULL_CONTROL" },
    ...grants.map(([URI, Permission]) => ({ Grantee: { Type: "Group", URI }, Permission })),
  ],
});
const policy = (statement: object) => ({
  Policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Resource: `${key}/*`, ...statement }],
  }),
});
const status = (IsPublic: boolean) => ({ PolicyStatus: { IsPublic } });
const base: Answers = {
  "s3:ListBuckets": { Buckets: [{ Name: "corpus", CreationDate: "2025-01-01T00:00:00.000Z" }] },
  "s3:GetBucketLocation": { LocationConstraint: "eu-west-1" },
  "s3:GetBucketAcl": acl(),
};
const collect = (answers: Answers) => collectRecorded(s3Buckets, { ...base, ...answers });
const facets = async (answers: Answers) => (await collect(answers)).get(key)?.facets;

const blocks: [string, Answers[string], readonly Switch[]][] = [
  ["absent", "not-found", []],
  ["off", block(), []],
  [
    "for new policies and ACLs only",
    block("BlockPublicAcls", "BlockPublicPolicy"),
    ["BlockPublicAcls", "BlockPublicPolicy"],
  ],
  ["for ACLs", block("BlockPublicAcls", "IgnorePublicAcls"), ["BlockPublicAcls", "IgnorePublicAcls"]],
  [
    "for policies",
    block("BlockPublicPolicy", "RestrictPublicBuckets"),
    ["BlockPublicPolicy", "RestrictPublicBuckets"],
  ],
  [
    "for what exists",
    block("IgnorePublicAcls", "RestrictPublicBuckets"),
    ["IgnorePublicAcls", "RestrictPublicBuckets"],
  ],
  ["complete", block(...switches), switches],
];
const acls: [string, object, { read: boolean; write: boolean }][] = [
  ["private", acl(), { read: false, write: false }],
  ["readable", acl([everyone, "READ"]), { read: true, write: false }],
  ["writable by any account", acl([anyAccount, "WRITE"]), { read: false, write: true }],
];
const policies: [string, Answers, { read: boolean; write: boolean }][] = [
  ["none", {}, { read: false, write: false }],
  [
    "read",
    { "s3:GetBucketPolicy": policy({ Action: "s3:GetObject" }), "s3:GetBucketPolicyStatus": status(true) },
    { read: true, write: false },
  ],
  [
    "read and write",
    { "s3:GetBucketPolicy": policy({ Action: "s3:*" }), "s3:GetBucketPolicyStatus": status(true) },
    { read: true, write: true },
  ],
];

describe.each(blocks)("with the account's block %s", (_, accountBlock, onAccount) => {
  test.each(blocks)(
    "and the bucket's %s, only what no switch refuses is public",
    async (__, bucketBlock, onBucket) => {
      const on = new Set([...onAccount, ...onBucket]);
      for (const [aclName, aclAnswer, byAcl] of acls)
        for (const [policyName, policyAnswers, byPolicy] of policies) {
          const found = await facets({
            "s3control:GetPublicAccessBlock": accountBlock,
            "s3:GetPublicAccessBlock": bucketBlock,
            "s3:GetBucketAcl": aclAnswer,
            ...policyAnswers,
          });
          const policyCounts = !on.has("RestrictPublicBuckets");
          const aclCounts = !on.has("IgnorePublicAcls");
          expect(found, `ACL ${aclName}, policy ${policyName}`).toMatchObject({
            publicRead: (policyCounts && byPolicy.read) || (aclCounts && byAcl.read),
            publicWrite: (policyCounts && byPolicy.write) || (aclCounts && byAcl.write),
            blocksPublicAccess: on.size === switches.length,
          });
        }
    },
  );
});

test("two blocks that are halves of one are a whole one", async () => {
  expect(
    await facets({
      "s3control:GetPublicAccessBlock": block("BlockPublicAcls", "IgnorePublicAcls"),
      "s3:GetPublicAccessBlock": block("BlockPublicPolicy", "RestrictPublicBuckets"),
    }),
  ).toMatchObject({ blocksPublicAccess: true });
});

test("a switch that is left out is off", async () => {
  const partial = { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } };
  expect(
    await facets({
      "s3:GetPublicAccessBlock": partial,
      "s3:GetBucketAcl": acl([everyone, "READ"]),
      ...policies[1]?.[1],
    }),
  ).toMatchObject({ publicRead: true, blocksPublicAccess: false });
});

describe("an ACL", () => {
  test.each([
    [everyone, "READ", { publicRead: true, publicWrite: false }],
    [everyone, "WRITE", { publicRead: false, publicWrite: true }],
    [everyone, "FULL_CONTROL", { publicRead: true, publicWrite: true }],
    // Who may write the ACL may give itself the rest.
    [everyone, "WRITE_ACP", { publicRead: false, publicWrite: true }],
    [everyone, "READ_ACP", { publicRead: false, publicWrite: false }],
    [anyAccount, "READ", { publicRead: true, publicWrite: false }],
    ["http://acs.amazonaws.com/groups/s3/LogDelivery", "WRITE", { publicRead: false, publicWrite: false }],
    ["http://example.com/groups/global/AllUsers/x", "READ", { publicRead: false, publicWrite: false }],
  ])("that gives %s %s", async (URI, permission, expected) => {
    expect(await facets({ "s3:GetBucketAcl": acl([URI, permission]) })).toMatchObject(expected);
  });

  test("tells the canonical users it names, but not the owner", async () => {
    const other = {
      Grantee: { ID: "79a59df9", Type: "CanonicalUser", DisplayName: "partner" },
      Permission: "READ",
    };
    const given = { ...acl(), Grants: [...acl().Grants, other] };
    expect(await facets({ "s3:GetBucketAcl": given })).toMatchObject({
      externalPrincipals: ["canonical user 79a59df9"],
      publicRead: false,
    });
  });

  test.each([
    ["grants", { Owner: { ID: "owner" } }],
    ["an owner", { Grants: [{ Grantee: { ID: "79a59df9" }, Permission: "READ" }] }],
    ["a grantee", { Owner: { ID: "owner" }, Grants: [{ Permission: "READ" }] }],
  ])("without %s opens nothing", async (_, given) => {
    expect(await facets({ "s3:GetBucketAcl": given })).toMatchObject({
      publicRead: false,
      publicWrite: false,
      externalPrincipals: [],
    });
  });
});

describe("a policy for everyone is public", () => {
  const open = async (statement: object, answers: Answers = {}) =>
    Reflect.get(
      (await facets({
        "s3:GetBucketPolicy": policy({ Action: "s3:GetObject", ...statement }),
        ...answers,
      })) ?? {},
      "publicRead",
    );
  test.each<[string, object, boolean]>([
    ["without a condition", {}, true],
    ["over TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, true],
    ["as AWS principals", { Principal: { AWS: "*" } }, true],
    ["but one", { Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }, true],
    ["for all actions but one", { Action: undefined, NotAction: "s3:PutObject" }, true],
    ["not for listing alone", { Action: "s3:ListBucket", Resource: key }, false],
    ["not within an organization", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }, false],
    ["not through an endpoint", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }, false],
    ["not for one account", { Principal: { AWS: "999988887777" } }, false],
  ])("%s", async (_, statement, expected) => {
    expect(await open(statement)).toBe(expected);
  });

  test("unless AWS itself finds it is not", async () => {
    const office = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
    expect(await open(office, { "s3:GetBucketPolicyStatus": status(false) })).toBe(false);
    expect(await open(office, { "s3:GetBucketPolicyStatus": status(true) })).toBe(true);
    expect(await open({}, { "s3:GetBucketPolicyStatus": {} })).toBe(false);
  });
});

describe("what could not be read", () => {
  const asked = {
    "s3:GetPublicAccessBlock": [
      "facets.blocksPublicAccess",
      "facets.publicRead",
      "facets.publicWrite",
      "properties.restrictsPublicPolicy",
    ],
    "s3control:GetPublicAccessBlock": [
      "facets.blocksPublicAccess",
      "facets.publicRead",
      "facets.publicWrite",
      "properties.restrictsPublicPolicy",
    ],
    "s3:GetBucketPolicyStatus": ["facets.publicRead", "facets.publicWrite"],
    "s3:GetBucketAcl": [
      "facets.externalPrincipals",
      "facets.publicRead",
      "facets.publicWrite",
      "properties.aclGrants",
    ],
  };
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed", "not-recorded"];
  test.each(Object.entries(asked))("of %s is unknown and never taken for closed", async (call, paths) => {
    for (const reason of reasons) {
      const recorded = await collect({ [call]: reason });
      expect(unknownsOf(recorded, key)).toEqual(Object.fromEntries(paths.map((path) => [path, reason])));
      for (const path of paths)
        expect(recorded.get(key)?.facets).not.toHaveProperty(path.replace("facets.", ""));
    }
  });

  test("does not matter where a block that was read settles it", async () => {
    const recorded = await collect({
      "s3control:GetPublicAccessBlock": "denied",
      "s3:GetBucketAcl": "denied",
      "s3:GetBucketPolicy": "denied",
      "s3:GetPublicAccessBlock": block(...switches),
    });
    expect(recorded.get(key)?.facets).toMatchObject({
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: true,
    });
    expect(Object.keys(unknownsOf(recorded, key))).not.toContain("facets.publicRead");
    expect(unknownsOf(recorded, key)).toMatchObject({ "facets.externalPrincipals": "denied" });
  });

  test("of one block leaves open whether both together are complete, though nobody gets in", async () => {
    const recorded = await collect({
      "s3control:GetPublicAccessBlock": "denied",
      "s3:GetPublicAccessBlock": block("IgnorePublicAcls", "RestrictPublicBuckets"),
      "s3:GetBucketAcl": acl([everyone, "READ"]),
    });
    expect(recorded.get(key)?.facets).toMatchObject({ publicRead: false, publicWrite: false });
    expect(unknownsOf(recorded, key)).toEqual({ "facets.blocksPublicAccess": "denied" });
  });
});
