import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-gateway-errors",
  title: "AgentCore gateway keeps inner errors from its callers",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.agentcore.gateway",
  risk: "Error texts of tools tell callers, and the model, of hosts, roles and parameters they need not know.",
  remediation: {
    summary: "Take the debug level of exceptions off once the gateway works.",
    cli: "aws bedrock-agentcore-control update-gateway --gateway-identifier <id> --name <name> --role-arn <role> --protocol-type MCP --authorizer-type AWS_IAM",
    terraform: 'Leave out exception_level = "DEBUG" on aws_bedrockagentcore_gateway',
    console: [
      "Bedrock AgentCore › Gateways › open the gateway › Edit",
      "Additional configurations › Exception level debug: off",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetGateway.html",
  ],

  evaluate: ({ properties: { tellsErrors } }) =>
    tellsErrors ? fail("Its exception level is DEBUG", { tellsErrors }) : pass,

  examples: {
    pass: [{ name: "generic errors", properties: { tellsErrors: false } }],
    fail: [{ name: "debug", properties: { tellsErrors: true } }],
  },
});
