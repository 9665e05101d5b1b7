import { defineCheck, exampleKey, fail, pass } from "#lib/domain/check.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";

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

const isWeak = (strength: string) => strength === "none" || strength === "low";

export default defineCheck({
  id: "azure/openai-content-filter",
  title: "Azure OpenAI deployment runs under a content filter that blocks",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.deployment",
  follows: ["guarded-by"],
  risk: "Harmful prompts and answers pass, or are only marked, before anybody sees them.",
  remediation: {
    summary:
      "Give the deployment a content filter that blocks every harm category at medium severity or lower.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"properties":{"raiPolicyName":"<strict-filter>"}}\'',
    terraform:
      "rai_policy_name = azurerm_cognitive_account_rai_policy.strict.name on azurerm_cognitive_deployment",
    console: [
      "Open Azure AI Foundry › Guardrails + controls",
      "Create a filter that blocks",
      "Apply it to the deployment",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters"],

  evaluate: ({ key, properties: { contentFilter } }, graph) => {
    if (contentFilter === null)
      return fail("It names no content filter, so what guards it is not yours to say", {
        raiPolicyName: null,
      });
    const weak = graph
      .follow(key, "guarded-by")
      .find((filter) => isOfClass(filter, "guardrail") && isWeak(filter.facets.contentFilter));
    return weak
      ? fail(`Its filter ${weak.name} lets a harm category through`, { raiPolicyName: contentFilter })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "a filter that blocks",
        properties: { contentFilter: "strict" },
        neighbours: { resources: [filterOf({})], relationships: guarded },
      },
    ],
    fail: [
      { name: "no filter named", properties: { contentFilter: null } },
      {
        name: "a filter that only annotates",
        properties: { contentFilter: "strict" },
        neighbours: { resources: [filterOf({}, "none")], relationships: guarded },
      },
    ],
    unknown: [
      {
        name: "a filter that was not collected",
        properties: { contentFilter: "strict" },
        neighbours: { relationships: guarded },
      },
    ],
  },
});
