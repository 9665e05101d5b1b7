import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";

const account = "111122223333";
/** What abuse and mishaps look like; how long an answer takes is not among it. */
const telling = new Set(["tokens", "invocations", "throttles", "errors", "guardrail", "quota", "log"]);

const alarm = (signals: string[], notifies: boolean): Resource => ({
  key: "alarm",
  type: "aws.cloudwatch.alarm",
  name: "alarm",
  account,
  region: "eu-west-1",
  tags: {},
  properties: { metrics: [], signals },
  facets: { notifies, watchesAi: signals.length > 0 },
});

export default defineCheck({
  id: "aws/model-use-alarms",
  title: "An alarm tells of unusual use of models",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesTo: "aws.bedrock.service",
  risk: "A leaked key that calls models at your cost, or a guardrail that stops everything, is noticed on the invoice.",
  remediation: {
    summary: "Alarm on tokens, throttles or guardrail interventions, and let it notify somebody.",
    cli: "aws cloudwatch put-metric-alarm --alarm-name bedrock-tokens --namespace AWS/Bedrock --metric-name InputTokenCount --statistic Sum --period 300 --evaluation-periods 1 --threshold 1000000 --comparison-operator GreaterThanThreshold --alarm-actions <topic>",
    terraform:
      'resource "aws_cloudwatch_metric_alarm" "tokens" { namespace = "AWS/Bedrock" metric_name = "InputTokenCount" statistic = "Sum" period = 300 evaluation_periods = 1 threshold = 1000000 comparison_operator = "GreaterThanThreshold" alarm_actions = [aws_sns_topic.ops.arn] }',
    console: [
      "CloudWatch › Alarms › Create alarm › Select metric › Bedrock",
      "Choose tokens, throttles or InvocationsIntervened, then a topic that somebody reads",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html"],

  evaluate: ({ account: owner, region }, graph) => {
    const alarms = graph
      .inAccount("aws.cloudwatch.alarm", owner, region)
      .filter(({ facets }) => facets.watchesAi);
    const telltale = alarms.filter(({ properties }) => properties.signals.some((one) => telling.has(one)));
    if (telltale.some(({ facets }) => facets.notifies)) return pass;
    return missing(
      telltale.length > 0
        ? "Its alarms notify nobody"
        : "No alarm watches tokens, throttles, errors or guardrail interventions",
      { alarms: alarms.map(({ name }) => name) },
    );
  },

  examples: {
    pass: [{ name: "on tokens", neighbours: { resources: [alarm(["tokens"], true)] } }],
    fail: [
      { name: "no alarm" },
      { name: "notifies nobody", neighbours: { resources: [alarm(["throttles"], false)] } },
      { name: "on latency alone", neighbours: { resources: [alarm(["latency"], true)] } },
      { name: "on something else", neighbours: { resources: [alarm([], true)] } },
    ],
    unknown: [
      {
        name: "alarms may not be listed",
        neighbours: {
          gaps: [
            {
              account,
              region: "eu-west-1",
              produces: ["aws.cloudwatch.alarm"],
              unknown: {
                reason: "denied",
                call: "cloudwatch:DescribeAlarms",
                permission: "cloudwatch:DescribeAlarms",
                message: "Access denied",
              },
            },
          ],
        },
      },
    ],
  },
});
