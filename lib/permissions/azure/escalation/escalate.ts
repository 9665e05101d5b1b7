import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

import type { AccessLimits } from "../../access.ts";
import { untold, type Decision } from "../../decision.ts";
import { tellWays, wayOf, type Way } from "../../escalation-way.ts";
import { decide } from "../decide.ts";
import type { AzurePrincipal } from "../estate.ts";
import { covers, type Operation } from "../role.ts";
import { administratorsOf } from "./administrators.ts";
import { byDirectoryRights } from "./directory-rights.ts";
import { byDirectoryRoles } from "./directory-roles.ts";
import { federates, givesRoles, hostings, passings, rewritesRoles } from "./techniques.ts";

/** Identities each principal can get the rights of, each with the operations that make it. */
export function azureEscalations(
  graph: ResourceGraph,
  principals: readonly AzurePrincipal[],
  access: readonly Relationship[],
  limits: AccessLimits,
): Relationship[] {
  const byHolder = Map.groupBy(
    access.filter(({ kind }) => kind === "can-pass" || kind === "can-manage"),
    ({ from }) => from,
  );
  const hosts = hostsByType(graph);
  const administrators = administratorsOf(principals);
  const inDirectory = byDirectoryRights(graph, administrators);
  const overDirectory = byDirectoryRoles(graph, administrators);
  return principals.flatMap((principal) => {
    const asking = askerOf(principal);
    const edges = byHolder.get(principal.key) ?? [];
    const managed = (kind: Relationship["kind"]) =>
      edges.flatMap((edge) => (edge.kind === kind ? managedIdentity(graph.get(edge.to)) : []));
    return tellWays(principal.key, [
      ...managed("can-pass").flatMap((identity) => byPassing(identity, asking)),
      ...managed("can-manage").flatMap(({ key }) =>
        wayOf(key, federates.told, [asking(control(federates.action), key)]),
      ),
      ...byHosting(hosts, asking, limits),
      ...byOwnRoles(asking, administrators),
      ...inDirectory(principal),
      ...overDirectory(principal),
    ]);
  });
}

const control = (action: string): Operation => ({ action, isData: false });
const managedIdentity = (resource: Resource | undefined): Resource[] =>
  resource?.type === "azure.managed-identity.identity" ? [resource] : [];

/** Whether the principal may do an operation at a place. The same is asked for many identities, so answers are kept. */
type Asking = ((operation: Operation, place: string) => readonly [string, Decision]) & {
  principal: AzurePrincipal;
};

function askerOf(principal: AzurePrincipal): Asking {
  const { ids, assignments, denials, unread } = principal;
  const kept = new Map<string, Decision>();
  const ask = ({ action, isData }: Operation, place: string): readonly [string, Decision] => {
    const id = `${action}\n${place}`;
    const decision =
      kept.get(id) ??
      decide({
        principals: ids,
        action,
        isData,
        resource: place.toLowerCase(),
        context: untold,
        assignments,
        denials,
        groupsAbove: () => null,
        unread,
      });
    kept.set(id, decision);
    return [action, decision];
  };
  return Object.assign(ask, { principal });
}

/** Where the principal may hold an operation at all: what is made or changed has to stand there. */
const placesFor = ({ assignments }: AzurePrincipal, operation: Operation): string[] => [
  ...new Set(
    assignments
      .filter(({ permissions }) => permissions.some((permission) => covers(permission, operation)))
      .map(({ scope }) => scope),
  ),
];

/** What an identity is assigned to stands in its own subscription. */
function byPassing({ key }: Resource, asking: Asking): Way[] {
  const passed = asking(control("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"), key);
  return passings.flatMap(({ told, actions }) => {
    const [first = ""] = actions;
    return placesFor(asking.principal, control(first))
      .filter((place) => place.split("/")[2] === key.split("/")[2])
      .flatMap((place) =>
        wayOf(key, told, [passed, ...actions.map((action) => asking(control(action), place))]),
      );
  });
}

/** A host with the identities it runs as. */
type Host = { resource: Resource; identities: readonly string[] };

function hostsByType(graph: ResourceGraph): ReadonlyMap<string, readonly Host[]> {
  const wanted = new Set<string>(hostings.map(({ host }) => host));
  const hosts = graph.nodes
    .filter(({ type }) => wanted.has(type))
    .map((resource) => ({
      resource,
      identities: graph.edges(resource.key, "runs-as").map(({ resource: { key } }) => key),
    }))
    .filter(({ identities }) => identities.length > 0);
  return Map.groupBy(hosts, ({ resource }) => resource.type);
}

function byHosting(
  hosts: ReadonlyMap<string, readonly Host[]>,
  asking: Asking,
  { perGrant }: AccessLimits,
): Way[] {
  return hostings.flatMap(({ host, told, at, ways }) =>
    ways.flatMap((operations) => {
      const found = hosts.get(host) ?? [];
      const isHeld = operations.every((each) => placesFor(asking.principal, each).length > 0);
      if (!isHeld || found.length > perGrant) return [];
      return found.flatMap(({ resource, identities }) => {
        const decisions = operations.map((each) => asking(each, at(resource.key)));
        return identities.flatMap((to) => wayOf(to, told.replace("{host}", resource.name), decisions));
      });
    }),
  );
}

/** Who may give itself roles, or rewrite the one it holds, has what any administrator beneath has. */
function byOwnRoles(
  asking: Asking,
  administrators: (caller: AzurePrincipal, scope: string) => readonly string[],
): Way[] {
  const { principal } = asking;
  const given = placesFor(principal, control(givesRoles.action)).flatMap((scope) =>
    administrators(principal, scope).flatMap((to) =>
      wayOf(to, givesRoles.told, [asking(control(givesRoles.action), scope)]),
    ),
  );
  const rewritten = principal.assignments.flatMap(({ scope, custom }) => {
    if (!custom) return [];
    const decisions = custom.assignableScopes.map((each) => asking(control(rewritesRoles.action), each));
    const told = rewritesRoles.told.replace("{role}", custom.name);
    return administrators(principal, scope).flatMap((to) => wayOf(to, told, decisions));
  });
  return [...given, ...rewritten];
}
