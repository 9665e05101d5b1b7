import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-policy-engine-key",
  title: "AgentCore policy engine is encrypted with a customer key",
  severity: "low",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.policy-engine",
  risk: "The rules that decide on tool calls are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Create the engine anew with a customer-managed key.",
    cli: "aws bedrock-agentcore-control create-policy-engine --name <name> --encryption-key-arn <key>",
    terraform: "encryption_key_arn = aws_kms_key.agents.arn on aws_bedrockagentcore_policy_engine",
    console: ["Bedrock AgentCore › Policy › Create policy engine", "Customize encryption: choose the key"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePolicyEngine.html",
  ],

  evaluate: ({ properties: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own key", properties: { customerKey: true } }],
    fail: [{ name: "AWS's key", properties: { customerKey: false } }],
  },
});
