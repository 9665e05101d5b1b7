import type { Ability, Grant } from "#lib/domain/ability.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { underCondition, type RelationshipKind } from "#lib/domain/relationship.ts";
import { classOf, providerOf, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import {
  accessLimits,
  type Access,
  type AccessLimits,
  type AccessKind,
  type EstateGrant,
} from "#lib/permissions/access.ts";

import { meaningOf } from "./access-kinds.ts";
import { compileGlob, type Glob } from "./glob.ts";
import { indexKeys, type KeyIndex } from "./key-index.ts";

/**
 * Who can do what to which resource, from the identities' own grants. A deny outranks every allow. `isBroad` is asked
 * only where there are so many edges that not every wide grant can be written out.
 */
export function deriveAccess(
  graph: ResourceGraph,
  limits: AccessLimits = accessLimits,
  isBroad: (identity: Resource) => boolean = () => true,
  exact: Access & { decided: ReadonlySet<string> } = nothingDecided,
): Access {
  const estate = { index: indexKeys(graph), fed: fedStores(graph), limits, isBroad };
  const access: Access = { relationships: [...exact.relationships], estateGrants: [] };
  for (const grant of exact.estateGrants) {
    const identity = graph.get(grant.identityKey);
    if (identity) tellWide(identity, grant, estate, access);
  }
  for (const identity of graph.ofClass("identity")) {
    if (exact.decided.has(identity.key)) continue;
    const grants = known(() => identity.facets.grants);
    if (grants) ofIdentity(identity, grants, estate, access);
  }
  return access;
}

const nothingDecided = { relationships: [], estateGrants: [], decided: new Set<string>() };

/** A wide grant stays one fact; only what feeds a model is written out. */
function tellWide(
  identity: Resource,
  grant: EstateGrant,
  { fed, limits, isBroad }: Estate,
  access: Access,
): void {
  access.estateGrants.push(grant);
  const isFull = access.relationships.length > limits.total;
  if (isFull && !isBroad(identity)) return;
  for (const store of isFull ? untold(fed, grant, identity) : fed.reachedBy(grant))
    if (store.key !== identity.key)
      access.relationships.push({
        from: identity.key,
        kind: grant.kind,
        to: store.key,
        reason: grant.reason,
      });
}

/** Stores that models read or learn from, by what a grant says of them. */
type FedStores = {
  reachedBy: (grant: EstateGrant) => readonly Resource[];
  /** `kind` and key of each over which a broad identity's wide grant is written out since edges became too many. */
  told: Set<string>;
};

/** Checks see edges only, so access to what feeds a model is written out however wide the grant is. */
function fedStores(graph: ResourceGraph): FedStores {
  const loose = new Set(graph.looseRelationships.flatMap(({ kind, to }) => (feeds.includes(kind) ? to : [])));
  const stores = graph.nodes.filter(
    ({ key }) => loose.has(key) || feeds.some((kind) => graph.hasEdgeInto(key, kind)),
  );
  const reached = new Map<string, readonly Resource[]>();
  return {
    reachedBy: ({ kind, extent, reaches }) => {
      const id = `${kind}\n${extent}`;
      const known = reached.get(id) ?? stores.filter(reaches);
      reached.set(id, known);
      return known;
    },
    told: new Set(),
  };
}
const feeds: readonly RelationshipKind[] = ["ingests", "trained-on"];

type Estate = {
  index: KeyIndex;
  fed: FedStores;
  limits: AccessLimits;
  isBroad: (identity: Resource) => boolean;
};

function ofIdentity(
  identity: Resource,
  grants: readonly Grant[],
  { index, fed, limits, isBroad }: Estate,
  access: Access,
): void {
  const from = identity.key;
  const denied = deniesOf(grants);
  const seen = new Set<string>();
  const isFull = () => access.relationships.length > limits.total;
  for (const grant of surestFirst(grants)) {
    const glob = compileGlob(grant.on);
    const reason = grant.conditional ? grant.source + underCondition : grant.source;
    const write = (resource: Resource, kind: AccessKind) => {
      const to = resource.key;
      const id = `${kind}\n${to}`;
      if (to === from || seen.has(id)) return;
      seen.add(id);
      access.relationships.push({ from, kind, to, reason });
    };
    const wide = index.candidateCount(glob, identity) > limits.perGrant || (!glob.exact && isFull());
    if (wide)
      for (const estateGrant of estateGrantsOf(identity, grant, glob, reason, denied)) {
        access.estateGrants.push(estateGrant);
        const { kind } = estateGrant;
        if (!isFull()) for (const store of fed.reachedBy(estateGrant)) write(store, kind);
        else if (isBroad(identity))
          for (const store of untold(fed, estateGrant, identity)) write(store, kind);
      }
    else
      for (const resource of index.matches(glob, identity))
        for (const kind of kindsOn(grant, resource, denied)) write(resource, kind);
  }
}

/** What an identity may anyhow is not told as if it rested on a condition. */
const surestFirst = (grants: readonly Grant[]): Grant[] =>
  grants
    .filter(({ effect }) => effect === "allow")
    .toSorted((a, b) => Number(a.conditional) - Number(b.conditional));

/** One broad identity for each store is enough for a check to fail, so that edges grow with the stores alone. */
function untold({ reachedBy, told }: FedStores, grant: EstateGrant, identity: Resource): Resource[] {
  return reachedBy(grant).filter(({ key }) => {
    const id = `${grant.kind}\n${key}`;
    if (key === identity.key || told.has(id)) return false;
    told.add(id);
    return true;
  });
}

type Denied = (ability: Ability, key: string) => boolean;

const nothing: Denied = () => false;

/** A conditional deny may not apply, so it takes nothing away. */
function deniesOf(grants: readonly Grant[]): Denied {
  const denies = grants
    .filter((grant) => grant.effect === "deny" && !grant.conditional)
    .map((grant) => ({ glob: compileGlob(grant.on), abilities: new Set(grant.abilities) }));
  if (denies.length === 0) return nothing;
  return (ability, key) => denies.some(({ glob, abilities }) => abilities.has(ability) && glob.matches(key));
}

const kindsOn = (grant: Grant, resource: Resource, denied: Denied): AccessKind[] =>
  grant.abilities
    .filter((ability) => meaningOf[ability].classes.has(classOf(resource.type)))
    .filter((ability) => !denied(ability, resource.key))
    .map((ability) => meaningOf[ability].kind);

function estateGrantsOf(
  identity: Resource,
  grant: Grant,
  glob: Glob,
  reason: string,
  denied: Denied,
): EstateGrant[] {
  const provider = providerOf(identity.type);
  const byKind = Map.groupBy(grant.abilities, (ability) => meaningOf[ability].kind);
  const account = glob.prefix === "" ? identity.account : "";
  return [...byKind].map(([kind, abilities]) => ({
    identityKey: identity.key,
    kind,
    reason,
    extent: [
      provider,
      account,
      grant.on,
      ...abilities.toSorted(),
      denied === nothing ? "" : identity.key,
    ].join("\n"),
    reaches: (resource) => {
      if (account !== "" && resource.account !== account) return false;
      const resourceClass = classOf(resource.type);
      return (
        abilities.some(
          (ability) => meaningOf[ability].classes.has(resourceClass) && !denied(ability, resource.key),
        ) &&
        glob.matches(resource.key) &&
        providerOf(resource.type) === provider
      );
    },
  }));
}
