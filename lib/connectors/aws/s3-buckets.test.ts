import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { s3Buckets } from "./s3-buckets.ts";

const key = "arn:aws:s3:::corpus";
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const block = (on: boolean) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  },
});
const policy = (...statements: object[]) => ({
  Policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((given) => Object.assign({ Effect: "Allow", Resource: `${key}/*` }, given)),
  }),
});
const encryption = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID }, BucketKeyEnabled: true }],
  },
});
const acl = (...grants: object[]) => ({
  Owner: { ID: "owner" },
  Grants: [{ Grantee: { ID: "owner", Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }, ...grants],
});
const everyone = { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AllUsers" };
const base: Answers = {
  "s3:ListBuckets": { Buckets: [{ Name: "corpus", CreationDate: "2025-01-01T00:00:00.000Z" }] },
  "s3:GetBucketLocation": { LocationConstraint: "eu-west-1" },
  "s3:GetBucketEncryption": encryption("AES256"),
  "s3:GetBucketAcl": acl(),
  "s3:GetBucketVersioning": {},
  "s3:GetBucketLogging": {},
};
const bucket = async (answers: Answers) => {
  const recorded = await collectRecorded(s3Buckets, { ...base, ...answers });
  return { ...recorded, bucket: recorded.get(key) };
};
const facets = async (answers: Answers) => (await bucket(answers)).bucket?.facets;

describe("public access", () => {
  const openPolicy = { "s3:GetBucketPolicy": policy({ Principal: "*", Action: "s3:GetObject" }) };

  test("comes from a policy for everyone", async () => {
    expect(await facets(openPolicy)).toMatchObject({
      publicRead: true,
      publicWrite: false,
      blocksPublicAccess: false,
    });
  });

  test.each(["s3:GetPublicAccessBlock", "s3control:GetPublicAccessBlock"])(
    "is refused by %s",
    async (call) => {
      expect(await facets({ ...openPolicy, [call]: block(true) })).toMatchObject({
        publicRead: false,
        blocksPublicAccess: true,
      });
    },
  );

  test("is not refused by a block that is off", async () => {
    expect(await facets({ ...openPolicy, "s3:GetPublicAccessBlock": block(false) })).toMatchObject({
      publicRead: true,
    });
  });

  test("is not given by a policy for everyone in one organization", async () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-example" } };
    const inside = policy({ Principal: "*", Action: "s3:*", Condition });
    expect(
      await facets({
        "s3:GetBucketPolicy": inside,
        "s3:GetBucketPolicyStatus": { PolicyStatus: { IsPublic: false } },
      }),
    ).toMatchObject({ publicRead: false, publicWrite: false });
  });

  test("comes from conditions that AWS itself finds too wide", async () => {
    const Condition = { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } };
    const wide = policy({ Principal: "*", Action: "s3:PutObject", Condition });
    expect(
      await facets({
        "s3:GetBucketPolicy": wide,
        "s3:GetBucketPolicyStatus": { PolicyStatus: { IsPublic: true } },
      }),
    ).toMatchObject({ publicWrite: true });
  });

  test("comes from an ACL, unless ACLs are ignored", async () => {
    const open = { "s3:GetBucketAcl": acl({ Grantee: everyone, Permission: "READ" }) };
    expect(await facets(open)).toMatchObject({ publicRead: true, publicWrite: false });
    expect(await facets({ ...open, "s3:GetPublicAccessBlock": block(true) })).toMatchObject({
      publicRead: false,
    });
  });

  test("a denial of plain HTTP does not close a policy that is open", async () => {
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    const both = policy(
      { Principal: "*", Action: "s3:GetObject" },
      { Effect: "Deny", Principal: "*", Action: "s3:*", Condition },
    );
    expect((await bucket({ "s3:GetBucketPolicy": both })).bucket).toMatchObject({
      properties: { refusesPlainHttp: true },
      facets: { publicRead: true },
    });
  });
});

