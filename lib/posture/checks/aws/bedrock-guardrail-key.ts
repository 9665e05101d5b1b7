import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-key",
  title: "Bedrock guardrail is encrypted with a customer key",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "What the guardrail denies tells what the business fears, under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Set a customer-managed key on the guardrail.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --name <name> --kms-key-id <key> --cli-input-json file://guardrail.json",
    terraform: "kms_key_arn = aws_kms_key.guardrails.arn",
    console: ["Bedrock › Guardrails › open the guardrail › Edit details › KMS key selection"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-kms.html"],

  evaluate: ({ properties: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own key", properties: { customerKey: true } }],
    fail: [{ name: "AWS's key", properties: { customerKey: false } }],
  },
});
