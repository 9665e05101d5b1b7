import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-agent-memory-key",
  title: "Bedrock agent that remembers users is under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.bedrock.agent",
  risk: "Summaries of what users said are kept for days under a key nobody here can revoke.",
  remediation: {
    summary: "Give the agent a customer key, or turn memory off.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --customer-encryption-key-arn <key>",
    terraform: "customer_encryption_key_arn = aws_kms_key.agents.arn",
    console: [
      "Bedrock › Agents › open the agent › Memory",
      "Bedrock › Agents › open the agent › KMS key selection",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/agents-memory.html"],

  evaluate: ({ properties: { memory }, facets: { customerKey } }) => {
    if (!memory) return notApplicable;
    return customerKey ? pass : fail("It remembers sessions under AWS's own key", { memory, customerKey });
  },

  examples: {
    pass: [{ name: "memory under own key", properties: { memory: true }, facets: { customerKey: true } }],
    fail: [{ name: "memory without", properties: { memory: true }, facets: { customerKey: false } }],
    notApplicable: [
      { name: "remembers nothing", properties: { memory: false }, facets: { customerKey: false } },
    ],
  },
});
