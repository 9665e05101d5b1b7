import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/subnet-security-group",
  title: "Every subnet has a network security group",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "azure.network.virtual-network",
  risk: "Whatever is taken over in the subnet reaches everything else in the network, and out to the internet.",
  remediation: {
    summary: "Give each subnet a security group that allows what it needs.",
    cli: "az network vnet subnet update --vnet-name <network> --resource-group <group> --name <subnet> --network-security-group <security-group>",
    terraform: "azurerm_subnet_network_security_group_association for the subnet",
    console: [
      "Open the virtual network › Settings › Subnets › the subnet",
      "Choose a network security group",
    ],
  },
  references: ["https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works"],

  evaluate: ({ properties: { subnets, subnetsWithoutGroup } }) => {
    if (subnets.length === 0) return notApplicable;
    return subnetsWithoutGroup.length > 0
      ? fail(`Without a security group: ${subnetsWithoutGroup.join(", ")}`, { subnetsWithoutGroup })
      : pass;
  },

  examples: {
    pass: [{ name: "each has one", properties: { subnets: ["apps"], subnetsWithoutGroup: [] } }],
    fail: [
      { name: "one of two", properties: { subnets: ["apps", "models"], subnetsWithoutGroup: ["models"] } },
    ],
    notApplicable: [{ name: "no subnet", properties: { subnets: [], subnetsWithoutGroup: [] } }],
  },
});
