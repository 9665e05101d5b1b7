import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-words",
  title: "Bedrock guardrail blocks words that must not be said",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "Profanity, names of competitors or internal terms come out in the business's own voice.",
  remediation: {
    summary: "Turn on the managed profanity list and add the terms the workload must never use.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'word_policy_config { managed_word_lists_config { type = "PROFANITY" } words_config { text = "project-x" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Word filters: turn on profanity and add custom words",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-word-filters.html"],

  evaluate: ({ properties: { blocksWords } }) =>
    blocksWords ? pass : fail("It blocks no word", { blocksWords }),

  examples: {
    pass: [{ name: "blocks some", properties: { blocksWords: true } }],
    fail: [{ name: "blocks none, or only reports", properties: { blocksWords: false } }],
  },
});
