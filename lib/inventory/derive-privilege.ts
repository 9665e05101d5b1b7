import type { Ability, Grant } from "#lib/domain/ability.ts";
import type { Derived, DerivedReason } from "#lib/domain/derived.ts";
import type { FactMap } from "#lib/domain/fact-map.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";

import { compileGlob } from "./glob.ts";
import { known } from "#lib/domain/unknown.ts";

type Privilege = NonNullable<Derived["privilege"]>;

/** Abilities that make an identity broad when no resource is named. Invoking a model or using a key does not. */
const weighty: ReadonlySet<Ability> = new Set([
  "read-data",
  "write-data",
  "manage",
  "manage-access",
  "assume",
  "pass-role",
  "read-secret",
  "deploy",
]);

/** How much each identity may do, with the statement that says so. Without its grants it has no entry. */
export function derivePrivilege(
  graph: ResourceGraph,
  found: FactMap<Privilege> = new Map<string, Privilege>(),
): FactMap<Privilege> {
  const byAccount = Map.groupBy(graph.nodes, (resource) => resource.account);
  const breadths = new Map<string, Breadth>();
  const breadthIn = (account: string) => (on: string) => {
    const id = `${account}\n${on}`;
    const breadth = breadths.get(id) ?? breadthOf(graph, on, byAccount.get(account) ?? []);
    breadths.set(id, breadth);
    return breadth;
  };
  for (const identity of graph.ofClass("identity")) {
    const grants = known(() => identity.facets.grants);
    if (!grants) continue;
    found.set(identity.key, privilegeOf(identity, grants, breadthIn(identity.account)));
  }
  return found;
}

function privilegeOf(
  identity: Resource,
  grants: readonly Grant[],
  breadthOn: (on: string) => Breadth,
): Privilege {
  const denied = new Set(
    grants
      .filter((grant) => grant.effect === "deny" && !grant.conditional && grant.on === "*")
      .flatMap((grant) => grant.abilities),
  );
  // What lies beneath a key that is granted by name is named too, whether or not that key was collected.
  const named = new Set(
    grants.map((grant) => grant.on).filter((on) => !on.includes("*") && breadthOn(on) === "named"),
  );
  const allowed = grants
    .filter((grant) => grant.effect === "allow")
    .map((grant) => ({
      grant,
      abilities: grant.abilities.filter((ability) => !denied.has(ability)),
      breadth: named.has(grant.on.replace(/[/:]\*$/, "")) ? ("named" as const) : breadthOn(grant.on),
    }))
    .filter(({ abilities }) => abilities.length > 0);

  const admin = allowed.filter(
    ({ grant, abilities, breadth }) =>
      breadth === "account" && abilities.includes("manage-access") && !grant.conditional,
  );
  if (admin.length > 0) return { level: "admin", reasons: admin.map((allow) => said(identity, allow)) };
  const broad = allowed.filter(
    ({ abilities, breadth }) => breadth !== "named" && abilities.some((ability) => weighty.has(ability)),
  );
  if (broad.length > 0) return { level: "broad", reasons: broad.map((allow) => said(identity, allow)) };
  if (allowed.length === 0) return { level: "none", reasons: [] };
  return { level: "scoped", reasons: allowed.slice(0, 3).map((allow) => said(identity, allow)) };
}

type Allowed = { grant: Grant; abilities: readonly Ability[] };

const said = (identity: Resource, { grant, abilities }: Allowed): DerivedReason => ({
  text: `${grant.source} allows ${abilities.join(", ")} on ${grant.on}`,
  resourceKey: identity.key,
});

/** `account`: everything in it; `service`: a wildcard beneath no single resource; `named`: particular resources. */
type Breadth = "account" | "service" | "named";

function breadthOf(graph: ResourceGraph, on: string, account: readonly Resource[]): Breadth {
  const glob = compileGlob(on);
  const named = glob.exact ? graph.get(on) : undefined;
  if (glob.exact) return named && isScopeItself(named) ? "account" : "named";
  if (on === "*" || account.every((resource) => isScopeItself(resource) || glob.matches(resource.key)))
    return "account";
  if (!/[/:]\*$/.test(on)) return "named";
  return isBeneathAResource(graph, glob.prefix) ? "named" : "service";
}

/** The account's own key has no trailing part for a wildcard to match. */
const isScopeItself = (resource: Resource) => classOf(resource.type) === "account";

function isBeneathAResource(graph: ResourceGraph, prefix: string): boolean {
  const separators = [...prefix.matchAll(/[/:]/g)].map(({ index }) => index);
  return separators.some((end) => {
    const resource = graph.get(prefix.slice(0, end));
    return resource !== undefined && !isScopeItself(resource);
  });
}
