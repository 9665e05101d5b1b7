import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-memory-key",
  title: "AgentCore memory is encrypted with a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.agentcore.memory",
  risk: "What users told the agents over months is under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Create the memory anew with a customer-managed key and move what it holds.",
    cli: "aws bedrock-agentcore-control create-memory --name <name> --event-expiry-duration 30 --encryption-key-arn <key>",
    terraform: "encryption_key_arn = aws_kms_key.agents.arn on aws_bedrockagentcore_memory",
    console: [
      "Bedrock AgentCore › Memory › Create memory › Additional configurations",
      "Customize encryption: choose the key",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html",
  ],

  evaluate: ({ facets: { encryption } }) =>
    encryption === "customer-key" ? pass : fail("It is encrypted with AWS's own key", { encryption }),

  examples: {
    pass: [{ name: "own key", facets: { encryption: "customer-key" } }],
    fail: [{ name: "AWS's key", facets: { encryption: "provider-key" } }],
  },
});
