import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-flow-credentials",
  title: "Bedrock flow holds no credential",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.bedrock.flow",
  risk: "Everybody who may read the definition has the credential, and the model may repeat it to whoever asks.",
  remediation: {
    summary:
      "Take the credential out, keep it in Secrets Manager, and let a function fetch it where it is used.",
    cli: "aws secretsmanager create-secret --name <name> --secret-string file://secret",
    terraform: 'resource "aws_secretsmanager_secret" "api" { name = "api" }',
    console: [
      "Bedrock › Flows › open the flow: remove the credential and publish a version",
      "Replace the credential where it was issued",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
    "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/",
  ],

  evaluate: ({ properties: { credentialNodes } }) =>
    credentialNodes.length === 0
      ? pass
      : fail(`A credential stands in ${credentialNodes.join(", ")}`, { credentialNodes }),

  examples: {
    pass: [{ name: "none", properties: { credentialNodes: [] } }],
    fail: [{ name: "in one place", properties: { credentialNodes: ["call-api"] } }],
  },
});
