import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-compute-local-accounts",
  title: "Machine Learning compute cluster has no local accounts",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.machine-learning.compute-cluster",
  risk: "One password or key opens every node of the cluster, with the data it trains on and the identity it runs as.",
  remediation: {
    summary: "Make the cluster anew without a remote login account, and with local authentication disabled.",
    cli: "az ml compute create --file cluster-without-ssh.yml --workspace-name <workspace> --resource-group <group>",
    terraform: "local_auth_enabled = false on azurerm_machine_learning_compute_cluster",
    console: [
      "Open the workspace in Machine Learning studio › Compute › Compute clusters",
      "Create a cluster with Enable SSH access off",
      "Delete the old one",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-create-attach-compute-cluster"],

  evaluate: ({ properties: { localAccounts, nodesHavePublicAddresses } }) =>
    localAccounts
      ? fail("It has a local account on every node", { localAccounts, nodesHavePublicAddresses })
      : pass,

  examples: {
    pass: [{ name: "none", properties: { localAccounts: false, nodesHavePublicAddresses: false } }],
    fail: [
      { name: "on private nodes", properties: { localAccounts: true, nodesHavePublicAddresses: false } },
      { name: "on public nodes", properties: { localAccounts: true, nodesHavePublicAddresses: true } },
    ],
  },
});
