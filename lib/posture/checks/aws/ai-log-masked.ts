import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const prompts = {
  resources: [sampleResource("ai-service", "bedrock")],
  relationships: [{ from: "bedrock", kind: "logs-to" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/ai-log-masked",
  title: "Log group of prompts masks personal data and secrets",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.logs.log-group",
  follows: ["logs-to"],
  followDepth: 1,
  risk: "Everybody who may read the log reads what people told the model about themselves.",
  remediation: {
    summary: "Give the log group a data protection policy that masks what it finds.",
    cli: "aws logs put-data-protection-policy --log-group-identifier <group> --policy-document file://masking.json",
    terraform:
      'resource "aws_cloudwatch_log_data_protection_policy" "prompts" { log_group_name = aws_cloudwatch_log_group.prompts.name policy_document = data.aws_cloudwatch_log_data_protection_policy_document.mask.json }',
    console: ["CloudWatch › Log groups › open the group › Data protection › Create policy"],
  },
  references: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html"],

  evaluate: ({ key, properties: { masksData } }, graph) => {
    const writers = graph.followBack(key, "logs-to").filter((writer) => isOfClass(writer, "ai-service"));
    if (writers.length === 0) return notApplicable;
    return masksData ? pass : fail("It keeps prompts and answers as they are", { masksData });
  },

  examples: {
    pass: [{ name: "masked", properties: { masksData: true }, neighbours: prompts }],
    fail: [{ name: "in clear", properties: { masksData: false }, neighbours: prompts }],
    notApplicable: [{ name: "log of something else", properties: { masksData: false } }],
  },
});
