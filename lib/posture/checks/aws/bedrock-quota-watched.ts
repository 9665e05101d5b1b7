import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Resource } from "#lib/domain/resource.ts";

const placed = { account: "111122223333", region: "eu-west-1" };
const quota = sampleResource("quota", "quota", { raised: true, limit: 500_000 }, placed);
const alarm = (signals: string[], notifies: boolean): Resource => ({
  key: "alarm",
  type: "aws.cloudwatch.alarm",
  name: "alarm",
  ...placed,
  tags: {},
  properties: { metrics: [], signals },
  facets: { notifies, watchesAi: true },
});

export default defineCheck({
  id: "aws/bedrock-quota-watched",
  title: "Bedrock's quotas were chosen, or an alarm tells when they are reached",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesTo: "aws.bedrock.service",
  risk: "The application stops answering when somebody uses the quota up, by growth or by abuse, and nobody knows why.",
  remediation: {
    summary: "Alarm on throttles or quota use, or set the token quota to what the application needs.",
    cli: "aws cloudwatch put-metric-alarm --alarm-name bedrock-throttles --namespace AWS/Bedrock --metric-name InvocationThrottles --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic>",
    terraform:
      'resource "aws_servicequotas_service_quota" "tokens" { service_code = "bedrock" quota_code = "<code>" value = 500000 }',
    console: [
      "CloudWatch › Alarms › Create alarm › Bedrock › InvocationThrottles",
      "Or: Service Quotas › Amazon Bedrock › choose the model's tokens per minute › Request increase",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html",
  ],

  evaluate: ({ account, region }, graph) => {
    const chosen = graph.inAccount("aws.service-quotas.quota", account, region);
    if (chosen.length > 0) return pass;
    const watching = graph
      .inAccount("aws.cloudwatch.alarm", account, region)
      .filter(({ properties }) => properties.signals.some((one) => one === "throttles" || one === "quota"));
    if (watching.some(({ facets }) => facets.notifies)) return pass;
    return missing("Its quotas are at their defaults, and no alarm tells when they are reached", {
      alarms: watching.map(({ name }) => name),
    });
  },

  examples: {
    pass: [
      { name: "a quota was set", neighbours: { resources: [quota] } },
      { name: "throttles are watched", neighbours: { resources: [alarm(["throttles"], true)] } },
    ],
    fail: [
      { name: "neither" },
      { name: "an alarm that notifies nobody", neighbours: { resources: [alarm(["quota"], false)] } },
      { name: "an alarm on errors alone", neighbours: { resources: [alarm(["errors"], true)] } },
    ],
  },
});
