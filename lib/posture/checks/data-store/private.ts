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
  id: "data-store/private",
  title: "Store that holds AI data cannot be read by the public",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Anybody can copy what the model was trained on, what grounds it, or what users asked it.",
  remediation: {
    summary: "Block public access on the store and remove public grants.",
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
    if (!facets.publicRead) return pass;
    return fail("Anybody can read it", { publicRead: true });
  },

  examples: {
    pass: [{ name: "good", facets: { publicRead: false }, neighbours: feedsModel }],
    fail: [{ name: "wrong", facets: { publicRead: true }, neighbours: feedsModel }],
    notApplicable: [{ name: "no model uses it", facets: { publicRead: true } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.publicRead": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
