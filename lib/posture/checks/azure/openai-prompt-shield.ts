import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";

const filterOf = (
  properties: Partial<Resource<"azure.cognitive-services.content-filter">["properties"]>,
  contentFilter: "none" | "low" | "medium" | "high" = "high",
): Resource<"azure.cognitive-services.content-filter"> => ({
  key: "filter",
  type: "azure.cognitive-services.content-filter",
  name: "strict",
  account: "00000000-0000-4000-8000-000000000001",
  region: null,
  tags: {},
  properties: {
    mode: "Blocking",
    basePolicy: null,
    systemManaged: false,
    jailbreakShield: true,
    indirectAttackShield: true,
    protectedMaterial: true,
    openCategories: [],
    blocklists: [],
    weakerAlternatives: [],
    ...properties,
  },
  facets: {
    promptAttack: "high",
    contentFilter,
    sensitiveInformation: "none",
    grounding: false,
    deniedTopics: false,
    callerMayOverride: false,
  },
});
const guarded = [{ from: exampleKey, kind: "guarded-by", to: "filter" }] as const;

const isContentFilter = (
  resource: Resource,
): resource is Resource<"azure.cognitive-services.content-filter"> =>
  resource.type === "azure.cognitive-services.content-filter";

export default defineCheck({
  id: "azure/openai-prompt-shield",
  title: "Azure OpenAI deployment is shielded from attacks in prompts and in documents",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.deployment",
  follows: ["guarded-by"],
  risk: "Instructions hidden in a question, or in a document the model is given, take over the application.",
  remediation: {
    summary: "Switch both prompt shields of its content filter to block.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"properties":{"raiPolicyName":"<strict-filter>"}}\'',
    terraform:
      'content_filter { name = "Indirect Attack" filter_enabled = true block_enabled = true source = "Prompt" }',
    console: [
      "Open Azure AI Foundry › Guardrails + controls › the filter",
      "Set Prompt shields for jailbreak and for indirect attacks to Annotate and block",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-prompt-shields"],

  evaluate: ({ key }, graph) => {
    const filters = graph.follow(key, "guarded-by").filter(isContentFilter);
    if (filters.length === 0) return notApplicable;
    const open = filters.find(
      ({ properties }) => !properties.jailbreakShield || !properties.indirectAttackShield,
    );
    if (!open) return pass;
    const { jailbreakShield, indirectAttackShield } = open.properties;
    const missing = jailbreakShield ? "documents" : "prompts";
    return fail(`Its filter ${open.name} lets attacks in ${missing} pass`, {
      jailbreakShield,
      indirectAttackShield,
    });
  },

  examples: {
    pass: [{ name: "both shields block", neighbours: { resources: [filterOf({})], relationships: guarded } }],
    fail: [
      {
        name: "documents are not checked",
        neighbours: { resources: [filterOf({ indirectAttackShield: false })], relationships: guarded },
      },
      {
        name: "prompts are not checked",
        neighbours: { resources: [filterOf({ jailbreakShield: false })], relationships: guarded },
      },
    ],
    notApplicable: [{ name: "no filter, which another check says" }],
  },
});
