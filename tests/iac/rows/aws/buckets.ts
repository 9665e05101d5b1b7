import type { Row } from "../row.ts";
import { keyArn, policy, region } from "./names.ts";

const written = JSON.stringify;
const grants = (...more: readonly object[]) => ({
  Owner: { ID: "owner" },
  Grants: [{ Grantee: { ID: "owner", Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }, ...more],
});
const tls = policy({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::acme-good", "arn:aws:s3:::acme-good/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const writable = policy({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::acme-bad/*",
});
const block = (on: boolean) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  },
});
const encryption = (rule: object) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: false }],
  },
});
const bucket = (form: string, answers: Readonly<Record<string, object | "not-found">>) =>
  Object.entries(answers).map(
    ([operation, output]) => [`s3:${operation}`, { Bucket: `acme-${form}` }, output] as never,
  );

export const buckets: readonly Row[] = [
  {
    type: "aws_s3_bucket",
    parts: [
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_versioning",
      "aws_s3_bucket_logging",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_acl",
    ],
    hcl: `
    resource "aws_s3_bucket" "good" { bucket = "acme-good" }
    resource "aws_s3_bucket_server_side_encryption_configuration" "good" {
      bucket = aws_s3_bucket.good.id
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "aws:kms"
          kms_master_key_id = aws_kms_key.good.arn
        }
      }
    }
    resource "aws_s3_bucket_public_access_block" "good" {
      bucket = aws_s3_bucket.good.id
      block_public_acls = true
      block_public_policy = true
      ignore_public_acls = true
      restrict_public_buckets = true
    }
    resource "aws_s3_bucket_versioning" "good" {
      bucket = aws_s3_bucket.good.id
      versioning_configuration { status = "Enabled" }
    }
    resource "aws_s3_bucket_logging" "good" {
      bucket = aws_s3_bucket.good.id
      target_bucket = "acme-logs"
      target_prefix = "good/"
    }
    resource "aws_s3_bucket_policy" "good" {
      bucket = aws_s3_bucket.good.id
      policy = ${written(tls)}
    }
    resource "aws_s3_bucket" "bad" { bucket = "acme-bad" }
    resource "aws_s3_bucket_public_access_block" "bad" {
      bucket = aws_s3_bucket.bad.id
      block_public_acls = false
      block_public_policy = false
      ignore_public_acls = false
      restrict_public_buckets = false
    }
    resource "aws_s3_bucket_acl" "bad" {
      bucket = aws_s3_bucket.bad.id
      acl = "public-read"
    }
    resource "aws_s3_bucket_policy" "bad" {
      bucket = aws_s3_bucket.bad.id
      policy = ${written(writable)}
    }`,
    answers: [
      [
        "s3:ListBuckets",
        {},
        { Buckets: ["good", "bad"].map((form) => ({ Name: `acme-${form}`, BucketRegion: region })) },
      ],
      ["s3control:GetPublicAccessBlock", {}, "not-found"],
      ...bucket("good", {
        GetBucketLocation: { LocationConstraint: null },
        GetBucketEncryption: encryption({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn }),
        GetBucketPolicy: { Policy: tls },
        GetBucketPolicyStatus: { PolicyStatus: { IsPublic: false } },
        GetBucketAcl: grants(),
        GetPublicAccessBlock: block(true),
        GetBucketVersioning: { Status: "Enabled" },
        GetBucketLogging: { LoggingEnabled: { TargetBucket: "acme-logs", TargetPrefix: "good/" } },
        GetBucketTagging: "not-found",
      }),
      ...bucket("bad", {
        GetBucketLocation: { LocationConstraint: null },
        GetBucketEncryption: encryption({ SSEAlgorithm: "AES256" }),
        GetBucketPolicy: { Policy: writable },
        GetBucketPolicyStatus: { PolicyStatus: { IsPublic: true } },
        GetBucketAcl: grants({
          Grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers", Type: "Group" },
          Permission: "READ",
        }),
        GetPublicAccessBlock: block(false),
        GetBucketVersioning: {},
        GetBucketLogging: {},
        GetBucketTagging: "not-found",
      }),
    ],
  },
];
