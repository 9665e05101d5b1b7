import type { Derived, RouteHop } from "#lib/domain/derived.ts";
import type { FactMap } from "#lib/domain/fact-map.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { accessLimits, type Access, type EstateGrant } from "#lib/permissions/access.ts";
import { awsAccess } from "#lib/permissions/aws/access.ts";
import { azureAccess } from "#lib/permissions/azure/access.ts";
import { distributionRights } from "#lib/permissions/aws/distributions.ts";
import { googleAccess } from "#lib/permissions/gcp/access.ts";
import { cloudIdentities } from "#lib/permissions/kubernetes/cloud-identities.ts";
import { nodeIdentities } from "#lib/permissions/kubernetes/node-identities.ts";
import { kubernetesAccess } from "#lib/permissions/kubernetes/access.ts";
import { findRoutes } from "#lib/reach/find-routes.ts";

import { deriveAccess } from "./derive-access.ts";
import { deriveCallsByGrant, deriveCallsByHost, deriveOrigins, deriveToolBackends } from "./derive-calls.ts";
import { derivePrivilege } from "./derive-privilege.ts";
import { deriveSensitivity } from "./derive-sensitivity.ts";
import { withDerivedGaps } from "./derived-gaps.ts";
import { EdgeSet } from "./edge-set.ts";
import { deriveSource } from "./derive-source.ts";
import { deriveStoresByHost } from "./derive-stores.ts";
import { PackedFacts } from "./packed-facts.ts";
import { PackedResource } from "./packed-resource.ts";
import { deriveFederation, deriveTrust, trustedEstateGrants, trustedOnly } from "./derive-trust.ts";

export type Derivation = {
  /** Derived edges only, each with its reason. */
  relationships: readonly Relationship[];
  /** Access too wide to be written out as edges; path search reads it as edges all the same. */
  estateGrants: readonly EstateGrant[];
  factsByKey: Pick<FactMap<Derived>, "get"> & Iterable<[string, Derived]>;
  /** The collected graph with derived edges and facts. */
  graph: ResourceGraph;
};

export function deriveRelationships(
  graph: ResourceGraph,
): Pick<Derivation, "relationships" | "estateGrants"> {
  const privileges = once(() => derivePrivilege(graph));
  const exact = exactAccess(graph);
  const access = deriveAccess(
    graph,
    undefined,
    (identity) => privileges().get(identity.key)?.level === "broad",
    exact,
  );
  const isDecided = (key: string) => exact.decided.has(key);
  const told = new EdgeSet(graph);
  for (const loose of graph.looseRelationships) told.add(loose);
  const calls = [
    ...deriveCallsByHost(graph, mayUseOf(graph, access)),
    ...deriveToolBackends(graph),
    ...deriveCallsByGrant(graph),
  ];
  const relationships = [
    ...access.relationships.filter(({ from }) => isDecided(from)),
    ...trustedOnly(
      graph,
      access.relationships.filter(({ from }) => !isDecided(from)),
    ),
    // Where the caller's own policies were read, its trust was weighed together with them.
    ...deriveTrust(graph).filter(({ from }) => !isDecided(from)),
    ...deriveFederation(graph),
    ...cloudIdentities(graph),
    ...nodeIdentities(graph),
    ...distributionRights(graph),
    ...deriveOrigins(graph),
    ...deriveSource(graph),
    ...calls,
    ...deriveStoresByHost(graph, calls),
  ].filter((relationship) => told.add(relationship) && !graph.isJoined(relationship));
  return {
    relationships,
    estateGrants: [
      ...access.estateGrants.filter(({ identityKey }) => isDecided(identityKey)),
      ...trustedEstateGrants(
        graph,
        access.estateGrants.filter(({ identityKey }) => !isDecided(identityKey)),
      ),
    ],
  };
}

