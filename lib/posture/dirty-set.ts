import type { Check } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

/** How far a check may look; a content test holds every check's examples to it. */
export const followDepthMax = 3;

/**
 * The resources whose outcomes can differ after `changedKeys` changed: themselves, and what a check of theirs can see
 * them from, with their accounts. Grows with the change, not with the estate.
 */
export function dirtyResources(
  checks: readonly Check[],
  graph: ResourceGraph,
  changedKeys: ReadonlySet<string>,
): Resource[] {
  const changed = new Set([...changedKeys].flatMap((key) => graph.indexOf(key) ?? []));
  for (const node of besideWhatIsGone(graph, changedKeys)) changed.add(node);
  const dirty = new Set([...changed, ...accountsOf(graph, changedKeys)]);
  for (const reach of reachesOf(checks))
    for (const node of reachable(graph, changed, reach))
      if (reach.types.has(graph.nodes[node]?.type ?? "")) dirty.add(node);
  return [...dirty].flatMap((node) => graph.nodes[node] ?? []);
}

/** Which kinds some checks follow, one bit each, how far, and the types of the resources they are asked about. */
type Reach = { kinds: number; depth: number; types: Set<string> };

function reachesOf(checks: readonly Check[]): Iterable<Reach> {
  const reaches = new Map<string, Reach>();
  for (const { follows, followDepth, appliesTo } of checks) {
    if (follows.length === 0) continue;
    const kinds = follows.reduce((bits, kind) => bits | (1 << relationshipKinds.indexOf(kind)), 0);
    const depth = followDepth ?? followDepthMax;
    const reach = reaches.get(`${kinds} ${depth}`) ?? { kinds, depth, types: new Set() };
    reaches.set(`${kinds} ${depth}`, reach);
    for (const type of appliesTo) reach.types.add(type);
  }
  return reaches.values();
}

/** Nodes from which some of `starts` are at most `depth` steps away, over those kinds in either direction. */
function reachable(graph: ResourceGraph, starts: ReadonlySet<number>, { kinds, depth }: Reach): Set<number> {
  const reached = new Set(starts);
  let frontier: Iterable<number> = starts;
  for (let step = 0; step < depth; step++) {
    const next: number[] = [];
    for (const node of frontier)
      for (const { offsets, targets, kinds: kindAt, kindsOf } of [graph.out, graph.into]) {
        if (((kindsOf[node] ?? 0) & kinds) === 0) continue;
        const end = offsets[node + 1] ?? 0;
        for (let at = offsets[node] ?? 0; at < end; at++) {
          const neighbour = targets[at] ?? 0;
          if (((1 << (kindAt[at] ?? 0)) & kinds) === 0 || reached.has(neighbour)) continue;
          reached.add(neighbour);
          next.push(neighbour);
        }
      }
    frontier = next;
  }
  return reached;
}

/** A thing that is gone has no edges in the graph; the relationships that named it still say whom it concerned. */
function besideWhatIsGone(graph: ResourceGraph, changedKeys: ReadonlySet<string>): number[] {
  const gone = new Set([...changedKeys].filter((key) => graph.indexOf(key) === undefined));
  if (gone.size === 0) return [];
  return graph.looseRelationships
    .flatMap(({ from, to }) => [...(gone.has(to) ? [from] : []), ...(gone.has(from) ? [to] : [])])
    .flatMap((key) => graph.indexOf(key) ?? []);
}

/** What an account is asked may rest on anything in it, a thing that is gone included. */
function accountsOf(graph: ResourceGraph, changedKeys: ReadonlySet<string>): number[] {
  const accounts = new Set([...changedKeys].flatMap((key) => graph.get(key)?.account ?? []));
  const gone = [...changedKeys].some((key) => graph.get(key) === undefined);
  return graph
    .ofClass("account")
    .filter(({ account }) => gone || accounts.has(account))
    .flatMap(({ key }) => graph.indexOf(key) ?? []);
}
