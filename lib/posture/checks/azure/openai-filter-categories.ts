import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";

const deployment: Resource<"azure.cognitive-services.deployment"> = {
  key: "deployment",
  type: "azure.cognitive-services.deployment",
  name: "gpt",
  account: "00000000-0000-4000-8000-000000000001",
  region: null,
  tags: {},
  properties: {
    modelFormat: "OpenAI",
    modelName: "gpt-4o",
    modelVersion: null,
    sku: null,
    capacity: null,
    contentFilter: "strict",
    versionUpgrade: null,
  },
  facets: { publicNetwork: false, keyAuthentication: false, logsRequests: true, customerKey: true },
};
const neighbours = {
  resources: [deployment],
  relationships: [{ from: "deployment", kind: "guarded-by", to: exampleKey }],
} as const;

export default defineCheck({
  id: "azure/openai-filter-categories",
  title: "Content filter in use blocks every harm category both ways",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.content-filter",
  follows: ["guarded-by"],
  risk: "Hate, sexual, violent or self-harm content reaches people in the category that is open.",
  remediation: {
    summary: "Enable and block all four categories for prompts and for completions.",
    cli: 'az rest --method put --url "https://management.azure.com<filter-id>?api-version=2024-10-01" --body @filter.json',
    terraform: "content_filter blocks for Hate, Sexual, Violence and Selfharm, source Prompt and Completion",
    console: [
      "Open Azure AI Foundry › Guardrails + controls › the filter",
      "Set each category to Annotate and block for input and output",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters"],

  evaluate: ({ key, properties }, graph) => {
    if (graph.followBack(key, "guarded-by").length === 0) return notApplicable;
    return properties.openCategories.length > 0
      ? fail(`It leaves ${properties.openCategories.join(", ")} open`, {
          openCategories: properties.openCategories,
        })
      : pass;
  },

  examples: {
    pass: [{ name: "all four block", properties: { openCategories: [] }, neighbours }],
    fail: [{ name: "violence only annotates", properties: { openCategories: ["violence"] }, neighbours }],
    notApplicable: [{ name: "no deployment uses it" }],
  },
});
