import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/nsg-no-open-ports",
  title: "Network security group opens nothing but web ports to the internet",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.network.security-group",
  risk: "Model servers, notebooks and shells often ask for no password, and scanners find them within hours.",
  remediation: {
    summary: "Allow only the ranges that need the port, and administer through Bastion.",
    cli: "az network nsg rule update --nsg-name <group> --resource-group <resource-group> --name <rule> --source-address-prefixes <range>",
    terraform: 'source_address_prefix = "203.0.113.0/24" on azurerm_network_security_rule',
    console: [
      "Open the security group › Settings › Inbound security rules",
      "Open the rule and replace Any or Internet by the ranges that need it",
    ],
  },
  references: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],

  evaluate: ({ properties: { openAdminPorts, subnetCount, interfaceCount } }) => {
    if (subnetCount + interfaceCount === 0) return notApplicable;
    return openAdminPorts.length > 0
      ? fail(`It opens ${openAdminPorts.join(", ")} to any address`, {
          openAdminPorts,
          subnetCount,
          interfaceCount,
        })
      : pass;
  },

  examples: {
    pass: [{ name: "closed", properties: { openAdminPorts: [], subnetCount: 1, interfaceCount: 0 } }],
    fail: [
      { name: "a shell", properties: { openAdminPorts: ["22"], subnetCount: 1, interfaceCount: 0 } },
      { name: "everything", properties: { openAdminPorts: ["*"], subnetCount: 0, interfaceCount: 2 } },
    ],
    notApplicable: [
      {
        name: "nothing behind it",
        properties: { openAdminPorts: ["22"], subnetCount: 0, interfaceCount: 0 },
      },
    ],
  },
});
