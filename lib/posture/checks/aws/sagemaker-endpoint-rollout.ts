import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-endpoint-rollout",
  title: "SageMaker endpoint's updates are staged and taken back by alarms",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.endpoint",
  risk: "A bad model gets all traffic at once, and stays until somebody notices.",
  remediation: {
    summary: "Update by canary or linear steps, with alarms that roll back.",
    cli: "aws sagemaker update-endpoint --endpoint-name <name> --endpoint-config-name <config> --deployment-config file://canary-with-alarms.json",
    terraform:
      'deployment_config { blue_green_update_policy { traffic_routing_configuration { type = "CANARY" wait_interval_in_seconds = 600 canary_size { type = "CAPACITY_PERCENT" value = 10 } } } auto_rollback_configuration { alarms { alarm_name = aws_cloudwatch_metric_alarm.errors.alarm_name } } }',
    console: [
      "SageMaker › Endpoints › open the endpoint › Update › Deployment guardrails",
      "Choose canary or linear shifting and add the alarms",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html"],

  evaluate: ({ properties: { rollout, rollsBack } }) => {
    if (rollout === null) return notApplicable;
    if (rollout === "all-at-once") return fail("Its last update took all traffic at once", { rollout });
    return rollsBack ? pass : fail("No alarm takes a bad update back", { rollsBack });
  },

  examples: {
    pass: [{ name: "staged, with alarms", properties: { rollout: "staged", rollsBack: true } }],
    fail: [
      { name: "all at once, even with alarms", properties: { rollout: "all-at-once", rollsBack: true } },
      { name: "staged without alarms", properties: { rollout: "staged", rollsBack: false } },
    ],
    notApplicable: [{ name: "never updated", properties: { rollout: null, rollsBack: false } }],
  },
});
