import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const storing = (publicNetwork: boolean) => ({
  resources: [sampleResource("data-store", "store", { publicNetwork })],
  relationships: [{ from: "example", kind: "stores-artifacts-in" as const, to: "store" }],
});

export default defineCheck({
  id: "azure/ml-sensitive-storage-closed",
  title: "Storage behind a high-impact workspace is not reachable from public networks",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "azure.machine-learning.workspace",
  follows: ["stores-artifacts-in"],
  followDepth: 1,
  risk: "The workspace was said to hold what must not leave, and its data lies where any address may try a key.",
  remediation: {
    summary:
      "Disable public network access of the storage account and give the workspace a private endpoint to it.",
    cli: "az storage account update --name <account> --resource-group <group> --public-network-access Disabled",
    terraform: "public_network_access_enabled = false on azurerm_storage_account",
    console: ["Open the storage account › Networking", "Choose Disabled", "Add a private endpoint"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet"],

  evaluate: ({ key, properties: { highBusinessImpact } }, graph) => {
    if (!highBusinessImpact) return notApplicable;
    const stores = graph.follow(key, "stores-artifacts-in").filter((store) => isOfClass(store, "data-store"));
    const open = stores.filter(({ facets }) => facets.publicNetwork).map(({ name }) => name);
    return open.length > 0
      ? fail(`Any address may connect to ${open.join(", ")}, which keeps its data`, { stores: open })
      : pass;
  },

  examples: {
    pass: [{ name: "closed", properties: { highBusinessImpact: true }, neighbours: storing(false) }],
    fail: [{ name: "open", properties: { highBusinessImpact: true }, neighbours: storing(true) }],
    notApplicable: [
      { name: "no high impact", properties: { highBusinessImpact: false }, neighbours: storing(true) },
    ],
  },
});
