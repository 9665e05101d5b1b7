import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const writtenByBedrock = {
  resources: [sampleResource("ai-service", "bedrock", { logsRequests: true })],
  relationships: [{ from: "bedrock", kind: "logs-to" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/ai-log-group-kept",
  title: "Log group of prompts is kept as long as an investigation needs",
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

  parameters: {
    retainedDaysMin: numberParameter({
      title: "Days that prompts are kept",
      help: "What was asked is read when misuse is noticed, often months later; a duty to delete may ask for fewer.",
      unit: "days",
      default: 90,
      min: 1,
      max: 3_650,
    }),
  },

  evaluate: ({ key, facets: { retentionDays } }, graph, { retainedDaysMin }) => {
    const writers = graph.followBack(key, "logs-to").filter((writer) => isOfClass(writer, "ai-service"));
    if (writers.length === 0) return notApplicable;
    if (retentionDays !== null && retentionDays < retainedDaysMin)
      return fail(`It forgets after ${retentionDays} days`, { retentionDays, retainedDaysMin });
    return pass;
  },

  examples: {
    pass: [
      { name: "kept for ever", facets: { retentionDays: null }, neighbours: writtenByBedrock },
      {
        name: "a month, where a month is asked",
        facets: { retentionDays: 30 },
        parameters: { retainedDaysMin: 30 },
        neighbours: writtenByBedrock,
      },
    ],
    fail: [
      { name: "a month", facets: { retentionDays: 30 }, neighbours: writtenByBedrock },
      {
        name: "a quarter, where a year is asked",
        facets: { retentionDays: 90 },
        parameters: { retainedDaysMin: 365 },
        neighbours: writtenByBedrock,
      },
    ],
    notApplicable: [{ name: "log of something else", facets: { retentionDays: 7 } }],
  },
});
