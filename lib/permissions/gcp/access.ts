import type { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";

import type { Access, AccessLimits } from "../access.ts";
import type { CallContext, Decision } from "../decision.ts";
import { roleAccess, type Holder, type Holding } from "../role-access.ts";
import { fitsWildcard } from "../wildcard.ts";
import { decide, type AllowPolicy, type Binding, type DenyPolicy } from "./decide.ts";
import {
  isPerson,
  projectKeyOf,
  readGoogleEstate,
  type GoogleEstate,
  type GooglePrincipal,
  type Placed,
} from "./estate.ts";
import { googleEscalations } from "./escalation/escalate.ts";
import { isAnybody, isMember } from "./member.ts";
import { googleQuestionsOf, type GoogleQuestion } from "./questions.ts";

/** What Google Cloud lets each identity do, and which identities that was decided for. */
export type GoogleAccess = Access & { decided: ReadonlySet<string>; estate: GoogleEstate };

export function googleAccess(graph: ResourceGraph, limits: AccessLimits): GoogleAccess {
  const read = readGoogleEstate(graph);
  const estate = withoutAnybody(read);
  const places = placesOf(graph, estate);
  const holders = estate.principals.map((principal): Holder<GoogleQuestion> => ({
    key: principal.key,
    holdings: holdingsOf(principal, estate, places),
    isLimited: estate.deny.length > 0,
    decide: ({ permission }, resource) => decideAt(estate, principal, permission, resource),
  }));
  const { relationships, estateGrants } = roleAccess(holders, googleQuestionsOf, limits);
  const escalations = googleEscalations(graph, estate, decideAt, limits);
  return {
    relationships: [...relationships, ...escalations],
    estateGrants,
    // What an account of a cluster may do there is not Google's to decide.
    decided: new Set(
      estate.principals.filter(({ caller }) => caller.kind !== "kubernetes").map(({ key }) => key),
    ),
    estate: read,
  };
}

/** What is given to anybody is told of the resource: that it is public is no right of each identity. */
const withoutAnybody = (estate: GoogleEstate): GoogleEstate => ({
  ...estate,
  allow: estate.allow.map((policy) => ({
    ...policy,
    bindings: policy.bindings.map((binding) => ({
      ...binding,
      members: binding.members.filter((member) => !isAnybody(member)),
    })),
  })),
});

/** Whether a policy at a place holds at a resource: at it, at what lies in it by name, or at all in its project. */
function holdsAt(
  on: string,
  { key, account }: Pick<Resource, "key" | "account">,
  estate: GoogleEstate,
): boolean {
  if (key === on || key.startsWith(`${on}/`)) return true;
  // A folder or an organization is its own account, and no project is above it.
  if (key === account) return estate.above(key).includes(on);
  if (!on.startsWith("//cloudresourcemanager.googleapis.com/")) return false;
  const project = projectKeyOf(account);
  return on === project || estate.above(project).includes(on);
}

/** What one principal may do with one permission at one resource, with all policies that hold there. */
export function decideAt(
  estate: GoogleEstate,
  { caller, standing }: GooglePrincipal,
  permission: string,
  resource: Pick<Resource, "key" | "account" | "type">,
): Decision {
  const here = <P>(policies: readonly Placed<P>[]): Placed<P>[] =>
    policies.filter(({ on }) => holdsAt(on, resource, estate));
  return decide({
    caller,
    standing,
    action: permission,
    resource: resource.key,
    context: contextOf(resource, permission),
    allow: here<AllowPolicy>(estate.allow),
    deny: here<DenyPolicy>(estate.deny),
    roleOf: estate.roleOf,
    unread: unreadAlways,
  });
}

const unreadAlways = ["who is in which group", "principal access boundary policies"];

type Places = (on: string) => readonly Resource[];

function placesOf(graph: ResourceGraph, estate: GoogleEstate): Places {
  const asked = graph.nodes.filter(
    ({ type }) => providerOf(type) === "gcp" && googleQuestionsOf(type).length > 0,
  );
  const known = new Map<string, readonly Resource[]>();
  return (on) => {
    const before = known.get(on);
    if (before) return before;
    const found = asked.filter((resource) => holdsAt(on, resource, estate));
    known.set(on, found);
    return found;
  };
}

const isTellableBy = (principal: GooglePrincipal, account: string): boolean =>
  !isPerson(principal) || principal.identity.account === account || account.includes("/");

function holdingsOf(
  principal: GooglePrincipal,
  estate: GoogleEstate,
  places: Places,
): Holding<GoogleQuestion>[] {
  return estate.allow
    .filter(({ account }) => isTellableBy(principal, account))
    .flatMap((policy) =>
      policy.bindings
        .filter(({ members }) =>
          members.some((member) => isMember(member, principal.caller, principal.standing) !== "no"),
        )
        .map((binding) => holdingOf(policy, binding, principal, estate, places)),
    );
}

function holdingOf(
  { on }: Placed<AllowPolicy>,
  { role, condition }: Binding,
  principal: GooglePrincipal,
  { roleOf }: GoogleEstate,
  places: Places,
): Holding<GoogleQuestion> {
  const permissions = roleOf(role);
  const place = isPerson(principal) ? principal.identity.account : null;
  return {
    extent: [role, on, condition ?? "", place ?? ""].join("\n"),
    source: `${role} on ${on}`,
    isSure: condition === null && permissions !== null,
    beneath: () => places(on).filter(({ account }) => place === null || account === place),
    gives: ({ permission }) => (permissions ?? ["*"]).some((each) => fitsWildcard(each, permission)),
  };
}

/** Of a call that nobody made only the resource is known; what is read in a bucket is beneath it. */
function contextOf({ type, key }: Pick<Resource, "key" | "type">, permission: string): CallContext {
  if (type !== "gcp.storage.bucket") return () => null;
  const bucket = `projects/_/buckets/${key.slice(key.lastIndexOf("/") + 1)}`;
  const isObject = permission.startsWith("storage.objects.");
  const told: Readonly<Record<string, readonly string[]>> = {
    "resource.name": [isObject ? `${bucket}/objects/*` : bucket],
    "resource.type": [isObject ? "storage.googleapis.com/Object" : "storage.googleapis.com/Bucket"],
    "resource.service": ["storage.googleapis.com"],
  };
  return (asked) => told[asked] ?? null;
}
