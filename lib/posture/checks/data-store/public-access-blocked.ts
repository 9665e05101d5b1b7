import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const feedsModel = {
  resources: [sampleResource("knowledge-base", "kb")],
  relationships: [{ from: "kb", kind: "ingests" as const, to: "example" }],
};
const notCollected = {
  reason: "denied" as const,
  call: "s3:GetBucket",
  permission: "s3:GetBucket",
  message: "Access denied",
};

export default defineClassCheck({
  id: "data-store/public-access-blocked",
  title: "Store that holds AI data refuses public access whatever its policy says",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "One mistaken policy or ACL makes the data public, and nothing stands in its way.",
  remediation: {
    summary: "Turn on all public access blocks, on the store or the whole account.",
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    terraform:
      'resource "aws_s3_bucket_public_access_block" "ai" { block_public_acls = true block_public_policy = true ignore_public_acls = true restrict_public_buckets = true }',
    console: ["S3 › open the bucket › Permissions › Block public access › Edit", "Turn on all four settings"],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  ],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (facets.blocksPublicAccess) return pass;
    // What is public already is reported as that.
    if (facets.publicRead || facets.publicWrite) return notApplicable;
    return fail("Nothing would refuse a policy that makes it public", { blocksPublicAccess: false });
  },

  examples: {
    pass: [{ name: "good", facets: { blocksPublicAccess: true }, neighbours: feedsModel }],
    fail: [
      {
        name: "private by its policy alone",
        facets: { blocksPublicAccess: false, publicRead: false, publicWrite: false },
        neighbours: feedsModel,
      },
    ],
    notApplicable: [
      { name: "no model uses it", facets: { blocksPublicAccess: false } },
      {
        name: "already public",
        facets: { blocksPublicAccess: false, publicRead: true, publicWrite: false },
        neighbours: feedsModel,
      },
    ],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.blocksPublicAccess": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
