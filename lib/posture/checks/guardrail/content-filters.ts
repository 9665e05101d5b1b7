import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "guardrail/content-filters",
  title: "Guardrail filters every harm category in both directions",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "guardrail",
  risk: "Hateful, sexual, violent or otherwise harmful content passes to the model or to its users.",
  remediation: {
    summary: "Set every harm category to at least medium for input and output.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'content_policy_config { filters_config { type = "HATE" input_strength = "HIGH" output_strength = "HIGH" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Set each harmful category to at least Medium for prompts and responses",
      "On Azure: AI Foundry › Guardrails + controls › the filter › Set each of the four categories to Annotate and block at medium or lower, for input and output",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-content-filters.html",
  ],

  evaluate: ({ facets: { contentFilter } }) =>
    contentFilter === "medium" || contentFilter === "high"
      ? pass
      : fail(`Its weakest harm category is filtered at ${contentFilter}`, { contentFilter }),

  examples: {
    pass: [{ name: "the weakest category is medium", facets: { contentFilter: "medium" } }],
    fail: [
      { name: "one category is low", facets: { contentFilter: "low" } },
      { name: "one category is missing", facets: { contentFilter: "none" } },
    ],
  },
});
