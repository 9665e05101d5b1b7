import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { isPresent } from "./existing.ts";
import { normalizeBucket, type BucketAnswers } from "./s3-normalize.ts";
import { sampleOf } from "./s3-samples.ts";
import { detail, itemsOf, pages, type Answer, type Unknowns } from "./pages.ts";

const continuation = { request: "ContinuationToken", response: "ContinuationToken" };
const access = ["facets.publicRead", "facets.publicWrite"];
const blockPaths = [...access, "facets.blocksPublicAccess", "properties.restrictsPublicPolicy"];

export const s3Buckets: Collector = {
  id: "s3-buckets",
  title: "S3 buckets",
  per: "account",
  produces: ["aws.s3.bucket", "encrypted-by", "logs-to", "can-read", "can-write"],
  permissions: [
    "s3:ListAllMyBuckets",
    "s3:GetBucketLocation",
    "s3:GetEncryptionConfiguration",
    "s3:GetBucketPolicy",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketAcl",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucketVersioning",
    "s3:GetBucketLogging",
    "s3:GetBucketTagging",
  ],
  collect: async function* (source) {
    const { account } = source.scope;
    const accountUnknowns: Unknowns = {};
    const accountBlock = await detail(
      source,
      "s3control",
      "GetPublicAccessBlock",
      { AccountId: account },
      accountUnknowns,
      blockPaths,
    );
    for await (const page of pages(source, "s3", "ListBuckets", {}, continuation)) {
      const answers = await mapConcurrently(itemsOf(page, "Buckets"), 4, async (bucket) =>
        bucketAnswers(source, bucket, accountBlock, { ...accountUnknowns }),
      );
      yield batchOf("s3:ListBuckets", answers.filter(isPresent), (answer) =>
        normalizeBucket(answer, account),
      );
    }
  },
};

async function bucketAnswers(
  source: Source,
  bucket: unknown,
  accountBlock: Answer | null,
  unknowns: Unknowns,
): Promise<BucketAnswers | null> {
  const Bucket = typeof bucket === "object" && bucket !== null ? String(Reflect.get(bucket, "Name")) : "";
  const ask = (operation: string, paths: readonly string[]) =>
    detail(source, "s3", operation, { Bucket }, unknowns, paths);
  const unlocated: Unknowns = {};
  const location = await detail(source, "s3", "GetBucketLocation", { Bucket }, unlocated, ["region"]);
  // Every bucket has a location: one without was deleted since it was listed.
  if (location === null && !unlocated["region"]) return null;
  const tagging = await ask("GetBucketTagging", ["tags"]);
  return {
    bucket,
    accountBlock,
    location,
    encryption: await ask("GetBucketEncryption", [
      "facets.encryption",
      "properties.kmsKey",
      "relationships.encrypted-by",
    ]),
    policy: await ask("GetBucketPolicy", [
      ...access,
      "facets.externalPrincipals",
      "facets.publicNetwork",
      "properties.refusesPlainHttp",
      "properties.resourcePolicy",
      "relationships.can-read",
      "relationships.can-write",
    ]),
    policyStatus: await ask("GetBucketPolicyStatus", access),
    acl: await ask("GetBucketAcl", [...access, "facets.externalPrincipals", "properties.aclGrants"]),
    block: await ask("GetPublicAccessBlock", blockPaths),
    versioning: await ask("GetBucketVersioning", ["facets.versioning"]),
    logging: await ask("GetBucketLogging", [
      "facets.accessLogging",
      "properties.logBucket",
      "relationships.logs-to",
    ]),
    tagging,
    sample: await sampleOf(source, Bucket, tagging, unknowns),
    unknowns,
  };
}
