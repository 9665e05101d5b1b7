import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "knowledge-base/source-versioned",
  title: "Documents that ground a knowledge base keep their versions",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["ingests"],
  risk: "A poisoned or deleted document cannot be seen as changed, nor rolled back.",
  remediation: {
    summary: "Turn versioning on for the source.",
    cli: "aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled",
    terraform: 'versioning_configuration { status = "Enabled" }',
    console: ["S3 › open the bucket › Properties › Bucket versioning › Enable"],
  },
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"],

  evaluate: ({ key }, graph) => {
    const sources = graph.follow(key, "ingests").filter((source) => isOfClass(source, "data-store"));
    if (sources.length === 0) return notApplicable;
    const unversioned = sources.filter((source) => !source.facets.versioning).map((source) => source.name);
    return unversioned.length === 0
      ? pass
      : fail(`It ingests ${unversioned.join(", ")}, which keeps no versions`, { sources: unversioned });
  },

  examples: {
    pass: [
      {
        name: "versioned",
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
        name: "one source without",
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
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: false,
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
  },
});
