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
  id: "azure/openai-protected-material",
  title: "Content filter in use detects protected material, or has a blocklist",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.content-filter",
  follows: ["guarded-by"],
  risk: "Answers repeat copyrighted text or code, or words the company never wants to say.",
  remediation: {
    summary: "Enable the protected material filters, or attach a blocklist.",
    cli: 'az rest --method put --url "https://management.azure.com<filter-id>?api-version=2024-10-01" --body @filter.json',
    terraform: 'content_filter { name = "Protected Material Code" … }',
    console: [
      "Open Azure AI Foundry › Guardrails + controls › the filter",
      "Enable protected material for text and code",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-protected-material",
  ],

  evaluate: ({ key, properties }, graph) => {
    if (graph.followBack(key, "guarded-by").length === 0) return notApplicable;
    return !properties.protectedMaterial && properties.blocklists.length === 0
      ? fail("It neither detects protected material nor has a blocklist", {
          protectedMaterial: false,
          blocklists: properties.blocklists,
        })
      : pass;
  },

  examples: {
    pass: [
      { name: "detected", properties: { protectedMaterial: true, blocklists: [] }, neighbours },
      { name: "a blocklist", properties: { protectedMaterial: false, blocklists: ["terms"] }, neighbours },
    ],
    fail: [{ name: "neither", properties: { protectedMaterial: false, blocklists: [] }, neighbours }],
    notApplicable: [{ name: "no deployment uses it" }],
  },
});
