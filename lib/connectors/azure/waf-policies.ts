import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armRow, placeOf, type ArmRow } from "./arm.ts";
import { queryGraph } from "./graph-query.ts";

const CustomRule = z.object({
  ruleType: z.string().nullish(),
  enabledState: z.string().nullish(),
  state: z.string().nullish(),
});
const Properties = z.object({
  policySettings: z
    .object({ mode: z.string().nullish(), enabledState: z.string().nullish(), state: z.string().nullish() })
    .nullish(),
  /** A list on application gateways, and within an object on Front Door. */
  customRules: z.union([z.array(CustomRule), z.object({ rules: z.array(CustomRule).nullish() })]).nullish(),
  managedRules: z
    .object({ managedRuleSets: z.array(z.object({ ruleSetType: z.string().nullish() })).nullish() })
    .nullish(),
});
const Policy = armRow(Properties);
type Policy = ArmRow<z.infer<typeof Properties>>;

const query = [
  "Resources | where type in~ ('microsoft.network/frontdoorwebapplicationfirewallpolicies', 'microsoft.network/applicationgatewaywebapplicationfirewallpolicies')",
  "project id, name, location, kind, tags, sku, identity, properties",
  "order by id asc",
].join(" | ");

export const wafPolicies: Collector = {
  id: "waf-policies",
  title: "Web application firewall policies",
  per: "account",
  produces: ["azure.network.waf-policy"],
  permissions: [
    "Microsoft.Network/frontDoorWebApplicationFirewallPolicies/read",
    "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/read",
  ],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, query, Policy))
      yield {
        resources: rows.map((row) => normalizeWafPolicy(row, source.scope.account)),
        relationships: [],
        unparsed,
      };
  },
};

export function normalizeWafPolicy(row: Policy, account: string): Resource<"azure.network.waf-policy"> {
  const { policySettings, customRules, managedRules } = row.properties;
  const rules = Array.isArray(customRules) ? customRules : (customRules?.rules ?? []);
  return {
    ...placeOf(row, account),
    type: "azure.network.waf-policy",
    properties: {
      enabled: (policySettings?.enabledState ?? policySettings?.state ?? "Enabled") === "Enabled",
      mode: policySettings?.mode ?? "Detection",
      managedRuleSets: (managedRules?.managedRuleSets ?? []).flatMap(({ ruleSetType }) => ruleSetType ?? []),
      limitsRate: rules.some(
        ({ ruleType, enabledState, state }) =>
          ruleType === "RateLimitRule" && (enabledState ?? state ?? "Enabled") === "Enabled",
      ),
    },
    facets: {},
  };
}
