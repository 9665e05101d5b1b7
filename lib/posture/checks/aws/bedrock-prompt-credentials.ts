import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-prompt-credentials",
  title: "Bedrock prompt holds no credential",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.prompt",
  risk: "Everybody who may read the definition has the credential, and the model may repeat it to whoever asks.",
  remediation: {
    summary:
      "Take the credential out, keep it in Secrets Manager, and let a function fetch it where it is used.",
    cli: "aws secretsmanager create-secret --name <name> --secret-string file://secret",
    terraform: 'resource "aws_secretsmanager_secret" "api" { name = "api" }',
    console: [
      "Bedrock › Prompt management › open the prompt: remove the credential and publish a version",
      "Replace the credential where it was issued",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
    "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/",
  ],

  evaluate: ({ properties: { credentialVariants } }) =>
    credentialVariants.length === 0
      ? pass
      : fail(`A credential stands in ${credentialVariants.join(", ")}`, { credentialVariants }),

  examples: {
    pass: [{ name: "none", properties: { credentialVariants: [] } }],
    fail: [{ name: "in one place", properties: { credentialVariants: ["call-api"] } }],
  },
});
