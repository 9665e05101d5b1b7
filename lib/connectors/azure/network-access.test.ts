import { expect, test } from "vitest";

import { isPubliclyReachable, isWideRange } from "./network-access.ts";

test.each([
  ["0.0.0.0/0", true],
  ["0.0.0.0/1", true],
  ["128.0.0.0/1", true],
  ["10.0.0.0/8", true],
  ["203.0.113.0/24", false],
  ["203.0.113.7", false],
  ["::/0", true],
  ["2001:db8::/48", false],
  ["Any", true],
])("the rule %s is no rule: %s", (rule, wide) => {
  expect(isWideRange(rule)).toBe(wide);
});

test("a switch that was never set leaves the network open", () => {
  expect(isPubliclyReachable({ publicNetworkAccess: null, defaultAction: "Allow", ipRules: [] })).toBe(true);
});

test("a firewall that denies but names the whole internet is open", () => {
  const rules = { publicNetworkAccess: "Enabled", defaultAction: "Deny" } as const;
  expect(isPubliclyReachable({ ...rules, ipRules: ["203.0.113.7"] })).toBe(false);
  expect(isPubliclyReachable({ ...rules, ipRules: ["203.0.113.7", "0.0.0.0/0"] })).toBe(true);
});

test("a network that is switched off stays closed whatever the firewall allows", () => {
  expect(
    isPubliclyReachable({ publicNetworkAccess: "Disabled", defaultAction: "Allow", ipRules: ["0.0.0.0/0"] }),
  ).toBe(false);
});
