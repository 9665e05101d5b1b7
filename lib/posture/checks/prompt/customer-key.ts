import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "prompt/customer-key",
  title: "Stored prompt is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "prompt",
  risk: "Prompts tell how the business decides, under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Set a customer-managed key on the prompt.",
    cli: "aws bedrock-agent update-prompt --prompt-identifier <id> --name <name> --customer-encryption-key-arn <key>",
    terraform: "customer_encryption_key_arn = aws_kms_key.prompts.arn on aws_bedrockagent_prompt",
    console: ["Bedrock › Prompt management › open the prompt › Edit › KMS key selection"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-prompts.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
