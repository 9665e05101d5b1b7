import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-prompt-leakage",
  title: "Bedrock guardrail stops requests for the system prompt",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "Users talk the model into repeating its instructions, and with them business rules and what would circumvent them.",
  remediation: {
    summary:
      "Move the content filters to the standard tier, whose prompt-attack filter knows such requests, or deny the topic.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'content_policy_config { tier_config { tier_name = "STANDARD" } filters_config { type = "PROMPT_ATTACK" input_strength = "HIGH" output_strength = "NONE" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Content filters › tier: Standard, with cross-Region inference",
      "Or add a denied topic about system prompts and instructions",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html",
    "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/",
  ],

  evaluate: ({ properties: { stopsPromptLeakage } }) =>
    stopsPromptLeakage
      ? pass
      : fail("Neither a filter nor a denied topic stops requests for the system prompt", {
          stopsPromptLeakage,
        }),

  examples: {
    pass: [{ name: "stopped", properties: { stopsPromptLeakage: true } }],
    fail: [{ name: "let through", properties: { stopsPromptLeakage: false } }],
  },
});
