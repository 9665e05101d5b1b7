import type { QueryStep } from "#lib/contract/query/query.ts";
import type { Adjacency } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import type { Budget } from "./budget.ts";

/** A relationship as it stands in the graph, whichever way it was walked. */
export type WalkedEdge = { from: number; to: number; kind: number; reason: string | undefined };

/** A resource that a step arrives at, with one shortest way there. */
export type Arrival = { index: number; edges: readonly WalkedEdge[] };

type Step = Pick<QueryStep, "direction" | "kinds" | "min" | "max">;
type Reached = { index: number; edge: WalkedEdge | null; before: Reached | null };

/** Everything from `min` to `max` relationships away, each resource once. Throws `BudgetSpent`. */
export function walkStep(graph: ResourceGraph, from: number, step: Step, budget: Budget): Arrival[] {
  const side = step.direction === "out" ? graph.out : graph.into;
  const mask = maskOf(step);
  const arrivals = new Map<number, Arrival>();
  let frontier: Reached[] = [{ index: from, edge: null, before: null }];
  for (let length = 1; length <= step.max && frontier.length > 0; length++) {
    frontier = nextFrontier(side, frontier, mask, step.direction, budget);
    if (length < step.min) continue;
    for (const reached of frontier)
      if (!arrivals.has(reached.index))
        arrivals.set(reached.index, { index: reached.index, edges: edgesTo(reached) });
  }
  return [...arrivals.values()];
}

const every = -1;
const maskOf = ({ kinds }: Step): number =>
  kinds.length === 0 ? every : kinds.reduce((mask, kind) => mask | (1 << relationshipKinds.indexOf(kind)), 0);

function nextFrontier(
  side: Adjacency,
  frontier: readonly Reached[],
  mask: number,
  direction: Step["direction"],
  budget: Budget,
): Reached[] {
  const next = new Map<number, Reached>();
  for (const before of frontier) {
    if (((side.kindsOf[before.index] ?? 0) & mask) === 0) continue;
    const end = side.offsets[before.index + 1] ?? 0;
    for (let at = side.offsets[before.index] ?? 0; at < end; at++) {
      budget.spend();
      const kind = side.kinds[at] ?? 0;
      const index = side.targets[at] ?? -1;
      if ((mask & (1 << kind)) === 0 || next.has(index)) continue;
      const [tail, head] = direction === "out" ? [before.index, index] : [index, before.index];
      next.set(index, { index, before, edge: { from: tail, to: head, kind, reason: side.reasons.at(at) } });
    }
  }
  return [...next.values()];
}

function edgesTo(reached: Reached): WalkedEdge[] {
  const edges: WalkedEdge[] = [];
  for (let at: Reached | null = reached; at?.edge; at = at.before) edges.push(at.edge);
  return edges.toReversed();
}
