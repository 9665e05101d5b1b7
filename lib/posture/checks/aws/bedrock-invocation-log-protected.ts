import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineCheck({
  id: "aws/bedrock-invocation-log-protected",
  title: "Log group of prompts and answers is under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.bedrock.service",
  follows: ["logs-to"],
  risk: "The log repeats every prompt and answer, under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Put the log group under a customer key.",
    cli: "aws logs associate-kms-key --log-group-name <group> --kms-key-id <key>",
    terraform: "kms_key_id = aws_kms_key.logs.arn on aws_cloudwatch_log_group",
    console: ["Set a KMS key with the command line; the console does not offer it for an existing group"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  ],

  evaluate: ({ key }, graph) => {
    const destinations = graph.follow(key, "logs-to");
    // A bucket that receives prompts is judged as a store that holds AI data.
    const groups = destinations.filter((destination) => isOfClass(destination, "audit-log"));
    if (groups.length === 0) return notApplicable;
    const weak = groups.filter((group) => !group.facets.customerKey);
    const names = weak.map((destination) => destination.name);
    return names.length === 0
      ? pass
      : fail(`Prompts are logged to ${names.join(", ")} under AWS's own key`, {
          destinations: names,
        });
  },

  examples: {
    pass: [
      {
        name: "log group under a customer key",
        neighbours: {
          resources: [sampleResource("audit-log", "group", { customerKey: true })],
          relationships: [{ from: "example", kind: "logs-to", to: "group" }],
        },
      },
    ],
    fail: [
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
