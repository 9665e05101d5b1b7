import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineCheck({
  id: "aws/ai-log-group-kept",
  title: "Log group of prompts is kept long enough and under a customer key",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "aws.logs.log-group",
  follows: ["logs-to"],
  risk: "An incident is older than its log, or the log is readable by more people than the data it repeats.",
  remediation: {
    summary: "Keep the log group for at least 90 days and set a customer key.",
    cli: "aws logs put-retention-policy --log-group-name <group> --retention-in-days 365",
    terraform: "retention_in_days = 365\nkms_key_id = aws_kms_key.logs.arn",
    console: [
      "CloudWatch › Log groups › open the group › Actions › Edit retention",
      "Set a KMS key with the command line",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  ],

  evaluate: ({ key, facets: { retentionDays, customerKey } }, graph) => {
    const writers = graph.followBack(key, "logs-to").filter((writer) => isOfClass(writer, "ai-service"));
    if (writers.length === 0) return notApplicable;
    if (retentionDays !== null && retentionDays < 90)
      return fail(`It forgets after ${retentionDays} days`, { retentionDays });
    return customerKey ? pass : fail("It is under AWS's own key", { customerKey });
  },

  examples: {
    pass: [
      {
        name: "kept for ever under own key",
        facets: { retentionDays: null, customerKey: true },
        neighbours: {
          resources: [
            {
              key: "bedrock",
              type: "aws.bedrock.service",
              name: "bedrock",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { invocationLogging: true, loggedModalities: ["text"] },
              facets: {
                publicNetwork: false,
                keyAuthentication: false,
                privateEndpoint: true,
                logsRequests: true,
                customerKey: true,
                hosts: [],
              },
            },
          ],
          relationships: [{ from: "bedrock", kind: "logs-to", to: "example" }],
        },
      },
    ],
    fail: [
      {
        name: "a month",
        facets: { retentionDays: 30, customerKey: true },
        neighbours: {
          resources: [
            {
              key: "bedrock",
              type: "aws.bedrock.service",
              name: "bedrock",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { invocationLogging: true, loggedModalities: ["text"] },
              facets: {
                publicNetwork: false,
                keyAuthentication: false,
                privateEndpoint: true,
                logsRequests: true,
                customerKey: true,
                hosts: [],
              },
            },
          ],
          relationships: [{ from: "bedrock", kind: "logs-to", to: "example" }],
        },
      },
      {
        name: "no key",
        facets: { retentionDays: 365, customerKey: false },
        neighbours: {
          resources: [
            {
              key: "bedrock",
              type: "aws.bedrock.service",
              name: "bedrock",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { invocationLogging: true, loggedModalities: ["text"] },
              facets: {
                publicNetwork: false,
                keyAuthentication: false,
                privateEndpoint: true,
                logsRequests: true,
                customerKey: true,
                hosts: [],
              },
            },
          ],
          relationships: [{ from: "bedrock", kind: "logs-to", to: "example" }],
        },
      },
    ],
    notApplicable: [{ name: "log of something else", facets: { retentionDays: 7, customerKey: false } }],
  },
});
