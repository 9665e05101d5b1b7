import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const widestPrefix = 16;
const isWide = (rule: string): boolean => {
  const prefix = /\/(\d+)$/.exec(rule)?.[1];
  return prefix !== undefined && Number(prefix) < widestPrefix;
};

export default defineCheck({
  id: "azure/ai-account-firewall",
  title: "Firewall of the AI services account lets in narrow address ranges only",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.cognitive-services.account",
  risk: "A range as wide as a cloud or a country lets in everybody the firewall was meant to keep out.",
  remediation: {
    summary: "Replace wide ranges by the addresses that call the account.",
    cli: "az cognitiveservices account network-rule remove --name <account> --resource-group <group> --ip-address <range>",
    terraform: 'network_acls { default_action = "Deny" ip_rules = ["203.0.113.7"] }',
    console: ["Open the account › Networking › Firewall", "Remove wide ranges"],
  },
  references: ["https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks"],

  evaluate: ({ properties: { publicNetworkAccess, defaultAction, ipRules } }) => {
    // Without a firewall there is no range to judge: the check of public networks says so.
    if (publicNetworkAccess === "Disabled" || defaultAction === "Allow") return notApplicable;
    const wide = ipRules.filter(isWide);
    return wide.length > 0 ? fail(`It lets in ${wide.join(", ")}`, { ipRules }) : pass;
  },

  examples: {
    pass: [
      {
        name: "single addresses",
        properties: { publicNetworkAccess: "Enabled", defaultAction: "Deny", ipRules: ["203.0.113.7"] },
      },
      {
        name: "no rule at all",
        properties: { publicNetworkAccess: null, defaultAction: "Deny", ipRules: [] },
      },
    ],
    fail: [
      {
        name: "denied by default, yet everybody let in",
        properties: { publicNetworkAccess: "Enabled", defaultAction: "Deny", ipRules: ["0.0.0.0/0"] },
      },
      {
        name: "a switch never set, and a range of millions",
        properties: {
          publicNetworkAccess: null,
          defaultAction: "Deny",
          ipRules: ["203.0.113.7", "20.0.0.0/10"],
        },
      },
    ],
    notApplicable: [
      {
        name: "closed",
        properties: { publicNetworkAccess: "Disabled", defaultAction: "Deny", ipRules: ["0.0.0.0/0"] },
      },
      {
        name: "no firewall",
        properties: { publicNetworkAccess: "Enabled", defaultAction: "Allow", ipRules: [] },
      },
    ],
  },
});
