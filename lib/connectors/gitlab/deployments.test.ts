import { expect, test } from "vitest";

import { toTarget } from "./deployments.ts";

const production = { name: "production/eu", tier: "production" };
const rule = (name: string, ...required: number[]) => ({
  name,
  required_approval_count: 0,
  approval_rules: required.map((required_approvals) => ({ required_approvals })),
});

test("what nobody protects, nobody has to agree to", () => {
  expect(toTarget(production, [rule("production", 2)], [rule("staging", 1)])).toMatchObject({
    protected: false,
    approvals: 0,
  });
});

test("a project protects by name and its group by tier, and the stricter of the two holds", () => {
  expect(toTarget(production, [rule("production/eu")], [])).toMatchObject({ protected: true, approvals: 0 });
  expect(toTarget(production, [rule("production/eu", 1)], [rule("production", 1, 1)])).toMatchObject({
    protected: true,
    approvals: 2,
  });
});

test("approvals as they were counted before there were rules still count", () => {
  expect(toTarget(production, [{ name: "production/eu", required_approval_count: 3 }], [])).toMatchObject({
    approvals: 3,
  });
});
