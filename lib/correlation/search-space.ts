import type { AttackPath, Step } from "#lib/domain/attack-path.ts";
import type { Adjacency, ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship } from "#lib/domain/relationship.ts";
import { classOf } from "#lib/domain/resource.ts";
import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";
import type { EstateGrant } from "#lib/inventory/derive-access.ts";

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

function unfolding(graph: ResourceGraph, estateGrants: readonly EstateGrant[]) {
  const byIdentity = Map.groupBy(estateGrants, (grant) => grant.identityKey);
  const byKind = Map.groupBy(estateGrants, (grant) => grant.kind as string);
  const heldBy = (node: number, step: Step) =>
    (byIdentity.get(graph.nodes[node]?.key ?? "") ?? []).filter((grant) => grant.kind === step.kind);
  const grantTo = (grants: readonly EstateGrant[], node: number) => {
    const resource = graph.nodes[node];
    return resource ? grants.filter((grant) => grant.reaches(resource)) : [];
  };
  return {
    reached: (node: number, step: Step, within: readonly number[]): number[] => {
      const grants = heldBy(node, step);
      return grants.length === 0 ? [] : within.filter((candidate) => grantTo(grants, candidate).length > 0);
    },
    holders: (node: number, step: Step): number[] =>
      grantTo(byKind.get(step.kind) ?? [], node).flatMap((grant) => graph.indexOf(grant.identityKey) ?? []),
    reasonOf: (from: number, to: number, step: Step): string | undefined =>
      grantTo(heldBy(from, step), to)[0]?.reason,
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
