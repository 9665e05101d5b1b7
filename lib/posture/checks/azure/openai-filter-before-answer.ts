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
  id: "azure/openai-filter-before-answer",
  title: "Content filter in use judges an answer before it is shown",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.content-filter",
  follows: ["guarded-by"],
  risk: "With asynchronous filtering the text has been read by the time the filter finds it harmful.",
  remediation: {
    summary: "Use the blocking mode; keep the asynchronous one for closed user groups.",
    cli: 'az rest --method put --url "https://management.azure.com<filter-id>?api-version=2024-10-01" --body @filter.json',
    terraform: 'mode = "Blocking" on azurerm_cognitive_account_rai_policy',
    console: ["Open Azure AI Foundry › Guardrails + controls › the filter", "Set Streaming mode to Default"],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-streaming"],

  evaluate: ({ key, properties }, graph) => {
    if (graph.followBack(key, "guarded-by").length === 0) return notApplicable;
    return ["Asynchronous_filter", "Deferred"].includes(properties.mode)
      ? fail(`Its mode is ${properties.mode}, which filters after the text is out`, { mode: properties.mode })
      : pass;
  },

  examples: {
    pass: [
      { name: "blocking", properties: { mode: "Blocking" }, neighbours },
      { name: "the default", properties: { mode: "Default" }, neighbours },
    ],
    fail: [
      { name: "asynchronous", properties: { mode: "Asynchronous_filter" }, neighbours },
      { name: "its older name", properties: { mode: "Deferred" }, neighbours },
    ],
    notApplicable: [{ name: "no deployment uses it" }],
  },
});
