import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineCheck({
  id: "aws/sagemaker-endpoint-monitored",
  title: "SageMaker endpoint is watched for drift or bias",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "aws.sagemaker.endpoint",
  follows: ["monitored-by"],
  followDepth: 1,
  risk: "The world the model learned from changes, and its answers grow wrong or unfair without anybody seeing it.",
  remediation: {
    summary:
      "Capture a share of requests and schedule a monitor of data or model quality, bias or explainability.",
    cli: "aws sagemaker create-monitoring-schedule --monitoring-schedule-name <name> --monitoring-schedule-config file://schedule.json",
    terraform:
      'resource "aws_sagemaker_monitoring_schedule" "drift" { monitoring_schedule_config { monitoring_job_definition_name = aws_sagemaker_data_quality_job_definition.drift.name monitoring_type = "DataQuality" } }',
    console: ["SageMaker › Studio › Deployments › Endpoints › open the endpoint › Create monitor"],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html"],

  evaluate: ({ key, account, region }, graph) => {
    const monitors = graph.follow(key, "monitored-by").filter((by) => isOfClass(by, "model-monitor"));
    if (monitors.some(({ facets }) => facets.enabled)) return pass;
    graph.noteGap("aws.sagemaker.monitoring-schedule", account, region);
    return monitors.length > 0
      ? missing(`${monitors.map(({ name }) => name).join(", ")} does not run`, { running: 0 })
      : missing("No schedule watches it", { monitors: 0 });
  },

  examples: {
    pass: [
      {
        name: "one of two runs",
        neighbours: {
          resources: [
            sampleResource("model-monitor", "a", { enabled: false }),
            sampleResource("model-monitor", "b", { enabled: true }),
          ],
          relationships: [
            { from: "example", kind: "monitored-by", to: "a" },
            { from: "example", kind: "monitored-by", to: "b" },
          ],
        },
      },
    ],
    fail: [
      { name: "none", properties: {} },
      {
        name: "only one that is stopped",
        neighbours: {
          resources: [sampleResource("model-monitor", "a", { enabled: false })],
          relationships: [{ from: "example", kind: "monitored-by", to: "a" }],
        },
      },
    ],
    unknown: [
      {
        name: "schedules may not be listed",
        region: "eu-west-1",
        neighbours: {
          gaps: [
            {
              account: "111122223333",
              region: "eu-west-1",
              produces: ["aws.sagemaker.monitoring-schedule", "monitored-by"],
              unknown: {
                reason: "denied",
                call: "sagemaker:ListMonitoringSchedules",
                permission: "sagemaker:ListMonitoringSchedules",
                message: "Access denied",
              },
            },
          ],
        },
      },
    ],
  },
});
