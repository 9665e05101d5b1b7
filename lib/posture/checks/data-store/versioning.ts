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
  id: "data-store/versioning",
  title: "Store that holds AI data keeps old versions",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Poisoned or deleted data cannot be rolled back, nor shown to have changed.",
  remediation: {
    summary: "Turn versioning on.",
    cli: "aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled",
    terraform: 'versioning_configuration { status = "Enabled" }',
    console: ["S3 › open the bucket › Properties › Bucket versioning › Enable"],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (facets.versioning) return pass;
    return fail("It keeps no versions", { versioning: false });
  },

  examples: {
    pass: [{ name: "good", facets: { versioning: true }, neighbours: feedsModel }],
    fail: [{ name: "wrong", facets: { versioning: false }, neighbours: feedsModel }],
    notApplicable: [{ name: "no model uses it", facets: { versioning: false } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.versioning": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
