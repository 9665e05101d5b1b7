import type { Check } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

/** How far a check may look; a content test holds every check's examples to it. */
export const followDepthMax = 3;

/**
 * The resources whose outcomes can differ after `changedKeys` changed: themselves, and what can see them over the
 * relationships that checks declare to follow, with their accounts. Grows with the change, not with the estate.
 */
export function dirtyResources(
  checks: readonly Check[],
  graph: ResourceGraph,
  changedKeys: ReadonlySet<string>,
): Resource[] {
  const followed = followedKinds(checks);
  const dirty = new Set<number>();
  let frontier = [...changedKeys].flatMap((key) => graph.indexOf(key) ?? []);
  frontier.push(...besideWhatIsGone(graph, changedKeys));
  for (const node of frontier) dirty.add(node);
  for (const node of accountsOf(graph, changedKeys)) dirty.add(node);
  for (let depth = 0; depth < followDepthMax && frontier.length > 0; depth++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const side of [graph.out, graph.into]) {
        const end = side.offsets[node + 1] ?? 0;
        for (let at = side.offsets[node] ?? 0; at < end; at++) {
          const neighbour = side.targets[at] ?? 0;
          if (!followed[side.kinds[at] ?? 0] || dirty.has(neighbour)) continue;
          dirty.add(neighbour);
          next.push(neighbour);
        }
      }
    }
    frontier = next;
  }
  return [...dirty].flatMap((node) => graph.nodes[node] ?? []);
}

/** A thing that is gone has no edges in the graph; the relationships that named it still say whom it concerned. */
function besideWhatIsGone(graph: ResourceGraph, changedKeys: ReadonlySet<string>): number[] {
  const gone = new Set([...changedKeys].filter((key) => graph.indexOf(key) === undefined));
  if (gone.size === 0) return [];
  return graph.relationships
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

function followedKinds(checks: readonly Check[]): readonly boolean[] {
  const kinds = new Set<RelationshipKind>(checks.flatMap((check) => check.follows));
  return relationshipKinds.map((kind) => kinds.has(kind));
}
