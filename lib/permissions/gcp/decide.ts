import type { AccessRequest, CallContext, DecidingStatement, Decision, PolicyName } from "../decision.ts";
import { both, not, some, type Truth } from "../truth.ts";
import { conditionTruth } from "./condition.ts";
import { isDeniedPrincipal, isMember, type GoogleCaller, type Standing } from "./member.ts";
import { isDenied } from "./permission.ts";
import { fitsWildcard } from "../wildcard.ts";

export type Binding = { role: string; members: readonly string[]; condition: string | null };
/** An allow policy that holds at the resource: its own, or one of what holds it. */
export type AllowPolicy = { name: PolicyName; bindings: readonly Binding[] };
export type DenyRule = {
  deniedPrincipals: readonly string[];
  exceptionPrincipals: readonly string[];
  deniedPermissions: readonly string[];
  exceptionPermissions: readonly string[];
  condition: string | null;
};
export type DenyPolicy = { name: PolicyName; rules: readonly DenyRule[] };

/** Permissions of a role, in which a star stands for any; null where nobody could read them. */
export type RoleReader = (role: string) => readonly string[] | null;

export type GoogleRequest = Omit<AccessRequest, "principal"> & {
  caller: GoogleCaller;
  standing: Standing;
  /** Of the resource and of everything above it. */
  allow: readonly AllowPolicy[];
  deny: readonly DenyPolicy[];
  roleOf: RoleReader;
  unread?: readonly string[];
};

type Voice = {
  policy: PolicyName;
  statement: string;
  effect: "allow" | "deny";
  truth: Truth;
  why: string;
  keys: readonly string[];
};

/** Denials of any level come first; then one binding of any level is enough, as levels only add up. */
export function decide(request: GoogleRequest): Decision {
  const denials = request.deny.flatMap((policy) =>
    policy.rules.map((rule, at) => denialOf(policy, rule, at, request)),
  );
  const denied = some(denials, ({ truth }) => truth);
  if (denied === "yes")
    return decided(
      "denied",
      denials.filter(({ truth }) => truth === "yes"),
      request,
    );
  const grants = request.allow.flatMap((policy) =>
    policy.bindings.map((binding, at) => grantOf(policy, binding, at, request)),
  );
  const granted = some(grants, ({ truth }) => truth);
  if (granted === "no") return decided("denied", [], request);
  const given = grants.filter(({ truth }) => truth === granted);
  if (granted === "yes" && denied === "no") return decided("allowed", given, request);
  return decided("maybe", [...given, ...denials.filter(({ truth }) => truth === "maybe")], request);
}

function grantOf({ name: policy }: AllowPolicy, binding: Binding, at: number, request: GoogleRequest): Voice {
  const keys = new Set<string>();
  const has = roleHas(binding.role, request, keys);
  const truth =
    has === "no"
      ? "no"
      : both(has, both(meant(binding.members, request, keys), met(binding.condition, request, keys)));
  return {
    policy,
    statement: `binding ${at + 1}: ${binding.role}`,
    effect: "allow",
    truth,
    why: `${binding.role} has ${request.action}`,
    keys: truth === "maybe" ? [...keys] : [],
  };
}

function roleHas(role: string, { action, roleOf }: GoogleRequest, keys: Set<string>): Truth {
  const permissions = roleOf(role);
  if (permissions) return permissions.some((each) => fitsWildcard(each, action)) ? "yes" : "no";
  keys.add(`the permissions of ${role}`);
  return "maybe";
}

function meant(members: readonly string[], { caller, standing }: GoogleRequest, keys: Set<string>): Truth {
  return some(members, (written) => {
    const truth = isMember(written, caller, standing);
    if (truth === "maybe") keys.add(`who is in ${written}`);
    return truth;
  });
}

/** A condition that cannot be evaluated gives nothing. */
function met(condition: string | null, request: { context: CallContext }, keys: Set<string>): Truth {
  if (condition === null) return "yes";
  const found = conditionTruth(condition, request.context);
  for (const key of found.keys) keys.add(key);
  return found.truth === "error" ? "no" : found.truth;
}

function denialOf({ name: policy }: DenyPolicy, rule: DenyRule, at: number, request: GoogleRequest): Voice {
  const keys = new Set<string>();
  const truth = denies(rule, request, keys);
  return {
    policy,
    statement: `rule ${at + 1}`,
    effect: "deny",
    truth,
    why: `denies ${request.action}`,
    keys: truth === "maybe" ? [...keys] : [],
  };
}

function denies(rule: DenyRule, request: GoogleRequest, keys: Set<string>): Truth {
  const { caller, standing, action } = request;
  if (!rule.deniedPermissions.some((listed) => isDenied(action, listed))) return "no";
  if (rule.exceptionPermissions.some((listed) => isDenied(action, listed))) return "no";
  const named = (list: readonly string[]): Truth =>
    some(list, (written) => {
      const truth = isDeniedPrincipal(written, caller, standing);
      if (truth === "maybe") keys.add(`who is in ${written}`);
      return truth;
    });
  const isMeant = both(named(rule.deniedPrincipals), not(named(rule.exceptionPrincipals)));
  return isMeant === "no" ? "no" : both(isMeant, deniedWhen(rule.condition, request.context, keys));
}

/** A condition that cannot be evaluated denies. */
function deniedWhen(condition: string | null, context: CallContext, keys: Set<string>): Truth {
  if (condition === null) return "yes";
  const found = conditionTruth(condition, context);
  for (const key of found.keys) keys.add(key);
  return found.truth === "error" ? "yes" : found.truth;
}

function decided(verdict: Decision["verdict"], voices: readonly Voice[], request: GoogleRequest): Decision {
  return {
    verdict,
    deciding: voices.length > 0 ? voices.map(toDeciding) : [silence(request)],
    conditions: verdict === "maybe" ? [...new Set(voices.flatMap(({ keys }) => keys))] : [],
    unread: request.unread ?? [],
  };
}

const toDeciding = ({ policy, statement, effect, why, truth, keys }: Voice): DecidingStatement => ({
  policy,
  statement,
  effect,
  why: truth === "maybe" ? `${why}, depending on ${keys.join(", ")}` : why,
});

const silence = ({ action, allow, resource }: GoogleRequest): DecidingStatement => ({
  policy: {
    kind: "allow policies",
    id: resource,
    name: allow.length > 0 ? allow.map(({ name }) => name.name).join(", ") : `of ${resource} and above`,
  },
  statement: null,
  effect: "silent",
  why: `no binding gives it a role with ${action}`,
});
