import { expect, test } from "vitest";

import { optsOut } from "./organizations-opt-out.ts";

const effective = (services: object) => ({
  EffectivePolicy: { PolicyContent: JSON.stringify({ services }) },
});
const out = { opt_out_policy: "optOut" };
const kept = { opt_out_policy: "optIn" };

test.each<[string, object, boolean]>([
  ["every service by default", { default: out }, true],
  ["every service by default, one once more", { default: out, lex: out }, true],
  ["every service but one", { default: out, lex: kept }, false],
  ["one service", { lex: out }, false],
  ["none", { default: kept }, false],
  ["nothing", {}, false],
])("a policy that opts out %s: %s", (_, services, expected) => {
  expect(optsOut(effective(services))).toBe(expected);
});

test.each([null, {}, { EffectivePolicy: { PolicyContent: "<html>" } }, effective({ default: "optOut" })])(
  "%j is no such policy",
  (raw) => {
    expect(optsOut(raw)).toBeNull();
  },
);
