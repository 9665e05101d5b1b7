import type { AttackPath, Step } from "#lib/domain/attack-path.ts";
import type { Adjacency, ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship } from "#lib/domain/relationship.ts";
import { classOf } from "#lib/domain/resource.ts";
import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

/** A stop that could not be decided because it rests on something not collected. */
export type Undecided = { pathId: string; resourceKey: string; unknown: Unknown };

export type Admission = (stop: number, node: number) => boolean;

/** Answers, once per resource and stop, whether a path may stand there. */
export function admission(graph: ResourceGraph, shape: AttackPath, undecided: Undecided[]): Admission {
  const stops = [shape.from, ...shape.hops.map((hop) => hop.to)];
  const memory = stops.map(() => new Map<number, boolean>());
  return (stop, node) => {
    const spec = stops[stop];
    const resource = graph.nodes[node];
    if (!spec || !resource || !spec.classes.has(classOf(resource.type))) return false;
    const known = memory[stop]?.get(node);
    if (known !== undefined) return known;
    let admitted = false;
    try {
      admitted = spec.admits(resource, graph);
    } catch (error) {
      if (!(error instanceof UnknownRead)) throw error;
      undecided.push({ pathId: shape.id, resourceKey: resource.key, unknown: error.unknown });
    }
    memory[stop]?.set(node, admitted);
    return admitted;
  };
}

/** Edges both ways: those of the graph, and those that an estate-wide grant stands for. */
export type Edges = {
  /** Estate-wide grants are unfolded over `within` only, which the search has already narrowed. */
  forward: (node: number, steps: readonly Step[], within: readonly number[]) => number[];
  back: (node: number, steps: readonly Step[]) => number[];
  /** Whether `back` would find anything, without finding it all. */
  isReached: (node: number, steps: readonly Step[]) => boolean;
  between: (from: number, to: number, steps: readonly Step[]) => (Relationship & { against: boolean }) | null;
};

export function edgesOf(graph: ResourceGraph, estateGrants: readonly EstateGrant[]): Edges {
  const estate = unfolding(graph, estateGrants);
  const reachedBy = (node: number, step: Step): number[] =>
    alongKind(step.direction === "out" ? graph.into : graph.out, node, step.kind);
  const mayArrive = ({ onto }: Step, node: number): boolean => {
    const resource = graph.nodes[node];
    return !onto || (resource !== undefined && onto.has(classOf(resource.type)));
  };
  return {
    forward: (node, steps, within) =>
      steps.flatMap((step) =>
        [
          ...alongKind(step.direction === "out" ? graph.out : graph.into, node, step.kind),
          ...(step.direction === "out" ? estate.reached(node, step, within) : estate.holders(node, step)),
        ].filter((to) => mayArrive(step, to)),
      ),
    back: (node, steps) =>
      steps.flatMap((step) =>
        mayArrive(step, node)
          ? [...reachedBy(node, step), ...(step.direction === "out" ? estate.holders(node, step) : [])]
          : [],
      ),
    isReached: (node, steps) =>
      steps.some(
        (step) =>
          mayArrive(step, node) &&
          (reachedBy(node, step).length > 0 || (step.direction === "out" && estate.isHeld(node, step))),
      ),
    between: (from, to, steps) => {
      for (const step of steps.filter((candidate) => mayArrive(candidate, to))) {
        const [start, end] = step.direction === "out" ? [from, to] : [to, from];
        const against = step.direction === "in";
        const [startKey, endKey] = [graph.nodes[start]?.key ?? "", graph.nodes[end]?.key ?? ""];
        const edge = graph.edges(startKey, step.kind).find(({ resource }) => resource.key === endKey);
        const reason = edge ? edge.reason : estate.reasonOf(start, end, step);
        if (!edge && reason === undefined) continue;
        const relationship = { from: startKey, kind: step.kind, to: endKey, against };
        return reason === undefined ? relationship : { ...relationship, reason };
      }
      return null;
    },
  };
}

/** Grants of one kind and extent: what one of them reaches, all do. */
type Extent = { kind: string; reaches: EstateGrant["reaches"]; holders: number[] };

/**
 * Estate-wide grants read as edges. Administrators of one account share an extent, so what each extent reaches is
 * decided once, however many hold it.
 */
function unfolding(graph: ResourceGraph, estateGrants: readonly EstateGrant[]) {
  const extents = new Map<string, Extent>();
  const heldBy = new Map<number, { extent: Extent; reason: string }[]>();
  for (const { identityKey, kind, extent: id, reaches, reason } of estateGrants) {
    const holder = graph.indexOf(identityKey);
    if (holder === undefined) continue;
    const extent = extents.get(`${kind}\n${id}`) ?? { kind, reaches, holders: [] };
    extents.set(`${kind}\n${id}`, extent);
    extent.holders.push(holder);
    heldBy.set(holder, [...(heldBy.get(holder) ?? []), { extent, reason }]);
  }
  const byKind = Map.groupBy(extents.values(), ({ kind }) => kind);
  const holdersOf = new Map<string, number[]>();
  const reachedOf = new WeakMap<readonly number[], Map<Extent, number[]>>();
  const reaches = (extent: Extent, node: number): boolean => {
    const resource = graph.nodes[node];
    return resource !== undefined && extent.reaches(resource);
  };
  const reachedBy = (extent: Extent, within: readonly number[]): number[] => {
    const known = reachedOf.get(within) ?? new Map<Extent, number[]>();
    reachedOf.set(within, known);
    const found = known.get(extent) ?? within.filter((node) => reaches(extent, node));
    known.set(extent, found);
    return found;
  };
  return {
    reached: (node: number, step: Step, within: readonly number[]): number[] =>
      (heldBy.get(node) ?? [])
        .filter(({ extent }) => extent.kind === step.kind)
        .flatMap(({ extent }) => reachedBy(extent, within))
        .filter((to) => to !== node),
    holders: (node: number, step: Step): number[] => {
      const id = `${step.kind} ${node}`;
      const known = holdersOf.get(id);
      if (known) return known;
      const found = (byKind.get(step.kind) ?? [])
        .filter((extent) => reaches(extent, node))
        .flatMap(({ holders }) => holders)
        .filter((holder) => holder !== node);
      holdersOf.set(id, found);
      return found;
    },
    isHeld: (node: number, step: Step): boolean =>
      (byKind.get(step.kind) ?? []).some((extent) => reaches(extent, node)),
    reasonOf: (from: number, to: number, step: Step): string | undefined =>
      (heldBy.get(from) ?? []).find(
        ({ extent }) => extent.kind === step.kind && from !== to && reaches(extent, to),
      )?.reason,
  };
}

function alongKind(rows: Adjacency, node: number, kind: Step["kind"]): number[] {
  const wanted = relationshipKinds.indexOf(kind);
  const found: number[] = [];
  const end = rows.offsets[node + 1] ?? 0;
  for (let at = rows.offsets[node] ?? 0; at < end; at++)
    if (rows.kinds[at] === wanted) found.push(rows.targets[at] ?? 0);
  return found;
}
