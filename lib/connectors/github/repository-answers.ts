import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail, detailList, isNotFound, parsed, type Detail } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { combineRules, Protection, Rule, Ruleset, type BranchRules } from "./branch-rules.ts";
import type { ListedRepository } from "./keys.ts";

export const Environment = z.object({
  name: z.string(),
  protection_rules: z
    .array(z.looseObject({ type: z.string(), reviewers: z.array(z.unknown()).optional() }))
    .default([]),
  deployment_branch_policy: z.looseObject({}).nullish(),
});
export type Environment = z.infer<typeof Environment>;

const environmentsCall = { service: "repos", operation: "get-all-environments" };
/** Where Actions never ran, or the plan has no environments, there are none. */
export const readEnvironments = async (
  source: Source,
  repo: string,
): Promise<Detail<readonly Environment[]>> =>
  parsed(
    await detailList(
      () => listLinked(source, environmentsCall, { repo, per_page: 100 }, "environments"),
      isNotFound,
    ),
    Environment,
    environmentsCall,
  );

export const DeployKey = z.object({
  id: z.number(),
  title: z.string().default(""),
  read_only: z.boolean(),
  verified: z.boolean().default(true),
  created_at: z.string().nullish(),
  last_used: z.string().nullish(),
  added_by: z.string().nullish(),
});
export type DeployKey = z.infer<typeof DeployKey>;

const keysCall = { service: "repos", operation: "list-deploy-keys" };
export const readDeployKeys = (source: Source, repo: string) =>
  listLinked(source, keysCall, { repo, per_page: 100 });

const namesNoUpgrade = (error: ProviderError): boolean =>
  error.reason === "denied" && /upgrade to github/i.test(error.message);

/** GitHub says so in words where a branch has no classic protection, and where the plan knows none. */
const isUnprotected = (error: ProviderError): boolean =>
  (error.reason === "not-found" && /branch not protected/i.test(error.message)) || namesNoUpgrade(error);

const RuleList = z.array(Rule);

export type RulesAnswer = {
  rules: BranchRules | null;
  unknown: Unknown | null;
  bypassUnknown: Unknown | null;
};

/** What protects the default branch: one call for classic protection, one for every rule, one for each ruleset. */
export async function readBranchRules(
  source: Source,
  { name: repo, default_branch: branch = "main" }: ListedRepository,
): Promise<RulesAnswer> {
  const [classic, rules] = await Promise.all([
    detail(
      source,
      { service: "repos", operation: "get-branch-protection" },
      { repo, branch },
      Protection,
      isUnprotected,
    ),
    detail(
      source,
      { service: "repos", operation: "get-branch-rules" },
      { repo, branch, per_page: 100 },
      RuleList,
      namesNoUpgrade,
    ),
  ]);
  const rulesets = new Map<number, Ruleset>();
  let bypassUnknown: Unknown | null = null;
  for (const id of new Set(reviewRules(rules.value).map(({ ruleset_id }) => ruleset_id))) {
    const found = await detail(
      source,
      { service: "repos", operation: "get-repo-ruleset" },
      { repo, ruleset: String(id) },
      Ruleset,
    );
    if (found.value) rulesets.set(id, found.value);
    bypassUnknown ??= found.unknown ?? hiddenBypass(found.value);
  }
  const combined = combineRules(classic.value, rules.value ?? [], rulesets);
  // Rules only add to one another, so what is seen to be asked for is asked for whatever else was not seen.
  const decided = combined.approvals > 0 && !combined.allowsForcePush;
  const missing = classic.unknown ?? rules.unknown;
  return {
    rules: missing && !decided ? null : combined,
    unknown: missing && !decided ? missing : null,
    bypassUnknown: missing ?? bypassUnknown,
  };
}

const reviewRules = (rules: readonly Rule[] | null): Rule[] =>
  (rules ?? []).filter(({ type }) => type === "pull_request");

/** Bypass actors are left out for whoever may not edit the ruleset. */
const hiddenBypass = (ruleset: Ruleset | null): Unknown | null =>
  ruleset && ruleset.bypass_actors === undefined
    ? {
        reason: "denied",
        call: "repos:get-repo-ruleset",
        permission: "administration: read",
        message: "Who may bypass the ruleset is shown to administrators only",
      }
    : null;
