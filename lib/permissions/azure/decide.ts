import type { AccessRequest, CallContext, DecidingStatement, Decision, PolicyName } from "../decision.ts";
import { both, some, type Truth } from "../truth.ts";
import { conditionTruth } from "./condition.ts";
import { readCondition } from "./condition-text.ts";
import { isBeneath, isSamePlace, type GroupsAbove } from "./place.ts";
import { covers, type Operation, type RolePermission } from "./role.ts";

/** What an eligible role rests on: who activates it, and what that asks for, is known at that moment only. */
export const activation = "activation of the eligible role";

/** A role given to a principal at a scope. Ids of principals are in lower case. */
export type RoleAssignment = {
  name: PolicyName;
  principalId: string;
  scope: string;
  permissions: readonly RolePermission[];
  condition: string | null;
  /** A role of the tenant's own, and every scope at which whoever rewrites it has to be allowed to. */
  custom?: { name: string; assignableScopes: readonly string[] };
  /** Has to be activated first, which may ask for an approval. */
  isEligible?: boolean;
};

export type DenyAssignment = {
  name: PolicyName;
  principalIds: ReadonlySet<string>;
  excludedIds: ReadonlySet<string>;
  scope: string;
  appliesBeneath: boolean;
  permissions: readonly RolePermission[];
  condition: string | null;
};

export type AzureRequest = Omit<AccessRequest, "principal"> & {
  /** The principal itself and every group it is in, directly or through another. */
  principals: ReadonlySet<string>;
  isData: boolean;
  assignments: readonly RoleAssignment[];
  denials: readonly DenyAssignment[];
  groupsAbove: GroupsAbove;
  unread?: readonly string[];
};

/** Everybody, in the words of deny assignments. */
export const everybody = "00000000-0000-0000-0000-000000000000";

/** What a part of a policy says of a call. */
type Voice = {
  policy: PolicyName;
  effect: "allow" | "deny";
  truth: Truth;
  why: string;
  keys: readonly string[];
};

/** Deny assignments come first, then any one role that allows the operation is enough. */
export function decide(request: AzureRequest): Decision {
  const denials = request.denials.map((denial) => denialOf(denial, request));
  const denied = some(denials, ({ truth }) => truth);
  if (denied === "yes") return decided("denied", denials.filter(isSure), request);
  const grants = request.assignments.map((assignment) => grantOf(assignment, request));
  const granted = some(grants, ({ truth }) => truth);
  if (granted === "no") return decided("denied", [], request);
  const given = grants.filter(({ truth }) => truth === granted);
  if (granted === "yes" && denied === "no") return decided("allowed", given, request);
  const open = granted === "yes" ? [] : given;
  const doubts = denials.filter(({ truth }) => truth === "maybe");
  return decided("maybe", [...(granted === "yes" ? given : open), ...doubts], request);
}

const isSure = ({ truth }: Voice): boolean => truth === "yes";

function grantOf(assignment: RoleAssignment, request: AzureRequest): Voice {
  const { name: policy, permissions, condition } = assignment;
  const isHeld =
    request.principals.has(assignment.principalId) &&
    isBeneath(request.resource, assignment.scope, request.groupsAbove);
  const keys = new Set<string>();
  const activated: Truth = assignment.isEligible ? "maybe" : "yes";
  if (isHeld && assignment.isEligible) keys.add(activation);
  const truth = isHeld
    ? both(activated, both(given(permissions, request, keys), meets(condition, request, keys)))
    : "no";
  return {
    policy,
    effect: "allow",
    truth,
    why: `${describe(request)} is among its ${request.isData ? "data actions" : "actions"} at ${assignment.scope}`,
    keys: [...keys],
  };
}

function denialOf(denial: DenyAssignment, request: AzureRequest): Voice {
  const { name: policy, permissions, condition } = denial;
  const meant = [...request.principals].some((id) => denial.principalIds.has(id));
  const excluded = [...request.principals].some((id) => denial.excludedIds.has(id));
  const isHere = denial.appliesBeneath
    ? isBeneath(request.resource, denial.scope, request.groupsAbove)
    : isSamePlace(denial.scope, request.resource);
  const keys = new Set<string>();
  const truth =
    isHere && !excluded && (meant || denial.principalIds.has(everybody))
      ? both(given(permissions, request, keys), meets(condition, request, keys))
      : "no";
  return {
    policy,
    effect: "deny",
    truth,
    why: `denies ${describe(request)} at ${denial.scope}`,
    keys: [...keys],
  };
}

const describe = ({ action }: Operation): string => action;

const given = (permissions: readonly RolePermission[], request: AzureRequest, keys: Set<string>): Truth =>
  some(
    permissions.filter((permission) => covers(permission, request)),
    ({ condition }) => meets(condition, request, keys),
  );

function meets(
  condition: string | null,
  { action, context }: { action: string; context: CallContext },
  keys: Set<string>,
): Truth {
  if (condition === null) return "yes";
  const read = parsed(condition);
  if (!read) {
    keys.add("a condition that could not be read");
    return "maybe";
  }
  const found = conditionTruth(read, action, context);
  for (const key of found.keys) keys.add(key);
  return found.truth;
}

const readConditions = new Map<string, ReturnType<typeof readCondition>>();
const keptMax = 2_000;

/** One text is assigned to many, and asked about many more. */
function parsed(text: string): ReturnType<typeof readCondition> {
  const known = readConditions.get(text);
  if (known !== undefined) return known;
  if (readConditions.size >= keptMax) readConditions.clear();
  const read = readCondition(text);
  readConditions.set(text, read);
  return read;
}

function decided(verdict: Decision["verdict"], voices: readonly Voice[], request: AzureRequest): Decision {
  return {
    verdict,
    deciding: voices.length > 0 ? voices.map(toDeciding) : [silence(request)],
    conditions: verdict === "maybe" ? [...new Set(voices.flatMap(({ keys }) => keys))] : [],
    unread: request.unread ?? [],
  };
}

const toDeciding = ({ policy, effect, why, truth, keys }: Voice): DecidingStatement => ({
  policy,
  statement: null,
  effect,
  why: truth === "maybe" ? `${why}, depending on ${keys.join(", ")}` : why,
});

/** Where nothing allows, it would have had to be a role that the principal holds at the resource or above. */
function silence(request: AzureRequest): DecidingStatement {
  const held = request.assignments.filter(
    ({ principalId, scope }) =>
      request.principals.has(principalId) && isBeneath(request.resource, scope, request.groupsAbove),
  );
  const [first] = held;
  return {
    policy:
      held.length === 1 && first
        ? first.name
        : { kind: "role assignments", id: request.resource, name: `at ${request.resource} or above` },
    statement: null,
    effect: "silent",
    why:
      held.length > 0
        ? `none of its ${held.length} roles there has ${request.action}`
        : "it holds no role there",
  };
}
