import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const inFront = {
  resources: [sampleResource("ai-service", "openai")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "openai" }],
};

export default defineCheck({
  id: "azure/web-gateway-firewall",
  title: "Gateway in front of a model has a web application firewall that blocks",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "azure.network.web-gateway",
  follows: [...aiRouteKinds],
  risk: "Bots and known attacks reach the application and its model, and each try costs tokens.",
  remediation: {
    summary: "Attach a firewall policy in prevention mode, with managed rules and a rate limit.",
    cli: "az network application-gateway update --name <gateway> --resource-group <group> --set firewallPolicy.id=<policy-id>",
    terraform: "firewall_policy_id on azurerm_application_gateway, or azurerm_cdn_frontdoor_security_policy",
    console: [
      "Open the gateway › Settings › Web application firewall",
      "Associate a policy in prevention mode",
    ],
  },
  references: ["https://learn.microsoft.com/azure/web-application-firewall/overview"],

  evaluate: ({ key, properties: { firewall, ownFirewallMode, backendHosts } }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    if (!firewall) return fail("No firewall stands in it", { firewall, backendHosts });
    return ownFirewallMode === null || ownFirewallMode === "Prevention"
      ? pass
      : fail(`Its firewall is in ${ownFirewallMode} mode, which blocks nothing`, {
          firewall,
          ownFirewallMode,
        });
  },

  examples: {
    pass: [
      {
        name: "a policy, which is judged by itself",
        properties: { firewall: true, ownFirewallMode: null, backendHosts: [] },
        neighbours: inFront,
      },
      {
        name: "its own, blocking",
        properties: { firewall: true, ownFirewallMode: "Prevention", backendHosts: [] },
        neighbours: inFront,
      },
    ],
    fail: [
      {
        name: "none",
        properties: { firewall: false, ownFirewallMode: null, backendHosts: ["aoai.openai.azure.com"] },
        neighbours: inFront,
      },
      {
        name: "its own, watching",
        properties: { firewall: true, ownFirewallMode: "Detection", backendHosts: [] },
        neighbours: inFront,
      },
    ],
    notApplicable: [
      {
        name: "nothing of AI behind it",
        properties: { firewall: false, ownFirewallMode: null, backendHosts: [] },
      },
    ],
  },
});
