import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-memory-observed",
  title: "AgentCore memory sends its logs or traces somewhere",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "aws.agentcore.memory",
  risk: "What was written into the agents' memory, and by whom, cannot be told afterwards.",
  remediation: {
    summary: "Deliver the memory's application logs to a log group under a customer key.",
    cli: "aws logs put-delivery-source --name <name> --resource-arn <arn> --log-type APPLICATION_LOGS && aws logs create-delivery --delivery-source-name <name> --delivery-destination-arn <destination>",
    terraform:
      'resource "aws_cloudwatch_log_delivery_source" "agents" { name = "agents" resource_arn = <arn> log_type = "APPLICATION_LOGS" }',
    console: [
      "Bedrock AgentCore › open the resource › Log deliveries and tracing",
      "Add a delivery to a log group, and turn tracing on",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-configure.html"],

  evaluate: ({ properties: { telemetry } }) =>
    telemetry.length > 0 ? pass : fail("Neither logs nor traces of it reach a destination", { telemetry }),

  examples: {
    pass: [
      { name: "application logs", properties: { telemetry: ["APPLICATION_LOGS"] } },
      { name: "traces alone", properties: { telemetry: ["TRACES"] } },
    ],
    fail: [{ name: "nothing", properties: { telemetry: [] } }],
    unknown: [
      {
        name: "deliveries could not be listed",
        unknown: {
          "properties.telemetry": {
            reason: "denied",
            call: "logs:DescribeDeliveries",
            permission: "logs:DescribeDeliveries",
            message: "No",
          },
        },
      },
    ],
  },
});
