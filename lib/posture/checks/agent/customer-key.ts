import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "agent/customer-key",
  title: "Agent is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "agent",
  risk: "Instructions and session state stay readable to whoever holds the provider's key, and cannot be revoked.",
  remediation: {
    summary: "Create the agent with a customer-managed key.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --customer-encryption-key-arn <key>",
    terraform: "customer_encryption_key_arn = aws_kms_key.agents.arn",
    console: ["Bedrock › Agents › open the agent › Additional settings › KMS key selection"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
