import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-agent-memory-key",
  title: "Bedrock agent keeps its memory under a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.agent",
  risk: "Summaries of what users said over weeks are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Set a customer-managed key on the agent, or turn its memory off.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --customer-encryption-key-arn <key>",
    terraform: "customer_encryption_key_arn = aws_kms_key.agents.arn",
    console: ["Bedrock › Agents › open the agent › Additional settings › KMS key selection"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-memory.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents.html",
  ],

  evaluate: ({ properties: { memory }, facets: { customerKey } }) => {
    if (!memory) return notApplicable;
    return customerKey ? pass : fail("It remembers sessions under AWS's own key", { memory, customerKey });
  },

  examples: {
    pass: [{ name: "own key", properties: { memory: true }, facets: { customerKey: true } }],
    fail: [{ name: "AWS's key", properties: { memory: true }, facets: { customerKey: false } }],
    notApplicable: [
      { name: "remembers nothing", properties: { memory: false }, facets: { customerKey: false } },
    ],
  },
});
