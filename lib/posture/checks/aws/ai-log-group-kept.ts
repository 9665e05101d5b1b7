import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineCheck({
  id: "aws/ai-log-group-kept",
  title: "Log group of prompts is kept for at least 90 days",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "aws.logs.log-group",
  follows: ["logs-to"],
  risk: "An incident is older than its log.",
  remediation: {
    summary: "Keep the log group for at least 90 days.",
    cli: "aws logs put-retention-policy --log-group-name <group> --retention-in-days 365",
    terraform: "retention_in_days = 365",
    console: ["CloudWatch › Log groups › open the group › Actions › Edit retention"],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  ],

  evaluate: ({ key, facets: { retentionDays } }, graph) => {
    const writers = graph.followBack(key, "logs-to").filter((writer) => isOfClass(writer, "ai-service"));
    if (writers.length === 0) return notApplicable;
    if (retentionDays !== null && retentionDays < 90)
      return fail(`It forgets after ${retentionDays} days`, { retentionDays });
    return pass;
  },

  examples: {
    pass: [
      {
        name: "kept for ever",
        facets: { retentionDays: null },
        neighbours: {
          resources: [
            sampleResource("ai-service", "bedrock", {
              publicNetwork: false,
              keyAuthentication: false,
              privateEndpoint: true,
              logsRequests: true,
              customerKey: true,
              hosts: [],
            }),
          ],
          relationships: [{ from: "bedrock", kind: "logs-to", to: "example" }],
        },
      },
    ],
    fail: [
      {
        name: "a month",
        facets: { retentionDays: 30 },
        neighbours: {
          resources: [
            sampleResource("ai-service", "bedrock", {
              publicNetwork: false,
              keyAuthentication: false,
              privateEndpoint: true,
              logsRequests: true,
              customerKey: true,
              hosts: [],
            }),
          ],
          relationships: [{ from: "bedrock", kind: "logs-to", to: "example" }],
        },
      },
    ],
    notApplicable: [{ name: "log of something else", facets: { retentionDays: 7 } }],
  },
});
