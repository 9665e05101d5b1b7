import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

/** Paid by the token; provisioned and batch deployments are bought or queued, and bounded by that. */
const payAsYouGo = /^(Standard|GlobalStandard|DataZoneStandard)$/;

export default defineCheck({
  id: "azure/openai-capacity-bounded",
  title: "Deployment takes no more tokens a minute than a workload needs",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "azure.cognitive-services.deployment",
  risk: "Its limit is what a loop or a stolen key may spend, minute after minute.",
  remediation: {
    summary: "Lower the deployment's capacity to what its busiest hour used.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"sku":{"name":"Standard","capacity":100}}\'',
    terraform: 'sku { name = "Standard" capacity = 100 } on azurerm_cognitive_deployment',
    console: [
      "Open Azure AI Foundry › Deployments › the deployment › Edit",
      "Lower Tokens per Minute Rate Limit",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/quota"],

  parameters: {
    capacityMax: numberParameter({
      title: "Thousands of tokens a minute that a deployment takes",
      help: "What a stolen key may spend before anybody wakes up.",
      unit: "thousand tokens a minute",
      default: 1_000,
      min: 1,
      max: 1_000_000,
    }),
  },

  evaluate: ({ properties: { sku, capacity } }, _graph, { capacityMax }) => {
    if (sku === null || !payAsYouGo.test(sku)) return notApplicable;
    if (capacity === null || capacity <= 0)
      return fail("It states no limit of its own, so it takes what the subscription has", { sku, capacity });
    return capacity > capacityMax
      ? fail(`It takes ${capacity} thousand tokens a minute`, { sku, capacity, capacityMax })
      : pass;
  },

  examples: {
    pass: [
      { name: "a hundred thousand", properties: { sku: "Standard", capacity: 100 } },
      { name: "exactly a million", properties: { sku: "GlobalStandard", capacity: 1_000 } },
    ],
    fail: [
      { name: "five million", properties: { sku: "GlobalStandard", capacity: 5_000 } },
      {
        name: "a hundred thousand, where ten are allowed",
        properties: { sku: "Standard", capacity: 100 },
        parameters: { capacityMax: 10 },
      },
      { name: "none stated", properties: { sku: "Standard", capacity: null } },
    ],
    notApplicable: [
      { name: "provisioned", properties: { sku: "ProvisionedManaged", capacity: 2_000 } },
      { name: "batch", properties: { sku: "GlobalBatch", capacity: 5_000 } },
    ],
  },
});
