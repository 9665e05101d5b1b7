import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "knowledge-base/source-private",
  title: "Documents that ground a knowledge base are not public",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["ingests"],
  followDepth: 1,
  risk: "Anybody can read what the assistant knows, or plant what it will say.",
  remediation: {
    summary: "Block public access on the source and remove public grants.",
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    terraform:
      'resource "aws_s3_bucket_public_access_block" "source" { block_public_acls = true block_public_policy = true ignore_public_acls = true restrict_public_buckets = true }',
    console: ["S3 › open the bucket › Permissions › Block public access › Edit", "Turn on all four settings"],
  },
  references: [
    "https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  ],

  evaluate: ({ key }, graph) => {
    const sources = graph.follow(key, "ingests").filter((source) => isOfClass(source, "data-store"));
    if (sources.length === 0) return notApplicable;
    const open = sources
      .filter((source) => source.facets.publicRead || source.facets.publicWrite)
      .map((source) => source.name);
    return open.length === 0
      ? pass
      : fail(`It ingests ${open.join(", ")}, which is public`, { sources: open });
  },

  examples: {
    pass: [
      {
        name: "private source",
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
          relationships: [{ from: "example", kind: "ingests", to: "corpus" }],
        },
      },
    ],
    fail: [
      {
        name: "source anybody reads",
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
          relationships: [{ from: "example", kind: "ingests", to: "corpus" }],
        },
      },
      {
        name: "one of two sources is writable by anybody",
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
            {
              key: "inbox",
              type: "aws.s3.bucket",
              name: "inbox",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: true,
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
          relationships: [
            { from: "example", kind: "ingests", to: "corpus" },
            { from: "example", kind: "ingests", to: "inbox" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "ingests no store", properties: {} }],
    unknown: [
      {
        name: "source was never collected",
        neighbours: { resources: [], relationships: [{ from: "example", kind: "ingests", to: "corpus" }] },
      },
    ],
  },
});
