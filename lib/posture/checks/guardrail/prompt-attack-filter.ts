import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "guardrail/prompt-attack-filter",
  title: "Guardrail blocks prompt attacks at high strength",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "guardrail",
  risk: "A weaker filter lets injected instructions and jailbreaks reach the model and, through it, its tools and data.",
  remediation: {
    summary: "Set the prompt-attack filter of the input to its highest strength and publish a new version.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'content_policy_config { filters_config { type = "PROMPT_ATTACK" input_strength = "HIGH" output_strength = "NONE" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Set prompt attacks to High, save, create a version",
      "On Azure: AI Foundry › Guardrails + controls › the filter › Set the prompt shields for jailbreak and for indirect attacks to Annotate and block",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-prompt-shields",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: ({ facets: { promptAttack } }) =>
    promptAttack === "high"
      ? pass
      : fail(`Its prompt-attack filter is ${promptAttack}, not high`, { promptAttack }),

  examples: {
    pass: [{ name: "high", facets: { promptAttack: "high" } }],
    fail: [
      { name: "one step below high", facets: { promptAttack: "medium" } },
      { name: "none at all", facets: { promptAttack: "none" } },
    ],
  },
});
