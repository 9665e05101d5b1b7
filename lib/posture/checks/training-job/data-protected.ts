import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "training-job/data-protected",
  title: "Training data is neither public nor open to other accounts",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "training-job",
  follows: ["trained-on"],
  risk: "Strangers can read what the model learns from, or teach it what they like.",
  remediation: {
    summary: "Remove public and foreign principals from the policy of the bucket.",
    cli: "aws s3api put-bucket-policy --bucket <bucket> --policy file://own-account-only.json",
    terraform: "Limit principals of aws_s3_bucket_policy to roles of this account",
    console: ["S3 › open the bucket › Permissions › Bucket policy", "Remove principals of other accounts"],
  },
  references: [
    "https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  ],

  evaluate: ({ key }, graph) => {
    const sources = graph.follow(key, "trained-on").filter((source) => isOfClass(source, "data-store"));
    if (sources.length === 0) return notApplicable;
    const open = sources
      .filter(({ facets }) => facets.publicRead || facets.publicWrite || facets.externalPrincipals.length > 0)
      .map((source) => source.name);
    return open.length === 0
      ? pass
      : fail(`It learns from ${open.join(", ")}, which others may use`, { sources: open });
  },

  examples: {
    pass: [
      {
        name: "own bucket",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
          ],
          relationships: [{ from: "example", kind: "trained-on", to: "corpus" }],
        },
      },
    ],
    fail: [
      {
        name: "another account has access",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: ["arn:aws:iam::444455556666:root"],
              },
            },
          ],
          relationships: [{ from: "example", kind: "trained-on", to: "corpus" }],
        },
      },
      {
        name: "anybody may read",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: true,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
          ],
          relationships: [{ from: "example", kind: "trained-on", to: "corpus" }],
        },
      },
    ],
    notApplicable: [{ name: "learns from no store", properties: {} }],
  },
});
