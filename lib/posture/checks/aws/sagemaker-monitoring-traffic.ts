import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-monitoring-traffic",
  title: "SageMaker monitoring jobs encrypt what travels between their machines",
  severity: "low",
  layer: "data",
  function: "protect",
  appliesTo: "aws.sagemaker.monitoring-job-definition",
  risk: "Captured requests and answers travel in clear between the machines that compare them.",
  remediation: {
    summary: "Make the job definition anew with inter-container traffic encryption.",
    cli: "aws sagemaker create-data-quality-job-definition --network-config EnableInterContainerTrafficEncryption=true --job-definition-name <name> --role-arn <role> --job-resources file://resources.json --data-quality-app-specification file://app.json --data-quality-job-input file://input.json --data-quality-job-output-config file://output.json",
    terraform: "network_config { enable_inter_container_traffic_encryption = true }",
    console: ["Set it where the job definition is written down; a definition cannot be changed"],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringNetworkConfig.html"],

  evaluate: ({ properties: { encryptsTraffic } }) =>
    encryptsTraffic ? pass : fail("Its machines talk in clear", { encryptsTraffic }),

  examples: {
    pass: [{ name: "encrypted", properties: { encryptsTraffic: true } }],
    fail: [{ name: "in clear", properties: { encryptsTraffic: false } }],
  },
});
