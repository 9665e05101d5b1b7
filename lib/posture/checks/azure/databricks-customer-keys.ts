import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/databricks-customer-keys",
  title: "Databricks notebooks, disks and root storage are under customer keys",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "azure.databricks.workspace",
  risk: "Access to notebooks, secrets and training data cannot be cut off by withdrawing a key.",
  remediation: {
    summary: "Give the workspace a key of your own for managed services, managed disks and its root storage.",
    cli: "az databricks workspace update --name <workspace> --resource-group <group> --disk-key-source Microsoft.Keyvault --disk-key-name <key> --disk-key-vault <vault-uri> --disk-key-version <version>",
    terraform:
      "managed_services_cmk_key_vault_key_id, managed_disk_cmk_key_vault_key_id and azurerm_databricks_workspace_root_dbfs_customer_managed_key",
    console: ["Open the workspace › Settings › Encryption", "Choose your own key for each of the three"],
  },
  references: ["https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-keys"],

  evaluate: ({ properties }) => {
    const { servicesCustomerKey, disksCustomerKey, rootStorageCustomerKey } = properties;
    const without = [
      ...(servicesCustomerKey ? [] : ["notebooks and secrets"]),
      ...(disksCustomerKey ? [] : ["disks"]),
      ...(rootStorageCustomerKey ? [] : ["root storage"]),
    ];
    return without.length === 0
      ? pass
      : fail(`Under the provider's key: ${without.join(", ")}`, {
          servicesCustomerKey,
          disksCustomerKey,
          rootStorageCustomerKey,
        });
  },

  examples: {
    pass: [
      {
        name: "all three",
        properties: { servicesCustomerKey: true, disksCustomerKey: true, rootStorageCustomerKey: true },
      },
    ],
    fail: [
      {
        name: "one is missing",
        properties: { servicesCustomerKey: true, disksCustomerKey: false, rootStorageCustomerKey: true },
      },
      {
        name: "none",
        properties: { servicesCustomerKey: false, disksCustomerKey: false, rootStorageCustomerKey: false },
      },
    ],
  },
});
