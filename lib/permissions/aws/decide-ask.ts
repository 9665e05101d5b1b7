import type { CallContext, Decision } from "../decision.ts";
import { contextOf } from "./call-context.ts";
import { decide, noPolicies, type AwsPolicies, type AwsRequest } from "./decide.ts";
import type { AwsEstate, Caller, Target } from "./estate.ts";
import { instanceOf, partWithin } from "./pattern.ts";
import type { AwsPolicy } from "./policy.ts";
import { aclVoices } from "./s3-access.ts";
import { needsResourcePolicy } from "./service-rules.ts";
import { callerContext } from "./spoken.ts";
import { resolve } from "./variable.ts";

/** An action on a target, told to one caller. */
export type AskedOf = { action: string; arn: string; target: Target };

/**
 * Decides one ask with all its statements. Where the ask is for whatever is beneath something, it is asked of the
 * whole and of each part that a policy speaks of: one that is allowed is access.
 */
export function decideAsk(
  estate: AwsEstate,
  caller: Caller,
  { action, arn, target }: AskedOf,
  told?: CallContext,
): Decision {
  const policies = policiesFor(estate, caller, target, action);
  const context = contextOf(caller.facts, target, told);
  const decisions = partsOf(arn, caller, policies).map((part) => {
    const request: AwsRequest = {
      principal: caller.principal,
      action,
      resource: instanceOf(part),
      resourceAccount: isOffered(target) ? caller.principal.account : target.account.account,
      context,
      policies,
      ...(target.bucket ? { bucket: target.bucket } : {}),
      ...(target.policy === undefined ? { unread: [`the policy of ${target.resource.name}`] } : {}),
    };
    const decision = decide({
      ...request,
      policies: target.bucket
        ? { ...policies, otherGrants: aclVoices(target.bucket, { ...request, resource: part }) }
        : policies,
    });
    return decision;
  });
  return decisions.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])[0] ?? nobodyAsked;
}

const rank: Record<Decision["verdict"], number> = { allowed: 0, maybe: 1, denied: 2 };
const nobodyAsked: Decision = { verdict: "denied", deciding: [], conditions: [], unread: [] };

/** Models that AWS offers stand in no account of the customer's. */
const isOffered = ({ resource }: Target): boolean => resource.type === "aws.bedrock.foundation-model";

function policiesFor(
  { organizations }: AwsEstate,
  { identity, boundary, facts }: Caller,
  target: Target,
  action: string,
): AwsPolicies {
  const unread = target.policy === undefined && needsResourcePolicy(action) ? unreadPolicy(target) : null;
  return {
    ...noPolicies,
    identity,
    boundary,
    serviceControl: organizations.serviceControl(facts.account.account),
    resourceControl: organizations.resourceControl(target.account.account),
    resource: target.policy ?? unread,
  };
}

/** A policy that nobody could read may hand the decision to its account, or not. */
export const unreadPolicy = ({ resource, account }: Target): AwsPolicy => ({
  name: { kind: "policy that was not read", id: resource.key, name: `policy of ${resource.name}` },
  variables: false,
  statements: [
    {
      id: "not read",
      effect: "allow",
      actions: { not: false, patterns: ["*"] },
      resources: null,
      principals: { not: false, named: [{ kind: "AWS", name: account.account }] },
      conditions: [
        { key: "its policy", operator: "", test: "unknown", quantifier: "one", ifExists: false, values: [] },
      ],
    },
  ],
});

/** The target itself, and what of it any policy speaks of apart. */
function partsOf(arn: string, caller: Caller, policies: AwsPolicies): string[] {
  if (!arn.includes("*") || arn === "*") return [arn];
  const context = callerContext(caller.facts);
  const spoken = [
    ...policies.identity,
    ...(policies.boundary ?? []),
    ...policies.serviceControl.flatMap((level) => level.policies),
    ...policies.resourceControl.flatMap((level) => level.policies),
    ...(policies.resource ? [policies.resource] : []),
  ];
  const parts = new Set([arn]);
  for (const { statements, variables } of spoken)
    for (const { resources } of statements)
      for (const written of resources?.patterns ?? []) {
        const pattern = variables ? resolve(written, context).pattern : written;
        const part = partWithin(pattern, arn);
        if (part !== null) parts.add(part);
      }
  return [...parts].slice(0, partsMax);
}

/** A policy with more parts than this is longer than AWS lets it be. */
const partsMax = 2_000;
