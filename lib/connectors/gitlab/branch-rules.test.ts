import { expect, test } from "vitest";

import { ApprovalRule, approvalsOf, ProtectedBranch, rulesOf } from "./branch-rules.ts";

const rule = (name: string, levels: object[], more: object = {}) =>
  ProtectedBranch.parse({ name, push_access_levels: levels, allow_force_push: false, ...more });
const nobody = [{ access_level: 0 }];
const approval = (approvals_required: number, more: object = {}) =>
  ApprovalRule.parse({ approvals_required, rule_type: "regular", ...more });

test("a branch that no rule names takes any push", () => {
  expect(rulesOf("main", [rule("release", nobody)])).toEqual({
    protected: false,
    allowsForcePush: true,
    requiresCodeOwnerReview: false,
    takesPushes: true,
  });
});

test.each([
  ["nobody", nobody, true, false],
  ["no level at all", [], true, false],
  ["maintainers", [{ access_level: 40 }], true, true],
  ["developers", [{ access_level: 30 }], false, true],
  ["one person by name", [{ access_level: 40, user_id: 7 }], true, true],
  ["a deploy key", [{ access_level: null, deploy_key_id: 3 }], true, true],
])("with pushes by %s", (_, levels, isProtected, takesPushes) => {
  expect(rulesOf("main", [rule("main", levels)])).toMatchObject({ protected: isProtected, takesPushes });
});

test("of several rules the most permissive decides who pushes, and any that asks for code owners is heard", () => {
  const rules = [
    rule("ma*", [{ access_level: 30 }], { allow_force_push: true }),
    rule("main", nobody, { code_owner_approval_required: true }),
  ];
  expect(rulesOf("main", rules)).toEqual({
    protected: false,
    allowsForcePush: true,
    requiresCodeOwnerReview: true,
    takesPushes: true,
  });
});

test.each([
  ["*", "main", true],
  ["*-stable", "1-2-stable", true],
  ["release/*/lts", "release/1/lts", true],
  ["release/*", "main", false],
  ["ab*ba", "aba", false],
])("the rule %s for %s: %s", (name, branch, expected) => {
  expect(rulesOf(branch, [rule(name, nobody)]).protected).toBe(expected);
});

test.each([
  ["no rule", [], false, 0],
  ["the largest rule of the branch", [approval(1), approval(2)], false, 2],
  ["a rule for another branch", [approval(2, { protected_branches: [{ name: "release" }] })], false, 0],
  [
    "a rule for every protected branch",
    [approval(1, { protected_branches: [{ name: "x" }], applies_to_all_protected_branches: true })],
    false,
    1,
  ],
  ["an author who may be the one who approves", [approval(1)], true, 0],
  ["a rule that a scanner lifts", [approval(1, { rule_type: "report_approver" })], false, 0],
])("approvals by others with %s", (_, rules, author, expected) => {
  expect(approvalsOf("main", rules, author)).toBe(expected);
});
