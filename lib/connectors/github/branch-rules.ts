import { z } from "zod";

const Enabled = z.object({ enabled: z.boolean() });
const Names = z.array(z.looseObject({}));

/** Classic protection of one branch. */
export const Protection = z.object({
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().default(0),
      require_code_owner_reviews: z.boolean().default(false),
      dismiss_stale_reviews: z.boolean().default(false),
      bypass_pull_request_allowances: z
        .object({ users: Names.default([]), teams: Names.default([]), apps: Names.default([]) })
        .optional(),
    })
    .optional(),
  required_status_checks: z.looseObject({}).nullish(),
  enforce_admins: Enabled.optional(),
  allow_force_pushes: Enabled.optional(),
});
export type Protection = z.infer<typeof Protection>;

/** One rule that holds for the branch, of whichever ruleset of the repository or above it. */
export const Rule = z.object({
  type: z.string(),
  ruleset_id: z.number(),
  parameters: z
    .looseObject({
      required_approving_review_count: z.number().optional(),
      require_code_owner_review: z.boolean().optional(),
      dismiss_stale_reviews_on_push: z.boolean().optional(),
    })
    .optional(),
});
export type Rule = z.infer<typeof Rule>;

export const Ruleset = z.object({
  id: z.number(),
  bypass_actors: z
    .array(z.object({ actor_type: z.string(), bypass_mode: z.string().default("always") }))
    .optional(),
});
export type Ruleset = z.infer<typeof Ruleset>;

export type BranchRules = {
  approvals: number;
  requiresCodeOwnerReview: boolean;
  dismissesStaleReviews: boolean;
  requiresStatusChecks: boolean;
  allowsForcePush: boolean;
  bypassers: string[];
};

/** Nobody can change what is archived, so no rule is missing there. */
export const readOnlyRules: BranchRules = {
  approvals: 1,
  requiresCodeOwnerReview: true,
  dismissesStaleReviews: true,
  requiresStatusChecks: true,
  allowsForcePush: false,
  bypassers: [],
};

/**
 * What holds on a branch with classic protection and any number of rulesets together: the strictest of each. Whoever
 * wants to push without a review must get past every one that asks for it, so the shortest list of bypassers counts.
 */
export function combineRules(
  protection: Protection | null,
  rules: readonly Rule[],
  rulesets: ReadonlyMap<number, Ruleset>,
): BranchRules {
  const reviews = rules.filter(({ type }) => type === "pull_request");
  const classic = protection?.required_pull_request_reviews;
  const has = (type: string) => rules.some((rule) => rule.type === type);
  const forceRefused = protection !== null && protection.allow_force_pushes?.enabled !== true;
  return {
    approvals: Math.max(
      0,
      classic?.required_approving_review_count ?? 0,
      ...reviews.map(({ parameters }) => parameters?.required_approving_review_count ?? 0),
    ),
    requiresCodeOwnerReview:
      classic?.require_code_owner_reviews === true ||
      reviews.some(({ parameters }) => parameters?.require_code_owner_review === true),
    dismissesStaleReviews:
      classic?.dismiss_stale_reviews === true ||
      reviews.some(({ parameters }) => parameters?.dismiss_stale_reviews_on_push === true),
    requiresStatusChecks: Boolean(protection?.required_status_checks) || has("required_status_checks"),
    allowsForcePush: !forceRefused && !has("non_fast_forward"),
    bypassers: shortest([
      ...(classic && classic.required_approving_review_count > 0 ? [classicBypassers(protection)] : []),
      ...reviews
        .filter(({ parameters }) => (parameters?.required_approving_review_count ?? 0) > 0)
        .map(({ ruleset_id }) => rulesetBypassers(rulesets.get(ruleset_id))),
    ]),
  };
}

const shortest = (lists: string[][]): string[] => lists.toSorted((a, b) => a.length - b.length)[0] ?? [];

function classicBypassers({ enforce_admins, required_pull_request_reviews: reviews }: Protection): string[] {
  const allowed = reviews?.bypass_pull_request_allowances;
  return [
    ...(enforce_admins?.enabled === true ? [] : ["administrators"]),
    ...(allowed && allowed.users.length > 0 ? [`${allowed.users.length} people`] : []),
    ...(allowed && allowed.teams.length > 0 ? [`${allowed.teams.length} teams`] : []),
    ...(allowed && allowed.apps.length > 0 ? [`${allowed.apps.length} apps`] : []),
  ];
}

/** Whoever may bypass only through a pull request still shows it to others first. */
const rulesetBypassers = (ruleset: Ruleset | undefined): string[] => [
  ...new Set(
    (ruleset?.bypass_actors ?? [])
      .filter(({ bypass_mode }) => bypass_mode !== "pull_request")
      .map(({ actor_type }) => bypasserTitles[actor_type] ?? actor_type),
  ),
];

const bypasserTitles: Readonly<Record<string, string>> = {
  OrganizationAdmin: "owners of the organization",
  RepositoryRole: "a role of the repository",
  Team: "a team",
  Integration: "an app",
  DeployKey: "deploy keys",
};
