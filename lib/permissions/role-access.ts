import { underCondition, type Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";

import type { Access, AccessKind, AccessLimits, EstateGrant } from "./access.ts";
import { reasonOf, type Decision } from "./decision.ts";

/** One thing that may be asked about a resource, and the kind of access that a yes amounts to. */
export type Asked = { kind: AccessKind };

/** A role held on a place: what clouds have whose policies only add up, and are cut by denials alone. */
export type Holding<Q extends Asked> = {
  /** The same for whoever holds the same role on the same place under the same condition. */
  extent: string;
  /** Role and place, as it is written where it was assigned. */
  source: string;
  /** Nothing that was not told decides whether it gives. */
  isSure: boolean;
  /** What may lie beneath the place. Asked once for each extent. */
  beneath: () => readonly Resource[];
  /** Whether it may give this, denials aside. */
  gives: (question: Q, resource: Resource) => boolean;
};

export type Holder<Q extends Asked> = {
  key: string;
  holdings: readonly Holding<Q>[];
  /** Something may take away from it what its roles give. */
  isLimited: boolean;
  decide: (question: Q, resource: Resource) => Decision;
};

/** Turns what holders may do into edges, and into facts of the holder where it is over too much to be written out. */
export function roleAccess<Q extends Asked>(
  holders: readonly Holder<Q>[],
  questionsOf: (type: ResourceType) => readonly Q[],
  limits: AccessLimits,
): Access {
  const access: Access = { relationships: [], estateGrants: [] };
  const reach = reachByExtent(questionsOf);
  for (const holder of holders) {
    const told = new Set<string>();
    for (const holding of holder.holdings)
      for (const [kind, resources] of reach(holding)) {
        const isWide =
          resources.size > limits.perGrant || access.relationships.length + resources.size > limits.total;
        if (isWide)
          access.estateGrants.push(asFact(holder, holding, kind, [...resources.values()], questionsOf));
        else
          for (const resource of resources.values()) {
            const id = `${kind}\n${resource.key}`;
            if (resource.key === holder.key || told.has(id)) continue;
            told.add(id);
            const decision = best(holder, kind, resource, questionsOf);
            if (decision.verdict !== "denied")
              access.relationships.push(edgeOf(holder.key, kind, resource.key, decision));
          }
      }
  }
  return access;
}

type Reach = ReadonlyMap<AccessKind, ReadonlyMap<string, Resource>>;

function reachByExtent<Q extends Asked>(
  questionsOf: (type: ResourceType) => readonly Q[],
): (holding: Holding<Q>) => Reach {
  const known = new Map<string, Reach>();
  return (holding) => {
    const before = known.get(holding.extent);
    if (before) return before;
    const found = new Map<AccessKind, Map<string, Resource>>();
    for (const resource of holding.beneath())
      for (const question of questionsOf(resource.type)) {
        const resources = found.get(question.kind) ?? new Map<string, Resource>();
        if (resources.has(resource.key) || !holding.gives(question, resource)) continue;
        found.set(question.kind, resources.set(resource.key, resource));
      }
    known.set(holding.extent, found);
    return found;
  };
}

const rank: Record<Decision["verdict"], number> = { allowed: 0, maybe: 1, denied: 2 };
const nothingAsked: Decision = { verdict: "denied", deciding: [], conditions: [], unread: [] };

/** The surest way to a kind of access; of two alike, the one that is asked first. */
function best<Q extends Asked>(
  holder: Holder<Q>,
  kind: AccessKind,
  resource: Resource,
  questionsOf: (type: ResourceType) => readonly Q[],
): Decision {
  let found = nothingAsked;
  for (const question of questionsOf(resource.type)) {
    if (question.kind !== kind) continue;
    const decision = holder.decide(question, resource);
    if (decision.verdict === "allowed") return decision;
    if (rank[decision.verdict] < rank[found.verdict]) found = decision;
  }
  return found;
}

const edgeOf = (from: string, kind: AccessKind, to: string, decision: Decision): Relationship => ({
  from,
  kind,
  to,
  reason: reasonOf(decision),
});

/** Holders of one role on one place share the extent, but for one that something is denied to. */
function asFact<Q extends Asked>(
  holder: Holder<Q>,
  { extent, source, isSure }: Holding<Q>,
  kind: AccessKind,
  resources: readonly Resource[],
  questionsOf: (type: ResourceType) => readonly Q[],
): EstateGrant {
  const verdicts = holder.isLimited
    ? resources.map((resource) => best(holder, kind, resource, questionsOf).verdict)
    : [];
  const kept = resources.filter((_, at) => verdicts[at] !== "denied");
  const keys = new Set(kept.map(({ key }) => key));
  return {
    identityKey: holder.key,
    kind,
    reason: isSure && !verdicts.includes("maybe") ? source : source + underCondition,
    extent: `${kind}\n${extent}\n${holder.isLimited ? holder.key : ""}`,
    reaches: ({ key }) => keys.has(key),
  };
}
