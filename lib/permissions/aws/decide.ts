import type { AccessRequest, Decision, DecidingStatement, PolicyName } from "../decision.ts";
import { both, either, not, some } from "../truth.ts";
import {
  heard,
  limit,
  needsBoth,
  needsOne,
  sureGrounds,
  toDeciding,
  voiceOf,
  type Grounds,
  type Voice,
} from "./grounds.ts";
import type { AwsPolicy, Statement } from "./policy.ts";
import {
  accountOf,
  anyOf,
  closenesses,
  isDenied,
  namedBy,
  type AwsPrincipal,
  type Closeness,
  type Naming,
} from "./principal.ts";
import { refusesPublic, type BucketAccess } from "./s3-access.ts";
import { isLimitedByResourceControl, needsResourcePolicy } from "./service-rules.ts";
import { speaksOf, type Call } from "./statement.ts";

/** Policies of one level of an organization: its root, an organizational unit, the account itself. */
export type Level = { name: PolicyName; policies: readonly AwsPolicy[] };

/** Every policy that has a say in a call. */
export type AwsPolicies = {
  /** Those of the caller itself and of its groups. */
  identity: readonly AwsPolicy[];
  boundary: readonly AwsPolicy[] | null;
  session: readonly AwsPolicy[] | null;
  /** From the root down to the account of the caller; none where no organization limits it. */
  serviceControl: readonly Level[];
  /** From the root down to the account of the resource. */
  resourceControl: readonly Level[];
  /** The resource's own policy: of a role its trust, of a key its key policy. */
  resource: AwsPolicy | null;
  /** What else lets the caller in at the resource: grants of a key, an access control list. */
  otherGrants: readonly Voice[];
  endpoint: readonly AwsPolicy[] | null;
};

export type AwsRequest = Omit<AccessRequest, "principal"> & {
  principal: AwsPrincipal;
  resourceAccount: string;
  policies: AwsPolicies;
  bucket?: BucketAccess;
  /** What was not collected and could narrow the answer, or give it. */
  unread?: readonly string[];
};

export const noPolicies: AwsPolicies = {
  identity: [],
  boundary: null,
  session: null,
  serviceControl: [],
  resourceControl: [],
  resource: null,
  otherGrants: [],
  endpoint: null,
};

/**
 * Decides as AWS does: any denial ends it; else every limit has to allow, and the caller has to be let in by its own
 * policies, by the resource's, or by both. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AwsRequest): Decision {
  const call: Call = { ...request, action: request.action.toLowerCase() };
  const denials = denialsOf(request, call);
  const denied = some(denials, ({ truth }) => truth);
  const unread = request.unread ?? [];
  if (denied === "yes")
    return {
      verdict: "denied",
      deciding: denials.filter(({ truth }) => truth === "yes").map(toDeciding),
      conditions: [],
      unread,
    };
  const grounds = grantedBy(request, call);
  if (grounds.truth === "no")
    return {
      verdict: "denied",
      deciding: [...new Map(grounds.silent.map((policy) => [policy.id, policy])).values()].map(
        staysSilent(request),
      ),
      conditions: [],
      unread,
    };
  const certainty = both(grounds.truth, not(denied));
  const voices = certainty === "yes" ? grounds.voices : [...grounds.voices, ...denials];
  return {
    verdict: certainty === "yes" ? "allowed" : "maybe",
    deciding: voices.map(toDeciding),
    conditions: [...new Set(voices.flatMap(({ keys }) => keys))].toSorted(),
    unread,
  };
}

const staysSilent =
  ({ action, resource }: AwsRequest) =>
  (policy: PolicyName): DecidingStatement => ({
    policy,
    statement: null,
    effect: "silent",
    why: `no statement allows ${action} on ${resource}`,
  });

function denialsOf(request: AwsRequest, call: Call): Voice[] {
  const { policies, principal } = request;
  const deniedBy = (list: readonly AwsPolicy[]) => list.flatMap((policy) => denialsIn(policy, request, call));
  const own = accountOf(principal) === null ? [] : [...policies.identity, ...(policies.boundary ?? [])];
  return [
    ...deniedBy([...own, ...(policies.session ?? []), ...(policies.endpoint ?? [])]),
    ...deniedBy(serviceLevels(request).flatMap((level) => level.policies)),
    ...deniedBy(resourceLevels(request).flatMap((level) => level.policies)),
    ...deniedBy(policies.resource ? [policies.resource] : []),
    ...refusesPublic(request),
  ];
}

function denialsIn(policy: AwsPolicy, request: AwsRequest, call: Call): Voice[] {
  return policy.statements.flatMap((statement) => {
    if (statement.effect === "allow") return [];
    const keys = new Set<string>();
    const named = statement.principals
      ? isDenied(statement.principals, request.principal, request.policies.boundary !== null)
      : "yes";
    if (named === "no") return [];
    const truth = both(named, speaksOf(statement, policy, call, keys));
    return truth === "no" ? [] : [voiceOf(policy, statement, truth, keys, request.action)];
  });
}

/** A service that acts by its own linked role is bound by no organization's policies. */
const isServiceLinked = (principal: AwsPrincipal): boolean =>
  "arn" in principal && /:(role\/aws-service-role\/|assumed-role\/AWSServiceRoleFor)/.test(principal.arn);

const serviceLevels = ({ principal, policies }: AwsRequest): readonly Level[] =>
  accountOf(principal) === null || isServiceLinked(principal) ? [] : policies.serviceControl;

const resourceLevels = ({ principal, action, policies }: AwsRequest): readonly Level[] =>
  isServiceLinked(principal) || !isLimitedByResourceControl(action) ? [] : policies.resourceControl;