describe("encryption", () => {
  test.each([
    [encryption("AES256"), "provider-key"],
    [encryption("aws:kms"), "provider-key"],
    [encryption("aws:kms", "alias/aws/s3"), "provider-key"],
    [encryption("aws:kms", "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"), "provider-key"],
    [encryption("aws:kms", kmsKey), "customer-key"],
    [encryption("aws:kms:dsse", "1234abcd-12ab-34cd-56ef-1234567890ab"), "customer-key"],
    ["not-found", "none"],
  ] as const)("%j is %s", async (answer, expected) => {
    expect(await facets({ "s3:GetBucketEncryption": answer })).toMatchObject({ encryption: expected });
  });

  test("by a customer key leads to the key, also where the setting holds a bare id", async () => {
    const { relationships } = await bucket({
      "s3:GetBucketEncryption": encryption("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab"),
    });
    expect(relationships).toEqual([{ from: key, kind: "encrypted-by", to: kmsKey }]);
  });
});

test("principals of other accounts are told, its own and its organization's are not", async () => {
  const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-example" } };
  const given = policy(
    {
      Principal: { AWS: ["arn:aws:iam::999988887777:root", "arn:aws:iam::111122223333:role/app"] },
      Action: "s3:PutObject",
    },
    { Principal: { AWS: "444455556666" }, Action: "s3:GetObject", Condition },
  );
  const { bucket: found, relationships } = await bucket({ "s3:GetBucketPolicy": given });
  expect(found?.facets).toMatchObject({ externalPrincipals: ["999988887777"] });
  expect(relationships).toContainEqual(
    expect.objectContaining({ from: "arn:aws:iam::111122223333:role/app", kind: "can-write", to: key }),
  );
});

test("versioning that was suspended is off", async () => {
  expect(await facets({ "s3:GetBucketVersioning": { Status: "Suspended" } })).toMatchObject({
    versioning: false,
  });
  expect(await facets({ "s3:GetBucketVersioning": { Status: "Enabled" } })).toMatchObject({
    versioning: true,
  });
});

test("the log goes to the bucket that logging names", async () => {
  const { bucket: found, relationships } = await bucket({
    "s3:GetBucketLogging": { LoggingEnabled: { TargetBucket: "logs", TargetPrefix: "s3/" } },
  });
  expect(found?.facets).toMatchObject({ accessLogging: true });
  expect(relationships).toContainEqual({ from: key, kind: "logs-to", to: "arn:aws:s3:::logs" });
});

test.each([
  [{ LocationConstraint: "eu-west-1" }, "eu-west-1"],
  [{ LocationConstraint: "EU" }, "eu-west-1"],
  [{}, "us-east-1"],
])("location %j is %s", async (location, region) => {
  expect((await bucket({ "s3:GetBucketLocation": location })).bucket?.region).toBe(region);
});

test("a denied policy leaves what it would tell unknown, and nothing else", async () => {
  const { bucket: found, outcome } = await bucket({ "s3:GetBucketPolicy": "denied" });
  expect(outcome.state).toBe("complete");
  expect(Object.keys(found?.unknown ?? {})).toEqual(
    expect.arrayContaining(["facets.publicRead", "facets.externalPrincipals"]),
  );
  expect(found?.facets).not.toHaveProperty("publicRead");
  expect(found?.facets).toMatchObject({ versioning: false, encryption: "provider-key" });
});

test("a complete block settles what a denied policy leaves open", async () => {
  const { bucket: found } = await bucket({
    "s3:GetBucketPolicy": "denied",
    "s3:GetPublicAccessBlock": block(true),
  });
  expect(found?.facets).toMatchObject({ publicRead: false, publicWrite: false });
  expect(found?.unknown).not.toHaveProperty("facets.publicRead");
  expect(found?.unknown).toHaveProperty("facets.externalPrincipals");
});

test("produces and calls what it says", async () => {
  const recorded = await collectRecorded(s3Buckets, {
    ...base,
    "s3:GetBucketEncryption": encryption("aws:kms", kmsKey),
  });
  expect(undeclared(s3Buckets, recorded)).toEqual([]);
});
