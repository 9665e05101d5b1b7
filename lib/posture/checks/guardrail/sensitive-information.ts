import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "guardrail/sensitive-information",
  title: "Guardrail blocks or masks sensitive information",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "guardrail",
  risk: "Personal data in prompts, documents or answers flows to the model and to whoever asks.",
  remediation: {
    summary: "Add the personal-data kinds that the workload handles, and mask or block them.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'sensitive_information_policy_config { pii_entities_config { type = "EMAIL" action = "ANONYMIZE" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Add PII types under Sensitive information filters",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html",
    "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/",
  ],

  evaluate: ({ facets: { sensitiveInformation } }) =>
    sensitiveInformation === "none"
      ? fail("It neither masks nor blocks any sensitive information", { sensitiveInformation })
      : pass,

  examples: {
    pass: [
      { name: "masked", facets: { sensitiveInformation: "mask" } },
      { name: "blocked", facets: { sensitiveInformation: "block" } },
    ],
    fail: [{ name: "let through", facets: { sensitiveInformation: "none" } }],
  },
});
