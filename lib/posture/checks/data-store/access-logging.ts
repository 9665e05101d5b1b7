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
  id: "data-store/access-logging",
  title: "Store that holds AI data logs who reads and writes it",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesToClass: "data-store",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Who planted or took data cannot be told after an incident.",
  remediation: {
    summary: "Send access logs to another store that the readers cannot change.",
    cli: "aws s3api put-bucket-logging --bucket <bucket> --bucket-logging-status file://logging.json",
    terraform:
      'resource "aws_s3_bucket_logging" "ai" { target_bucket = aws_s3_bucket.logs.id target_prefix = "ai/" }',
    console: ["S3 › open the bucket › Properties › Server access logging › Edit › Enable"],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html"],

  evaluate: ({ key, facets }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    if (facets.accessLogging) return pass;
    return fail("No access log is kept", { accessLogging: false });
  },

  examples: {
    pass: [{ name: "good", facets: { accessLogging: true }, neighbours: feedsModel }],
    fail: [{ name: "wrong", facets: { accessLogging: false }, neighbours: feedsModel }],
    notApplicable: [{ name: "no model uses it", facets: { accessLogging: false } }],
    unknown: [
      {
        name: "the setting was not collected",
        unknown: { "facets.accessLogging": notCollected },
        neighbours: feedsModel,
      },
    ],
  },
});
