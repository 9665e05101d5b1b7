import type { Step } from "#lib/domain/attack-path.ts";
import type { Adjacency } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";

import { indexOfKind } from "./automaton.ts";
import type { SearchSpace } from "./sweep.ts";

type WalkedEdge = Relationship & { against: boolean };

/** The edge over which a path goes from one node to the next: the first of its steps that has one. `keyOf` names both. */
export function edgeBetween(
  space: SearchSpace,
  graph: ResourceGraph,
  from: number,
  to: number,
  steps: readonly Step[],
  keyOf: (node: number) => string,
): WalkedEdge | null {
  for (const step of steps) {
    if (!mayWalk(space, step, from, to)) continue;
    const against = step.direction === "in";
    const [start, end] = against ? [to, from] : [from, to];
    const found = writtenOut(graph, start, end, step) ?? granted(space, start, end, step);
    if (!found) continue;
    const edge = { from: keyOf(start), kind: step.kind, to: keyOf(end), against };
    return found.reason === undefined ? edge : { ...edge, reason: found.reason };
  }
  return null;
}

function mayWalk({ graph }: SearchSpace, { onto, acrossAccounts }: Step, from: number, to: number): boolean {
  const name = resourceClasses[graph.classes[to] ?? 0];
  if (onto && (name === undefined || !onto.has(name))) return false;
  return acrossAccounts !== true || graph.accounts[from] !== graph.accounts[to];
}

type Found = { reason: string | undefined };

/** Looked for from the end that has fewer edges. */
function writtenOut(graph: ResourceGraph, start: number, end: number, { kind }: Step): Found | null {
  const count = ({ offsets }: Adjacency, node: number) => (offsets[node + 1] ?? 0) - (offsets[node] ?? 0);
  const [rows, node, other] =
    count(graph.out, start) <= count(graph.into, end) ? [graph.out, start, end] : [graph.into, end, start];
  const wanted = indexOfKind(kind);
  for (let at = rows.offsets[node] ?? 0; at < (rows.offsets[node + 1] ?? 0); at++)
    if (rows.targets[at] === other && rows.kinds[at] === wanted) return { reason: rows.reasons.at(at) };
  return null;
}

function granted({ hubs }: SearchSpace, start: number, end: number, { kind }: Step): Found | null {
  const wanted = indexOfKind(kind);
  if (start === end) return null;
  return hubs.heldBy(start).find(({ hub }) => hub.kind === wanted && hub.reaches(end)) ?? null;
}
