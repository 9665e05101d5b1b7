import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-gateway-key",
  title: "AgentCore gateway is encrypted with a customer key",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.agentcore.gateway",
  risk: "Its configuration, tool schemas among it, is under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Create the gateway anew with a customer-managed key.",
    cli: "aws bedrock-agentcore-control create-gateway --name <name> --role-arn <role> --protocol-type MCP --authorizer-type AWS_IAM --kms-key-arn <key>",
    terraform: "kms_key_arn = aws_kms_key.agents.arn on aws_bedrockagentcore_gateway",
    console: [
      "Bedrock AgentCore › Gateways › Create gateway › Additional configurations",
      "Customize encryption: choose the key",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html",
  ],

  evaluate: ({ properties: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own key", properties: { customerKey: true } }],
    fail: [{ name: "AWS's key", properties: { customerKey: false } }],
  },
});
