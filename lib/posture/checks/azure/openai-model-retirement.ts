import { defineCheck, exampleKey, fail, pass } from "#lib/domain/check.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";

const modelThat = (lifecycle: "active" | "legacy"): Resource<"azure.cognitive-services.model"> => ({
  key: "model",
  type: "azure.cognitive-services.model",
  name: "gpt-4 0613",
  account: "00000000-0000-4000-8000-000000000001",
  region: null,
  tags: {},
  properties: { format: "OpenAI", lifecycleStatus: null, inferenceEndsAt: null },
  facets: { origin: "provider", publisher: "OpenAI", version: "0613", lifecycle, customerKey: true },
});
const serves = [{ from: exampleKey, kind: "serves", to: "model" }] as const;

export default defineCheck({
  id: "azure/openai-model-retirement",
  title: "Azure OpenAI deployment runs a current model and is upgraded",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "azure.cognitive-services.deployment",
  follows: ["serves"],
  risk: "On the day the model is retired every request fails; until then it misses the safety work of newer versions.",
  remediation: {
    summary: "Move the deployment to a current version and let Azure upgrade it.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"properties":{"versionUpgradeOption":"OnceNewDefaultVersionAvailable"}}\'',
    terraform: 'version_upgrade_option = "OnceNewDefaultVersionAvailable" on azurerm_cognitive_deployment',
    console: [
      "Open Azure AI Foundry › Deployments › the deployment › Edit",
      "Choose a current version and Upgrade once new default version becomes available",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/concepts/model-retirements"],

  evaluate: ({ key, properties: { versionUpgrade } }, graph) => {
    const model = graph.follow(key, "serves").find((served) => isOfClass(served, "model"));
    const lifecycle = model && isOfClass(model, "model") ? model.facets.lifecycle : "unstated";
    if (lifecycle === "legacy" || lifecycle === "retired")
      return fail(`${model?.name ?? "Its model"} is ${lifecycle}`, { lifecycle, versionUpgrade });
    return versionUpgrade === "NoAutoUpgrade"
      ? fail("It is never upgraded, not even when its model is retired", { lifecycle, versionUpgrade })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "current and upgraded",
        properties: { versionUpgrade: "OnceNewDefaultVersionAvailable" },
        neighbours: { resources: [modelThat("active")], relationships: serves },
      },
    ],
    fail: [
      {
        name: "a model on its way out",
        properties: { versionUpgrade: "OnceNewDefaultVersionAvailable" },
        neighbours: { resources: [modelThat("legacy")], relationships: serves },
      },
      {
        name: "never upgraded",
        properties: { versionUpgrade: "NoAutoUpgrade" },
        neighbours: { resources: [modelThat("active")], relationships: serves },
      },
    ],
  },
});
