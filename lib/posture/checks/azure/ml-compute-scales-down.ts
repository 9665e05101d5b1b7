import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-compute-scales-down",
  title: "Machine Learning compute cluster scales down to nothing",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.machine-learning.compute-cluster",
  risk: "Nodes that nobody uses cost money, and keep data and credentials of past jobs on their disks.",
  remediation: {
    summary: "Set the least number of nodes to zero.",
    cli: "az ml compute update --name <cluster> --workspace-name <workspace> --resource-group <group> --min-instances 0",
    terraform: "scale_settings { min_node_count = 0 } on azurerm_machine_learning_compute_cluster",
    console: [
      "Open the workspace in Machine Learning studio › Compute › Compute clusters › the cluster › Edit",
      "Set the minimum number of nodes to 0",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-manage-optimize-cost"],

  evaluate: ({ properties: { minNodes, maxNodes, size } }) =>
    minNodes > 0 ? fail(`${minNodes} of its nodes always run`, { minNodes, maxNodes, size }) : pass,

  examples: {
    pass: [{ name: "to zero", properties: { minNodes: 0, maxNodes: 4, size: "STANDARD_NC6" } }],
    fail: [{ name: "one always", properties: { minNodes: 1, maxNodes: 4, size: "STANDARD_NC6" } }],
  },
});
