import type { Block } from "../block.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";
import { policyText } from "./policies.ts";

/** Buckets, with the settings that stand in resources of their own. */
export function declareBuckets(estate: AwsEstate): void {
  estate.each("aws_s3_bucket", (block) => declareBucket(estate, block));
}

const owner = "the-account";

function declareBucket(estate: AwsEstate, block: Block): void {
  const Bucket = estate.idOf(block);
  const region = estate.regionOf(block);
  const { answers } = estate;
  const say = (operation: string, output: Record<string, unknown> | null) =>
    output === null
      ? answers.deny(`s3:${operation}`, null, { Bucket })
      : answers.say(`s3:${operation}`, null, { Bucket }, output);
  const part = (type: string) => estate.naming(`aws_s3_bucket_${type}`, "bucket", Bucket)[0];
  answers.list("s3:ListBuckets", null, "Buckets", [{ Name: Bucket, BucketRegion: region }]);
  say("GetBucketLocation", { LocationConstraint: region });
  say("GetBucketEncryption", encryption(part("server_side_encryption_configuration") ?? block));
  const policy = policyText(part("policy") ?? block, "policy");
  say("GetBucketPolicy", policy === undefined ? null : { Policy: policy });
  // Only S3 itself says of a policy whether it is public; without its word the statements are read.
  say("GetBucketPolicyStatus", null);
  say("GetBucketAcl", acl(part("acl") ?? block));
  declareBlock(estate, block, part("public_access_block"));
  say("GetBucketVersioning", versioning(part("versioning"), block));
  const logging = part("logging") ?? block.block("logging");
  const TargetBucket = logging?.text("target_bucket");
  say("GetBucketLogging", TargetBucket ? { LoggingEnabled: { TargetBucket, TargetPrefix: "" } } : {});
  say("GetBucketTagging", { TagSet: tagPairs(block) });
}

/** A bucket made since April 2023 refuses public access unless it is told otherwise; of an older one nothing says. */
function declareBlock(estate: AwsEstate, bucket: Block, part: Block | undefined): void {
  const match = { Bucket: estate.idOf(bucket) };
  const call = "s3:GetPublicAccessBlock";
  if (!part && !bucket.declared.isNew) return estate.answers.leaveOpen(call, null, match);
  const on = (name: string) => (part ? (part.flag(name) ?? false) : true);
  return estate.answers.say(call, null, match, {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: on("block_public_acls"),
      IgnorePublicAcls: on("ignore_public_acls"),
      BlockPublicPolicy: on("block_public_policy"),
      RestrictPublicBuckets: on("restrict_public_buckets"),
    },
  });
}

/** S3 encrypts every object with its own key unless another is named. */
function encryption(part: Block) {
  const rule = part.block("rule") ?? part.block("server_side_encryption_configuration")?.block("rule");
  const applied = rule?.block("apply_server_side_encryption_by_default");
  const key = applied?.text("kms_master_key_id");
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: applied?.choice("sse_algorithm", "aws:kms", "AES256", "aws:kms:dsse") ?? "AES256",
            ...(key ? { KMSMasterKeyID: key } : {}),
          },
        },
      ],
    },
  };
}

function versioning(part: Block | undefined, bucket: Block) {
  const Status = part
    ?.block("versioning_configuration")
    ?.choice("status", "Enabled", "Suspended", "Disabled");
  const inline = bucket.block("versioning")?.flag("enabled");
  if (Status === "Enabled" || (!part && inline)) return { Status: "Enabled" };
  return Status === "Suspended" ? { Status } : {};
}

const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
const everyUser = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const canned: Readonly<Record<string, readonly [string, string][]>> = {
  "public-read": [[everyone, "READ"]],
  "public-read-write": [
    [everyone, "READ"],
    [everyone, "WRITE"],
  ],
  "authenticated-read": [[everyUser, "READ"]],
};

function acl(part: Block) {
  const own = { Grantee: { ID: owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" };
  const words = (canned[part.text("acl") ?? "private"] ?? []).map(([URI, Permission]) => ({
    Grantee: { URI, Type: "Group" },
    Permission,
  }));
  const grants = (part.block("access_control_policy")?.blocks("grant") ?? []).flatMap((grant) => {
    const grantee = grant.block("grantee");
    if (!grantee) return [];
    const named = { URI: grantee.text("uri"), ID: grantee.text("id"), Type: grantee.text("type") };
    return [{ Grantee: named, Permission: grant.text("permission") }];
  });
  return { Owner: { ID: owner }, Grants: [own, ...words, ...grants] };
}
