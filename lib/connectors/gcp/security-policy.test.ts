import { expect, test } from "vitest";

import { letsStrangersIn, PolicyRules } from "./security-policy.ts";

const from = (...srcIpRanges: string[]) => ({ match: { config: { srcIpRanges } } });
const rule = (priority: number, action: string, more: object = {}) => ({ priority, action, ...more });
const last = 2_147_483_647;

test.each<[string, object[], boolean]>([
  ["no policy", [], true],
  ["the default one", [rule(last, "allow", from("*"))], true],
  ["everybody denied", [rule(last, "deny(403)", from("*"))], false],
  [
    "named ranges allowed, the rest denied",
    [rule(1, "allow", from("192.0.2.0/24")), rule(last, "deny(404)", from("*"))],
    false,
  ],
  [
    "some denied, the rest allowed",
    [rule(1, "deny(403)", from("192.0.2.0/24")), rule(last, "allow", from("*"))],
    true,
  ],
  ["slowed down, not denied", [rule(1, "throttle", from("*")), rule(last, "deny(403)", from("*"))], true],
  [
    "allowed by an expression",
    [rule(1, "allow", { match: { expr: { expression: "true" } } }), rule(last, "deny(403)", from("*"))],
    true,
  ],
  ["a denial that is only tried out", [rule(last, "deny(403)", { ...from("*"), preview: true })], true],
  [
    "an allowance that is only tried out",
    [rule(1, "allow", { ...from("*"), preview: true }), rule(last, "deny(403)", from("*"))],
    false,
  ],
  ["written in any order", [rule(last, "allow", from("*")), rule(5, "deny(403)", from("0.0.0.0/0"))], false],
])("%s: strangers get through is %s", (_, rules, expected) => {
  expect(letsStrangersIn(PolicyRules.parse(rules))).toBe(expected);
});
