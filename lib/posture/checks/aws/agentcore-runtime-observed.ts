import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-observed",
  title: "AgentCore runtime sends its logs or traces somewhere",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "aws.agentcore.runtime",
  risk: "When an agent did harm, nothing tells what it was asked, what it called and what it answered.",
  remediation: {
    summary:
      "Instrument the agent with the OpenTelemetry distribution of AWS, and deliver its application logs and traces.",
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
      { name: "what its process writes", properties: { telemetry: ["PROCESS_OUTPUT"] } },
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
