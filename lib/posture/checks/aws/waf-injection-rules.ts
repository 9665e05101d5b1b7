import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("api", "api"), sampleResource("agent", "agent")],
  relationships: [
    { from: "api", kind: "governed-by" as const, to: "example" },
    { from: "api", kind: "routes-to" as const, to: "agent" },
  ],
};

export default defineCheck({
  id: "aws/waf-injection-rules",
  title: "Firewall before a model's API stops injected statements and scripts",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.wafv2.web-acl",
  follows: ["governed-by", ...aiRouteKinds],
  risk: "The firewall is there and lets everything through: what is known to be bad reaches the model's tools.",
  remediation: {
    summary: "Add AWS's common and SQL rule groups, and let them block rather than count.",
    cli: "aws wafv2 update-web-acl --name <name> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json",
    terraform:
      'rule { name = "common" priority = 0 override_action { none {} } statement { managed_rule_group_statement { vendor_name = "AWS" name = "AWSManagedRulesCommonRuleSet" } } }',
    console: [
      "WAF & Shield › Web ACLs › open it › Rules › Add managed rule groups",
      "Choose the core rule set and SQL database, without overriding to count",
    ],
  },
  references: ["https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html"],

  evaluate: ({ key, properties: { stopsInjection, rules } }, graph) => {
    const fronting = graph
      .followBack(key, "governed-by")
      .some((api) => isOfClass(api, "api") && frontsAi(graph, api.key));
    if (!fronting) return notApplicable;
    return stopsInjection ? pass : fail("None of its rules stops injected statements or scripts", { rules });
  },

  examples: {
    pass: [
      {
        name: "stops them",
        properties: { stopsInjection: true, rules: ["common"] },
        neighbours: beforeModel,
      },
    ],
    fail: [
      {
        name: "counts, or looks at addresses alone",
        properties: { stopsInjection: false, rules: ["rate"] },
        neighbours: beforeModel,
      },
      { name: "has no rules", properties: { stopsInjection: false, rules: [] }, neighbours: beforeModel },
    ],
    notApplicable: [
      {
        name: "before another application",
        properties: { stopsInjection: false, rules: [] },
        neighbours: {
          resources: [sampleResource("api", "api")],
          relationships: [{ from: "api", kind: "governed-by", to: "example" }],
        },
      },
    ],
  },
});
