import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "azure/search-replicas",
  title: "AI Search service has enough replicas for Azure's promise to hold",
  severity: "low",
  layer: "data",
  function: "protect",
  appliesTo: "azure.search.service",
  risk: "While its one replica is moved or updated, what rests on it answers without its sources, or not at all.",
  remediation: {
    summary: "Run at least two replicas; three where the index changes while it is read.",
    cli: "az search service update --name <service> --resource-group <group> --replica-count 3",
    terraform: "replica_count = 3 on azurerm_search_service",
    console: ["Open the search service › Settings › Scale", "Set replicas to 3"],
  },
  references: ["https://learn.microsoft.com/azure/search/search-reliability"],

  parameters: {
    replicasMin: numberParameter({
      title: "Replicas that a service has",
      help: "From two on Azure promises that queries answer; from three on, that indexing does too.",
      unit: "replicas",
      default: 2,
      min: 2,
      max: 12,
    }),
  },

  evaluate: ({ properties: { replicaCount, sku } }, _graph, { replicasMin }) => {
    if (replicaCount >= replicasMin) return pass;
    const promised =
      replicaCount === 1 ? "one replica, for which Azure promises nothing" : `${replicaCount} replicas`;
    return fail(`It has ${promised}`, { replicaCount, replicasMin, sku });
  },

  examples: {
    pass: [
      { name: "two", properties: { replicaCount: 2, sku: "standard" } },
      { name: "three", properties: { replicaCount: 3, sku: "standard" } },
    ],
    fail: [
      { name: "one", properties: { replicaCount: 1, sku: "standard" } },
      {
        name: "two, where three are asked",
        properties: { replicaCount: 2, sku: "standard" },
        parameters: { replicasMin: 3 },
      },
    ],
  },
});
