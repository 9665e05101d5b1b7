import { expect, test } from "vitest";

import { combineRules, Protection, Rule, Ruleset } from "./branch-rules.ts";

const classic = (given: object) => Protection.parse(given);
const rule = (type: string, ruleset_id: number, parameters?: object) =>
  Rule.parse({ type, ruleset_id, ruleset_source_type: "Repository", parameters });
const rulesets = (...given: object[]) =>
  new Map(given.map((one) => Ruleset.parse(one)).map((one) => [one.id, one]));

test("a branch with neither protection nor rules asks for nothing", () => {
  expect(combineRules(null, [], new Map())).toEqual({
    approvals: 0,
    requiresCodeOwnerReview: false,
    dismissesStaleReviews: false,
    requiresStatusChecks: false,
    allowsForcePush: true,
    bypassers: [],
  });
});

test("protection that is on with nothing in it asks for no review, and refuses a forced push", () => {
  expect(combineRules(classic({}), [], new Map())).toMatchObject({ approvals: 0, allowsForcePush: false });
});

test("a pull request without an approval is no review", () => {
  const open = rule("pull_request", 1, { required_approving_review_count: 0 });
  expect(combineRules(null, [open], new Map()).approvals).toBe(0);
});

test("the strictest of several rulesets and classic protection holds", () => {
  const combined = combineRules(
    classic({ required_pull_request_reviews: { required_approving_review_count: 1 } }),
    [
      rule("pull_request", 1, { required_approving_review_count: 2 }),
      rule("pull_request", 2, { require_code_owner_review: true, required_approving_review_count: 0 }),
      rule("non_fast_forward", 2),
    ],
    new Map(),
  );
  expect(combined).toMatchObject({ approvals: 2, requiresCodeOwnerReview: true, allowsForcePush: false });
});

test("administrators may push past classic protection unless it binds them, too", () => {
  const reviews = { required_pull_request_reviews: { required_approving_review_count: 1 } };
  const bypassers = (given: object) =>
    combineRules(classic({ ...reviews, ...given }), [], new Map()).bypassers;
  expect(bypassers({})).toEqual(["administrators"]);
  expect(bypassers({ enforce_admins: { enabled: false } })).toEqual(["administrators"]);
  expect(bypassers({ enforce_admins: { enabled: true } })).toEqual([]);
});

test("whom one rule lets past, another that lets nobody past still holds", () => {
  const review = { required_approving_review_count: 1 };
  const open = { id: 1, bypass_actors: [{ actor_type: "OrganizationAdmin", bypass_mode: "always" }] };
  const shut = { id: 2, bypass_actors: [] };
  const first = rule("pull_request", 1, review);
  expect(combineRules(null, [first], rulesets(open)).bypassers).toEqual(["owners of the organization"]);
  expect(
    combineRules(null, [first, rule("pull_request", 2, review)], rulesets(open, shut)).bypassers,
  ).toEqual([]);
});

test("who may bypass only through a pull request is no bypasser", () => {
  const given = { id: 1, bypass_actors: [{ actor_type: "Team", bypass_mode: "pull_request" }] };
  const review = rule("pull_request", 1, { required_approving_review_count: 1 });
  expect(combineRules(null, [review], rulesets(given)).bypassers).toEqual([]);
});
