import type { DecidingStatement, Decision, PolicyName } from "../decision.ts";
import { gives, type Attributes, type Rule } from "./rule.ts";

export type Subject = { kind: "User" | "Group" | "ServiceAccount"; name: string; namespace: string | null };

/** A role given to subjects, everywhere or in one namespace. */
export type RoleBinding = {
  name: PolicyName;
  subjects: readonly Subject[];
  /** Null where it holds in the whole cluster. */
  namespace: string | null;
  rules: readonly Rule[];
  /** Some of its rules were not kept. */
  isPartial?: boolean;
};

/** As the API server knows whoever calls. */
export type KubernetesCaller = { user: string | null; groups: ReadonlySet<string> };

/** Its members pass every check, whatever roles say. */
const masters = "system:masters";

export const callerOfAccount = (namespace: string, name: string): KubernetesCaller => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: new Set(["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"]),
});
export const callerOfUser = (name: string): KubernetesCaller => ({
  user: name,
  groups: new Set([name === "system:anonymous" ? "system:unauthenticated" : "system:authenticated"]),
});
/** Whoever is in the group, as far as it is in no other. */
export const callerOfGroup = (name: string): KubernetesCaller => ({
  user: null,
  groups: new Set([name, ...(name === "system:unauthenticated" ? [] : ["system:authenticated"])]),
});

export function isMeant({ kind, name, namespace }: Subject, { user, groups }: KubernetesCaller): boolean {
  switch (kind) {
    case "Group":
      return groups.has(name);
    case "User":
      return user === name;
    case "ServiceAccount":
      return user === `system:serviceaccount:${namespace ?? "default"}:${name}`;
  }
}

/** Roles only add up: one rule of one binding is enough, and nothing takes away. */
export function decide(
  request: Attributes,
  caller: KubernetesCaller,
  bindings: readonly RoleBinding[],
  unread: readonly string[] = [],
): Decision {
  if (caller.groups.has(masters))
    return { verdict: "allowed", deciding: [ofMasters], conditions: [], unread };
  const held = bindings.filter(({ subjects }) => subjects.some((subject) => isMeant(subject, caller)));
  const here = held.filter((binding) => holdsFor(binding, request));
  const voices = here.flatMap((binding) => voiceOf(binding, request));
  if (voices.length > 0) return { verdict: "allowed", deciding: voices, conditions: [], unread };
  const partial = here.filter(({ isPartial }) => isPartial === true);
  if (partial.length > 0)
    return {
      verdict: "maybe",
      deciding: partial.map(({ name: policy }) => ({
        policy,
        statement: null,
        effect: "allow",
        why: "some of its rules were not kept",
      })),
      conditions: ["rules of a role that were not kept"],
      unread,
    };
  return { verdict: "denied", deciding: [silence(request, held)], conditions: [], unread };
}

const ofMasters: DecidingStatement = {
  policy: { kind: "group", id: masters, name: masters },
  statement: null,
  effect: "allow",
  why: "the API server asks no role of its members",
};

/** What is bound in a namespace holds for what stands in it: neither for the cluster's own nor for paths. */
function holdsFor({ namespace }: RoleBinding, request: Attributes): boolean {
  if (namespace === null) return true;
  return !("path" in request) && request.namespace === namespace;
}

function voiceOf({ name: policy, rules }: RoleBinding, request: Attributes): DecidingStatement[] {
  const at = rules.findIndex((rule) => gives(rule, request));
  return at < 0
    ? []
    : [{ policy, statement: `rule ${at + 1}`, effect: "allow", why: `gives ${describe(request)}` }];
}

export const describe = (request: Attributes): string =>
  "path" in request ? `${request.verb} ${request.path}` : `${request.verb} ${request.resource}`;

const silence = (request: Attributes, held: readonly RoleBinding[]): DecidingStatement => ({
  policy: {
    kind: "role bindings",
    id: "role bindings",
    name: held.length > 0 ? held.map(({ name }) => name.name).join(", ") : "no role binding",
  },
  statement: null,
  effect: "silent",
  why: `no rule there gives ${describe(request)}`,
});
