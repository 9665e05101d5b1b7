import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-datastore-identity",
  title: "Machine Learning datastore keeps no credential",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.machine-learning.datastore",
  risk: "Everybody in the workspace reads and writes the data as one key, so training data can be copied or poisoned by somebody the log does not name.",
  remediation: {
    summary:
      "Make the datastore anew without credentials, and give people and computes a role on the storage.",
    cli: "az ml datastore create --file identity-based-datastore.yml --workspace-name <workspace> --resource-group <group>",
    terraform:
      "azurerm_machine_learning_datastore_blobstorage without account_key and shared_access_signature",
    console: [
      "Open the workspace in Machine Learning studio › Data › Datastores",
      "Open the datastore › Update authentication",
      "Choose no credential",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-datastore"],

  evaluate: ({ properties: { credentials, kind } }) =>
    credentials === "None" ? pass : fail(`It keeps a credential (${credentials})`, { credentials, kind }),

  examples: {
    pass: [{ name: "by identity", properties: { credentials: "None", kind: "AzureBlob" } }],
    fail: [
      { name: "an account key", properties: { credentials: "AccountKey", kind: "AzureBlob" } },
      { name: "a signature", properties: { credentials: "Sas", kind: "AzureBlob" } },
      {
        name: "an application's secret",
        properties: { credentials: "ServicePrincipal", kind: "AzureDataLakeGen2" },
      },
    ],
  },
});
