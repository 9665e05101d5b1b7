import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-instance-public-shell",
  title: "Machine Learning compute instance has no open shell",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.machine-learning.compute-instance",
  risk: "The machine on which models are made answers to SSH; a key that leaks opens it, its data and its identity.",
  remediation: {
    summary: "Make the instance anew with SSH off; its terminal in the studio asks for an identity.",
    cli: "az ml compute create --file instance-without-ssh.yml --workspace-name <workspace> --resource-group <group>",
    terraform: "azurerm_machine_learning_compute_instance without ssh",
    console: [
      "Open the workspace in Machine Learning studio › Compute › Compute instances",
      "Create an instance with SSH access disabled",
      "Delete the old one",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance"],

  evaluate: ({ properties: { publicShell }, facets: { publicAddress } }) =>
    publicShell ? fail("Its SSH port is open", { publicShell, publicAddress }) : pass,

  examples: {
    pass: [{ name: "closed", properties: { publicShell: false }, facets: { publicAddress: true } }],
    fail: [
      { name: "open to the internet", properties: { publicShell: true }, facets: { publicAddress: true } },
      { name: "open in its network", properties: { publicShell: true }, facets: { publicAddress: false } },
    ],
  },
});
