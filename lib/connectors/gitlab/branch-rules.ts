import { z } from "zod";

/** Who may do something on a protected branch: a role by its level, or one person, group or key. */
const Access = z.object({
  access_level: z.number().nullish(),
  user_id: z.number().nullish(),
  group_id: z.number().nullish(),
  deploy_key_id: z.number().nullish(),
});
type Access = z.infer<typeof Access>;

export const ProtectedBranch = z.object({
  name: z.string(),
  push_access_levels: z.array(Access),
  allow_force_push: z.boolean(),
  code_owner_approval_required: z.boolean().default(false),
});
export type ProtectedBranch = z.infer<typeof ProtectedBranch>;

export const ApprovalRule = z.object({
  approvals_required: z.number(),
  rule_type: z.string(),
  protected_branches: z.array(z.looseObject({ name: z.string() })).default([]),
  applies_to_all_protected_branches: z.boolean().default(false),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export const ApprovalSettings = z.object({ merge_requests_author_approval: z.boolean().default(false) });

export type BranchRules = {
  protected: boolean;
  allowsForcePush: boolean;
  requiresCodeOwnerReview: boolean;
  /** Somebody may push to it without a merge request. */
  takesPushes: boolean;
};

const maintainerLevel = 40;

/** What holds on a branch. Where several rules name it, the most permissive one decides who may push. */
export function rulesOf(branch: string, all: readonly ProtectedBranch[]): BranchRules {
  const rules = all.filter(({ name }) => fits(name, branch));
  const pushers = rules.flatMap(({ push_access_levels: levels }) => levels).filter(isSomebody);
  return {
    // A person, a group or a key was chosen; a role below maintainer is everybody who develops.
    protected: rules.length > 0 && !pushers.some((one) => isRole(one) && levelOf(one) < maintainerLevel),
    allowsForcePush: rules.length === 0 || rules.some(({ allow_force_push }) => allow_force_push),
    requiresCodeOwnerReview: rules.some(({ code_owner_approval_required: required }) => required),
    takesPushes: rules.length === 0 || pushers.length > 0,
  };
}

const levelOf = ({ access_level }: Access): number => access_level ?? 0;
const isRole = ({ user_id, group_id, deploy_key_id }: Access): boolean =>
  !user_id && !group_id && !deploy_key_id;
/** Level 0 is the role nobody has. */
const isSomebody = (access: Access): boolean => !isRole(access) || levelOf(access) > 0;

/** In the name of a rule `*` stands for any characters. */
function fits(pattern: string, branch: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === branch;
  const last = rest.pop() ?? "";
  if (!branch.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = branch.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return branch.length - last.length >= at && branch.endsWith(last);
}

/** How many others must approve a change of the branch: the author's own approval, where it counts, is nobody else's. */
export function approvalsOf(
  branch: string,
  rules: readonly ApprovalRule[],
  authorMayApprove: boolean,
): number {
  const required = rules
    .filter(({ rule_type }) => rule_type === "regular" || rule_type === "any_approver")
    .filter(
      ({ protected_branches: names, applies_to_all_protected_branches: all }) =>
        all || names.length === 0 || names.some(({ name }) => fits(name, branch)),
    )
    .map(({ approvals_required }) => approvals_required);
  return Math.max(0, Math.max(0, ...required) - (authorMayApprove ? 1 : 0));
}
