import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/databricks-network",
  title: "Databricks clusters run in a network of one's own, without public addresses",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.databricks.workspace",
  risk: "Notebook code sends training data to any host, and nobody can watch or stop what leaves.",
  remediation: {
    summary:
      "Both can only be chosen when a workspace is made: make it anew with VNet injection and secure cluster connectivity.",
    cli: "az databricks workspace create --name <workspace> --resource-group <group> --sku premium --vnet <vnet-id> --public-subnet <subnet> --private-subnet <subnet> --enable-no-public-ip true --location <region>",
    terraform:
      "custom_parameters { no_public_ip = true virtual_network_id = azurerm_virtual_network.ai.id } on azurerm_databricks_workspace",
    console: [
      "Create a workspace › Networking",
      "Choose Secure Cluster Connectivity and your own virtual network",
      "Move notebooks and jobs, and delete the old workspace",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject",
    "https://learn.microsoft.com/azure/databricks/security/network/classic/secure-cluster-connectivity",
  ],

  evaluate: ({ properties: { ownNetwork, nodesWithoutPublicAddress } }) => {
    if (!nodesWithoutPublicAddress)
      return fail("Every node of its clusters has a public address", {
        ownNetwork,
        nodesWithoutPublicAddress,
      });
    return ownNetwork
      ? pass
      : fail("Its clusters run in a network that Databricks keeps", {
          ownNetwork,
          nodesWithoutPublicAddress,
        });
  },

  examples: {
    pass: [{ name: "injected", properties: { ownNetwork: true, nodesWithoutPublicAddress: true } }],
    fail: [
      { name: "public nodes", properties: { ownNetwork: true, nodesWithoutPublicAddress: false } },
      { name: "somebody else's network", properties: { ownNetwork: false, nodesWithoutPublicAddress: true } },
    ],
  },
});