function grantedBy(request: AwsRequest, call: Call): Grounds {
  const { principal, policies, resourceAccount } = request;
  const atResource = resourceGrounds(request, call);
  const endpoint = policies.endpoint
    ? limit(allowedIn(policies.endpoint, request, call, "endpoint policy"))
    : sureGrounds;
  const account = accountOf(principal);
  if (account === null) return needsBoth(needsOne(atResource.directly, atResource.everybody), endpoint);
  const boundary = policies.boundary
    ? limit(allowedIn(policies.boundary, request, call, "permissions boundary"))
    : sureGrounds;
  const session = policies.session
    ? limit(allowedIn(policies.session, request, call, "session policy"))
    : sureGrounds;
  const within = needsBoth(boundary, session);
  const identity = needsBoth(identityGrounds(request, call), within);
  const limits = needsBoth(levelsAllow(serviceLevels(request), call, request), endpoint);
  if (account !== resourceAccount) return needsBoth(limits, needsBoth(atAll(atResource), identity));
  const { directly, everybody, role } = atResource;
  const named = needsOne(directly, needsOne(needsBoth(everybody, session), needsBoth(role, within)));
  if (needsResourcePolicy(request.action))
    return needsBoth(limits, needsOne(named, needsBoth(atResource.account, identity)));
  return needsBoth(limits, needsOne(identity, named));
}

const atAll = (grounds: Record<Closeness, Grounds>): Grounds =>
  closenesses.map((closeness) => grounds[closeness]).reduce(needsOne);

/** The user who owns the account needs no policy. */
function identityGrounds(request: AwsRequest, call: Call): Grounds {
  const { principal, policies } = request;
  if (principal.kind === "root")
    return heard(
      [
        {
          truth: "yes",
          policy: { kind: "account root user", id: principal.arn, name: principal.account },
          statement: null,
          effect: "allow",
          why: "owns the account",
          keys: [],
        },
      ],
      [],
    );
  const name = "arn" in principal ? principal.arn : "";
  return heard(
    policies.identity.flatMap((policy) => allowancesIn(policy, request, call)),
    [{ kind: "identity policies", id: name, name: `of ${name.split("/").at(-1) ?? name}` }],
  );
}

function allowedIn(policies: readonly AwsPolicy[], request: AwsRequest, call: Call, kind: string): Grounds {
  const [first] = policies;
  return heard(
    policies.flatMap((policy) => allowancesIn(policy, request, call)),
    [first?.name ?? { kind, id: kind, name: "that is empty" }],
  );
}

/** Every level has to allow: one that is silent takes away what all others give. */
const levelsAllow = (levels: readonly Level[], call: Call, request: AwsRequest): Grounds =>
  levels
    .map((level) =>
      limit(
        heard(
          level.policies.flatMap((policy) => allowancesIn(policy, request, call)),
          [level.name],
        ),
      ),
    )
    .reduce(needsBoth, sureGrounds);

/** Allows that speak of the call, in a policy whose statements name nobody, or name the caller. */
function allowancesIn(policy: AwsPolicy, request: AwsRequest, call: Call): Voice[] {
  return policy.statements.flatMap((statement) => {
    if (statement.effect === "deny") return [];
    if (statement.principals) {
      if (anyOf(namedBy(statement.principals, request.principal)) === "no") return [];
    }
    const keys = new Set<string>();
    const truth = speaksOf(statement, policy, call, keys);
    return truth === "no" ? [] : [voiceOf(policy, statement, truth, keys, request.action)];
  });
}

/** What the resource's own policy grants, by how closely it names the caller. */
function resourceGrounds(request: AwsRequest, call: Call): Record<Closeness, Grounds> {
  const { resource, otherGrants } = request.policies;
  const silent = silentAtResource(request);
  const voices: Record<Closeness, Voice[]> = {
    account: [],
    role: [],
    everybody: [],
    directly: [...otherGrants],
  };
  for (const statement of resource?.statements ?? []) {
    if (statement.effect === "deny" || !resource || !statement.principals) continue;
    const named = closer(namedBy(statement.principals, request.principal), statement);
    const keys = new Set<string>();
    const truth = speaksOf(statement, resource, call, keys);
    for (const how of closenesses) {
      const said = both(truth, named[how]);
      if (said === "no") continue;
      if (named[how] === "maybe") keys.add("sts:rolesessionname");
      voices[how].push(voiceOf(resource, statement, said, keys, request.action));
    }
  }
  return {
    account: heard(voices.account, silent),
    role: heard(voices.role, silent),
    everybody: heard(voices.everybody, silent),
    directly: heard(voices.directly, silent),
  };
}

/** A resource without a policy is nothing to name where identities alone can give access. */
function silentAtResource({
  policies,
  principal,
  resource,
  resourceAccount,
  action,
}: AwsRequest): PolicyName[] {
  if (policies.resource) return [policies.resource.name];
  const isNeeded = accountOf(principal) !== resourceAccount || needsResourcePolicy(action);
  return isNeeded ? [{ kind: "resource policy", id: resource, name: "that does not exist" }] : [];
}

/**
 * Everybody whose ARN is the one that is asked for is as good as named directly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
function closer(named: Naming, { conditions }: Statement): Naming {
  const asksForArn = conditions.some(
    ({ key, test }) => key === "aws:principalarn" && typeof test === "object" && !test.negated,
  );
  return asksForArn
    ? { ...named, everybody: "no", directly: either(named.directly, named.everybody) }
    : named;
}
