import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const used = {
  resources: [sampleResource("knowledge-base", "kb")],
  relationships: [{ from: "kb", kind: "ingests" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/bucket-tls",
  title: "Bucket that holds AI data refuses plain HTTP",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.s3.bucket",
  follows: [...aiDataKinds],
  followDepth: 1,
  risk: "Documents and training data can be read or changed on the way.",
  remediation: {
    summary: "Deny every request that does not come over TLS in the bucket's policy.",
    cli: "aws s3api put-bucket-policy --bucket <bucket> --policy file://only-tls.json",
    terraform: 'condition { test = "Bool" variable = "aws:SecureTransport" values = ["false"] }',
    console: [
      "S3 › open the bucket › Permissions › Bucket policy › Edit",
      "Deny s3:* where aws:SecureTransport is false",
    ],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"],

  evaluate: ({ key, properties: { refusesPlainHttp } }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    return refusesPlainHttp ? pass : fail("It answers plain HTTP", { refusesPlainHttp });
  },

  examples: {
    pass: [{ name: "refused", properties: { refusesPlainHttp: true }, neighbours: used }],
    fail: [{ name: "answered", properties: { refusesPlainHttp: false }, neighbours: used }],
    notApplicable: [{ name: "no AI uses it", properties: { refusesPlainHttp: false } }],
  },
});
