import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineCheck({
  id: "aws/bedrock-invocation-log-protected",
  title: "Prompt and response logs are protected where they land",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.bedrock.service",
  follows: ["logs-to"],
  risk: "The log holds every prompt and answer in clear, for whoever can read its destination.",
  remediation: {
    summary: "Put the log group or bucket under a customer key and block public access to the bucket.",
    cli: "aws logs associate-kms-key --log-group-name <group> --kms-key-id <key>",
    terraform: "kms_key_id = aws_kms_key.logs.arn on aws_cloudwatch_log_group",
    console: [
      "Open the log group or bucket that receives the log",
      "Set a KMS key; for a bucket, block public access too",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  ],

  evaluate: ({ key }, graph) => {
    const destinations = graph.follow(key, "logs-to");
    if (destinations.length === 0) return notApplicable;
    const weak = destinations.filter((destination) => {
      if (isOfClass(destination, "data-store"))
        return destination.facets.publicRead || destination.facets.encryption !== "customer-key";
      return isOfClass(destination, "audit-log") && !destination.facets.customerKey;
    });
    const names = weak.map((destination) => destination.name);
    return names.length === 0
      ? pass
      : fail(`Prompts are logged to ${names.join(", ")}, which is public or without a customer key`, {
          destinations: names,
        });
  },

  examples: {
    pass: [
      {
        name: "private bucket under a customer key",
        neighbours: {
          resources: [
            {
              key: "logs",
              type: "aws.s3.bucket",
              name: "logs",
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
          relationships: [{ from: "example", kind: "logs-to", to: "logs" }],
        },
      },
    ],
    fail: [
      {
        name: "bucket under the provider's key",
        neighbours: {
          resources: [
            {
              key: "logs",
              type: "aws.s3.bucket",
              name: "logs",
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
                encryption: "provider-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
          ],
          relationships: [{ from: "example", kind: "logs-to", to: "logs" }],
        },
      },
      {
        name: "public bucket",
        neighbours: {
          resources: [
            {
              key: "logs",
              type: "aws.s3.bucket",
              name: "logs",
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
          relationships: [{ from: "example", kind: "logs-to", to: "logs" }],
        },
      },
      {
        name: "log group without a key",
        neighbours: {
          resources: [
            {
              key: "group",
              type: "aws.logs.log-group",
              name: "group",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { sizeBytes: 0, masksData: false },
              facets: { enabled: true, dataEvents: true, retentionDays: 365, customerKey: false },
            },
          ],
          relationships: [{ from: "example", kind: "logs-to", to: "group" }],
        },
      },
    ],
    notApplicable: [{ name: "logs nowhere", properties: {} }],
    unknown: [
      {
        name: "destination was not collected",
        neighbours: { resources: [], relationships: [{ from: "example", kind: "logs-to", to: "logs" }] },
      },
    ],
  },
});