/** What the engines of each provider decide by its own policies. */
function exactAccess(graph: ResourceGraph): Access & { decided: ReadonlySet<string> } {
  const parts = [
    awsAccess(graph, accessLimits),
    azureAccess(graph, accessLimits),
    googleAccess(graph, accessLimits),
    kubernetesAccess(graph, accessLimits),
  ];
  return {
    relationships: parts.flatMap(({ relationships }) => relationships),
    estateGrants: parts.flatMap(({ estateGrants }) => estateGrants),
    decided: new Set(parts.flatMap(({ decided }) => [...decided])),
  };
}

function once<T>(read: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}

/** Allowed to invoke a service means allowed on it or on what it hosts. */
function mayUseOf(graph: ResourceGraph, { relationships, estateGrants }: Access) {
  const used = new Set<RelationshipKind>(["can-invoke", "can-read", "can-write"]);
  const written = Map.groupBy(
    relationships.filter(({ kind }) => used.has(kind)),
    ({ from }) => from,
  );
  const wide = Map.groupBy(
    estateGrants.filter(({ kind }) => used.has(kind)),
    ({ identityKey }) => identityKey,
  );
  return (caller: Resource, to: Resource): boolean => {
    const targets = [to, ...graph.edgesInto(to.key, "hosted-on").map(({ resource }) => resource)];
    const keys = new Set(targets.map(({ key }) => key));
    return graph
      .edges(caller.key, "runs-as")
      .some(
        ({ resource: { key } }) =>
          (written.get(key) ?? []).some((edge) => keys.has(edge.to)) ||
          (wide.get(key) ?? []).some((grant) => targets.some(grant.reaches)),
      );
  };
}

/** Everything that follows from what was collected. Give it the graph without derived edges. */
export function derive(graph: ResourceGraph): Derivation {
  const { relationships, estateGrants } = deriveRelationships(graph);
  const linked = graph.joinedBy(relationships);
  const columns = PackedResource.columnsOf(graph.nodes);
  const gaps = withDerivedGaps(graph.gaps);
  if (columns) {
    const factsByKey = derivePacked(linked);
    // The resources themselves: nothing that is derived reads what was derived before, and a million take their room.
    columns.tellDerived(factsByKey);
    return { relationships, estateGrants, factsByKey, graph: linked.toldAnew(linked.nodes, gaps) };
  }
  const factsByKey = deriveFacts(linked);
  const nodes = graph.nodes.map((resource) => ({ ...resource, derived: factsByKey.get(resource.key) ?? {} }));
  return { relationships, estateGrants, factsByKey, graph: linked.toldAnew(nodes, gaps) };
}

function deriveFacts(linked: ResourceGraph): Map<string, Derived> {
  const { exposures, routes } = findRoutes(linked);
  const sensitivity = deriveSensitivity(linked);
  const privilege = derivePrivilege(linked);
  return new Map(
    linked.nodes.map(({ key }) => [
      key,
      withoutAbsent({
        exposure: exposures.get(key),
        route: asFact(routes.get(key)),
        sensitivity: sensitivity.get(key),
        privilege: privilege.get(key),
      }),
    ]),
  );
}

function derivePacked(linked: ResourceGraph): PackedFacts {
  const facts = new PackedFacts(linked.keys);
  findRoutes(linked, facts);
  deriveSensitivity(linked, facts.sensitivity);
  derivePrivilege(linked, facts.privilege);
  return facts;
}

const asFact = (hops: readonly RouteHop[] | undefined): Derived["route"] => hops && { reasons: [...hops] };

function withoutAbsent(facts: { [K in keyof Derived]: Derived[K] | undefined }): Derived {
  return {
    ...(facts.exposure ? { exposure: facts.exposure } : {}),
    ...(facts.route ? { route: facts.route } : {}),
    ...(facts.sensitivity ? { sensitivity: facts.sensitivity } : {}),
    ...(facts.privilege ? { privilege: facts.privilege } : {}),
  };
}
