import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { s3Buckets } from "./s3-buckets.ts";

const key = "arn:aws:s3:::claims-corpus";
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const canonical = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

/** Everything S3 documents about one bucket. */
const whole: Answers = {
  "s3control:GetPublicAccessBlock": {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  },
  "s3:ListBuckets": {
    Buckets: [
      {
        Name: "claims-corpus",
        CreationDate: "2025-03-04T05:06:07.000Z",
        BucketRegion: "eu-west-1",
        BucketArn: key,
      },
    ],
    Owner: { ID: canonical },
    Prefix: "",
  },
  "s3:GetBucketLocation": { LocationConstraint: "eu-west-1" },
  "s3:GetBucketEncryption": {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: kmsKey },
          BucketKeyEnabled: true,
          BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
        },
      ],
    },
  },
  "s3:GetBucketPolicy": {
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Id: "corpus",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [key, `${key}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "Agent",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:role/claims-agent" },
          Action: ["s3:GetObject", "s3:ListBucket"],
          Resource: [key, `${key}/*`],
        },
        {
          Sid: "Partner",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::999988887777:role/partner"] },
          Action: "s3:PutObject",
          Resource: `${key}/inbox/*`,
          Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
      ],
    }),
  },
  "s3:GetBucketPolicyStatus": { PolicyStatus: { IsPublic: false } },
  "s3:GetBucketAcl": {
    Owner: { ID: canonical },
    Grants: [{ Grantee: { ID: canonical, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }],
  },
  "s3:GetPublicAccessBlock": "not-found",
  "s3:GetBucketVersioning": { Status: "Enabled", MFADelete: "Disabled" },
  "s3:GetBucketLogging": {
    LoggingEnabled: {
      TargetBucket: "acme-logs",
      TargetPrefix: "s3/",
      TargetObjectKeyFormat: { SimplePrefix: {} },
    },
  },
  "s3:GetBucketTagging": {
    TagSet: [
      { Key: "team", Value: "claims" },
      { Key: "data-class", Value: "training" },
    ],
  },
};
const collect = (answers: Answers = {}) => collectRecorded(s3Buckets, { ...whole, ...answers });

describe("a bucket with everything S3 tells of one", () => {
  test("is shown with all of it", async () => {
    const recorded = await collect();
    expect(recorded.outcome).toMatchObject({ state: "complete", resourceCount: 1, unparsed: [] });
    expect(recorded.get(key)).toEqual({
      key,
      type: "aws.s3.bucket",
      name: "claims-corpus",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims", "data-class": "training" },
      properties: {
        kmsKey,
        logBucket: "acme-logs",
        refusesPlainHttp: true,
        resourcePolicy: expect.stringMatching(/^{"Version":"2012-10-17".*"TlsOnly".*inbox/) as unknown,
        restrictsPublicPolicy: true,
        sample: null,
        aclGrants: [],
      },
      facets: {
        publicRead: false,
        publicWrite: false,
        blocksPublicAccess: true,
        externalPrincipals: ["arn:aws:iam::999988887777:role/partner"],
        publicNetwork: true,
        keyAuthentication: false,
        encryption: "customer-key",
        versioning: true,
        accessLogging: true,
      },
    });
  });

  test("leads to its key and its log, and those its policy names lead to it", async () => {
    const recorded = await collect();
    expect(edgesOf(recorded, key)).toEqual([`encrypted-by ${kmsKey}`, "logs-to arn:aws:s3:::acme-logs"]);
    expect(recorded.relationships.filter(({ to }) => to === key)).toEqual([
      {
        from: "arn:aws:iam::111122223333:role/claims-agent",
        kind: "can-read",
        to: key,
        reason: "named by the bucket policy",
      },
      {
        from: "arn:aws:iam::999988887777:role/partner",
        kind: "can-write",
        to: key,
        reason: "named by the bucket policy, under a condition",
      },
    ]);
  });

  test("needs no more than what is declared", async () => {
    expect(undeclared(s3Buckets, await collect())).toEqual([]);
  });
});

describe("a bucket without any of it", () => {
  test("has nothing, and nothing of it is unknown", async () => {
    const recorded = await collectRecorded(s3Buckets, {
      "s3:ListBuckets": { Buckets: [{ Name: "claims-corpus" }] },
      "s3:GetBucketLocation": {},
      "s3:GetBucketAcl": {},
      "s3:GetBucketVersioning": {},
      "s3:GetBucketLogging": {},
    });
    expect(unknownsOf(recorded, key)).toEqual({});
    expect(recorded.get(key)).toMatchObject({
      region: "us-east-1",
      tags: {},
      properties: { kmsKey: null, logBucket: null, refusesPlainHttp: false },
      facets: { encryption: "none", versioning: false, accessLogging: false, blocksPublicAccess: false },
    });
    expect(recorded.relationships).toEqual([]);
  });

  test("that was deleted since it was listed is not there, rather than there without encryption", async () => {
    const recorded = await collectRecorded(s3Buckets, { "s3:ListBuckets": whole["s3:ListBuckets"] ?? {} });
    expect(recorded.resources).toEqual([]);
    expect(recorded.outcome.state).toBe("complete");
  });
});

describe("a call that was refused", () => {
  const paths: Record<string, readonly string[]> = {
    "s3:GetBucketEncryption": ["facets.encryption", "properties.kmsKey", "relationships.encrypted-by"],
    "s3:GetBucketPolicy": [
      "facets.externalPrincipals",
      "facets.publicNetwork",
      "properties.refusesPlainHttp",
      "properties.resourcePolicy",
      "relationships.can-read",
      "relationships.can-write",
    ],
    "s3:GetBucketVersioning": ["facets.versioning"],
    "s3:GetBucketLogging": ["facets.accessLogging", "properties.logBucket", "relationships.logs-to"],
    "s3:GetBucketTagging": ["tags"],
    "s3:GetBucketLocation": [],
  };
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed", "not-recorded"];
  test.each(Object.entries(paths))("%s leaves just what it would tell unknown", async (call, expected) => {
    for (const reason of reasons) {
      const recorded = await collect({ [call]: reason });
      expect(recorded.outcome.state).toBe("complete");
      expect(unknownsOf(recorded, key)).toEqual(Object.fromEntries(expected.map((path) => [path, reason])));
    }
  });

  test("names the permission that would tell", async () => {
    const recorded = await collect({ "s3:GetBucketEncryption": "denied" });
    expect(recorded.get(key)?.unknown?.["facets.encryption"]).toMatchObject({
      call: "s3:GetBucketEncryption",
      permission: "s3:GetEncryptionConfiguration",
    });
  });

  test("for the list ends the collection, so that no bucket is taken for deleted", async () => {
    const { outcome, resources } = await collect({ "s3:ListBuckets": "denied" });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "s3:ListAllMyBuckets" } });
    expect(resources).toEqual([]);
  });

  test("because the session ended ends the sync, whichever call it was", async () => {
    for (const call of ["s3:ListBuckets", "s3:GetBucketAcl", "s3control:GetPublicAccessBlock"])
      await expect(collect({ [call]: "expired-credentials" })).rejects.toMatchObject({
        reason: "expired-credentials",
      });
  });
});

describe("pages", () => {
  const page = (name: string, token?: string) => ({
    Buckets: [{ Name: name }],
    ...(token ? { ContinuationToken: token } : {}),
  });
  test("are followed to the end, over one that is empty", async () => {
    const { resources } = await collect({
      "s3:ListBuckets": ({ ContinuationToken }) => {
        if (ContinuationToken === undefined) return page("a", "1");
        return ContinuationToken === "1" ? { Buckets: [], ContinuationToken: "2" } : page("b");
      },
    });
    expect(resources.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("that lead back to themselves end the collection", async () => {
    const { outcome } = await collect({ "s3:ListBuckets": page("a", "again") });
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
  });

  test.each([[{}], [{ Buckets: [] }], [{ Buckets: null }]])(
    "an account without buckets answers %j",
    async (answer) => {
      const { outcome, resources } = await collect({ "s3:ListBuckets": answer });
      expect([outcome.state, resources.length]).toEqual(["complete", 0]);
    },
  );
});

describe("partitions", () => {
  test.each([
    ["cn-north-1", "arn:aws-cn:s3:::claims-corpus", "arn:aws-cn:kms:cn-north-1:111122223333:key/mine"],
    [
      "us-gov-west-1",
      "arn:aws-us-gov:s3:::claims-corpus",
      "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mine",
    ],
  ])("a bucket of %s, its key and its log are named there", async (region, bucket, itsKey) => {
    const recorded = await collect({
      "s3:ListBuckets": { Buckets: [{ Name: "claims-corpus", BucketRegion: region }] },
      "s3:GetBucketEncryption": {
        ServerSideEncryptionConfiguration: {
          Rules: [
            { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "mine" } },
          ],
        },
      },
    });
    expect(edgesOf(recorded, bucket)).toEqual([
      `encrypted-by ${itsKey}`,
      `logs-to ${bucket.replace("claims-corpus", "acme-logs")}`,
    ]);
  });
});

describe("names and tags that mean harm", () => {
  test("are texts like others", async () => {
    const TagSet = [
      { Key: "__proto__", Value: "polluted" },
      { Key: "constructor", Value: "x" },
      { Key: "long", Value: "v".repeat(10_000) },
      { Key: "control", Value: "a\u0000b\u001b[31mred" },
      { Key: "мир 🌍", Value: "\u202egnp.exe" },
      { Key: "empty", Value: "" },
      { Key: "<script>", Value: "alert(1)" },
    ];
    const recorded = await collect({ "s3:GetBucketTagging": { TagSet } });
    expect(Object.entries(recorded.get(key)?.tags ?? {})).toEqual(TagSet.map((tag) => [tag.Key, tag.Value]));
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("a record that is none is counted, and the others stand", async () => {
    const Buckets = [null, 7, {}, { Name: 7 }, { Name: "claims-corpus" }];
    const { outcome, resources } = await collect({ "s3:ListBuckets": { Buckets } });
    expect(resources.map(({ name }) => name)).toEqual(["claims-corpus"]);
    expect(outcome.unparsed.length).toBeGreaterThanOrEqual(4);
    expect(outcome.state).toBe("failed");
  });

  test.each<[string, Answers]>([
    ["a policy that is not JSON", { "s3:GetBucketPolicy": { Policy: "<html>" } }],
    ["a policy that is no text", { "s3:GetBucketPolicy": { Policy: {} } }],
    [
      "an encryption without rules' shape",
      { "s3:GetBucketEncryption": { ServerSideEncryptionConfiguration: [] } },
    ],
    ["an ACL of another shape", { "s3:GetBucketAcl": { Grants: [{}] } }],
    ["a block of another shape", { "s3:GetPublicAccessBlock": { PublicAccessBlockConfiguration: "all" } }],
  ])("%s is counted as not read, not as private", async (_, answers) => {
    const { outcome, resources } = await collect(answers);
    expect(resources).toEqual([]);
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
  });
});
