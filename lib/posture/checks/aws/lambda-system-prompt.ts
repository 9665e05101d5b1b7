import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/lambda-system-prompt",
  title: "System prompt is not kept in environment variables",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.lambda.function",
  risk: "Whoever reads the configuration learns the guarded rules, and whoever edits it rewrites them without review.",
  remediation: {
    summary: "Keep the prompt in Bedrock prompt management or versioned storage and refer to it.",
    cli: "aws bedrock-agent create-prompt --name claims-system --variants file://variants.json",
    terraform: 'resource "aws_bedrockagent_prompt" "claims" { name = "claims-system" }',
    console: [
      "Bedrock › Prompt management › Create prompt",
      "Lambda › Configuration › Environment variables › replace the text by the prompt's ARN",
    ],
  },
  references: ["https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/"],

  evaluate: ({ properties: { promptVariables } }) =>
    promptVariables.length === 0
      ? pass
      : fail(`It holds the text of a prompt in ${promptVariables.join(", ")}`, {
          variables: promptVariables,
        }),

  examples: {
    pass: [{ name: "none", properties: { promptVariables: [] } }],
    fail: [{ name: "prompt text", properties: { promptVariables: ["SYSTEM_PROMPT"] } }],
  },
});
