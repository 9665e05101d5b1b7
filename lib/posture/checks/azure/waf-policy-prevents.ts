import { defineCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const used = {
  resources: [sampleResource("network", "gateway", {}, { type: "azure.network.web-gateway" })],
  relationships: [{ from: "gateway", kind: "governed-by" as const, to: exampleKey }],
};
const rules = ["Microsoft_DefaultRuleSet"];

export default defineCheck({
  id: "azure/waf-policy-prevents",
  title: "Web application firewall in use blocks, and has rules to block by",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.network.waf-policy",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "It writes attacks down and lets them through to what is behind it.",
  remediation: {
    summary: "Look at what it would block, except what must pass, and switch it to prevention.",
    cli: "az network front-door waf-policy update --name <policy> --resource-group <group> --mode Prevention",
    terraform:
      'mode = "Prevention" on azurerm_cdn_frontdoor_firewall_policy or azurerm_web_application_firewall_policy',
    console: [
      "Open the policy › Overview",
      "Switch to prevention mode",
      "Open Managed rules and assign a rule set",
    ],
  },
  references: ["https://learn.microsoft.com/azure/web-application-firewall/ag/best-practices"],

  evaluate: ({ key, properties: { enabled, mode, managedRuleSets } }, graph) => {
    if (graph.followBack(key, "governed-by").length === 0) return notApplicable;
    if (!enabled) return fail("It is switched off", { enabled, mode });
    if (mode !== "Prevention") return fail(`Its mode is ${mode}, which blocks nothing`, { enabled, mode });
    return managedRuleSets.length > 0 ? pass : fail("It has no managed rules", { mode, managedRuleSets });
  },

  examples: {
    pass: [
      {
        name: "blocks",
        properties: { enabled: true, mode: "Prevention", managedRuleSets: rules },
        neighbours: used,
      },
    ],
    fail: [
      {
        name: "only watches",
        properties: { enabled: true, mode: "Detection", managedRuleSets: rules },
        neighbours: used,
      },
      {
        name: "off, in whichever mode",
        properties: { enabled: false, mode: "Prevention", managedRuleSets: rules },
        neighbours: used,
      },
      {
        name: "nothing to block by",
        properties: { enabled: true, mode: "Prevention", managedRuleSets: [] },
        neighbours: used,
      },
    ],
    notApplicable: [
      { name: "no gateway uses it", properties: { enabled: false, mode: "Detection", managedRuleSets: [] } },
    ],
  },
});
