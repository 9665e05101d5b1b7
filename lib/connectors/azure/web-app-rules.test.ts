import fc from "fast-check";
import { expect, test } from "vitest";

import { normalizeApp } from "./web-apps.ts";

type Rule = { ipAddress: string; action: "Allow" | "Deny"; priority: number };

/** Ranges that hold the stranger's address, 198.18.0.1, and ranges that do not. */
const holding = ["Any", "0.0.0.0/0", "203.0.113.7/32,0.0.0.0/0", "Internet"];
const others = [
  "203.0.113.7/32",
  "198.51.100.0/24",
  "AzureFrontDoor.Backend",
  "203.0.113.0/24, 192.0.2.1/32",
];

/**
 * What App Service's documentation says happens to a caller: the first rule by priority that holds its address decides,
 * then the default; a site with any rule and no default denies the rest.
 */
function letsStrangerIn(rules: readonly Rule[], defaultAction: string | null): boolean {
  const [first] = rules
    .filter(({ ipAddress }) => holding.includes(ipAddress))
    .toSorted((a, b) => a.priority - b.priority);
  if (first) return first.action === "Allow";
  if (defaultAction !== null) return defaultAction === "Allow";
  return rules.length === 0;
}

const app = (rules: readonly Rule[], ipSecurityRestrictionsDefaultAction: string | null) =>
  normalizeApp(
    { id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/a", name: "a", properties: {} },
    "s",
    {
      configuration: {
        value: { properties: { ipSecurityRestrictions: [...rules], ipSecurityRestrictionsDefaultAction } },
        unknown: null,
      },
      auth: { value: null, unknown: null },
      settings: { value: null, unknown: null },
      functions: null,
    },
  ).resources[0]?.facets;

test("whatever the rules, an app is public exactly if a stranger gets in", () => {
  const rule = fc.record({
    ipAddress: fc.constantFrom(...holding, ...others),
    action: fc.constantFrom("Allow" as const, "Deny" as const),
    priority: fc.integer({ min: 1, max: 2_147_483_647 }),
  });
  const rules = fc.uniqueArray(rule, { maxLength: 6, selector: ({ priority }) => priority });
  fc.assert(
    fc.property(rules, fc.constantFrom("Allow", "Deny", null), (given, defaultAction) => {
      expect(app(given, defaultAction)).toMatchObject({
        publicNetwork: letsStrangerIn(given, defaultAction),
      });
    }),
    { numRuns: 2_000, seed: 7 },
  );
});

test("the order in which Azure lists its rules says nothing", () => {
  const rules: Rule[] = [
    { ipAddress: "Any", action: "Deny", priority: 2_147_483_647 },
    { ipAddress: "0.0.0.0/0", action: "Allow", priority: 65_000 },
    { ipAddress: "203.0.113.7/32", action: "Deny", priority: 1 },
  ];
  for (const order of [rules, rules.toReversed()])
    expect(app(order, null)).toMatchObject({ publicNetwork: true });
});
