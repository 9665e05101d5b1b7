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
  id: "data-store/customer-key",
  title: "Store that holds AI data is encrypted with a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Who can read the data cannot be cut off, nor seen, by way of the key.",
  remediation: {
    summary: "Encrypt the store with a key of your own and re-encrypt what is in it.",
    cli: "aws s3api put-bucket-encryption --bucket <bucket> --server-side-encryption-configuration file://kms.json",
    terraform:
      'apply_server_side_encryption_by_default { sse_algorithm = "aws:kms" kms_master_key_id = aws_kms_key.ai.arn }',
    console: [
      "S3 › open the bucket › Properties › Default encryption › Edit",
      "Choose SSE-KMS and a key of your own",
    ],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (facets.encryption === "customer-key") return pass;
    return fail(
      facets.encryption === "none" ? "It is not encrypted" : "It is encrypted with the provider's key",
      { encryption: facets.encryption },
    );
  },

  examples: {
    pass: [{ name: "good", facets: { encryption: "customer-key" }, neighbours: feedsModel }],
    fail: [
      { name: "wrong", facets: { encryption: "provider-key" }, neighbours: feedsModel },
      { name: "not encrypted", facets: { encryption: "none" }, neighbours: feedsModel },
    ],
    notApplicable: [{ name: "no model uses it", facets: { encryption: "provider-key" } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.encryption": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
