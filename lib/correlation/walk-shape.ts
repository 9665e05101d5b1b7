import type { AttackPath, Hop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf } from "#lib/domain/resource.ts";

import type { Admission, Edges } from "./search-space.ts";

/** A place in the search: a resource, the stop behind it, and how many edges of the next hop are walked. */
export type State = { node: number; hop: number; walked: number };

/** The shape as an automaton over the graph, walkable both ways. */
export type Walker = {
  id: (state: State) => number;
  /** `hop` states with nothing walked, at every resource the stop admits. */
  atStop: (stop: number) => State[];
  forward: (state: State, within: readonly number[]) => State[];
  back: (state: State) => State[];
};

export function walkerOf(graph: ResourceGraph, shape: AttackPath, admits: Admission, edges: Edges): Walker {
  const width = Math.max(1, ...shape.hops.map((hop) => hop.max));
  const perNode = (shape.hops.length + 1) * width;
  const mayPass = (hop: Hop, node: number): boolean => {
    const resource = graph.nodes[node];
    return resource !== undefined && (hop.between === null || hop.between.has(classOf(resource.type)));
  };
  /** Whether a walk may stand at the state at all. */
  const stands = ({ node, hop, walked }: State): boolean => {
    const next = shape.hops[hop];
    return walked === 0 ? admits(hop, node) : next !== undefined && mayPass(next, node);
  };
  /** What no edge leads to is not asked about, so that what is unknown of it casts no doubt. */
  const mayBeReached = (stop: number, node: number): boolean => {
    const hop = shape.hops[stop - 1];
    return !hop || hop.min === 0 || edges.isReached(node, hop.over);
  };
  return {
    id: ({ node, hop, walked }) => node * perNode + hop * width + walked,
    atStop: (stop) =>
      graph.nodes.flatMap((_, node) =>
        mayBeReached(stop, node) && admits(stop, node) ? [{ node, hop: stop, walked: 0 }] : [],
      ),
    forward: ({ node, hop, walked }, within) => {
      const next = shape.hops[hop];
      if (!next) return [];
      const stay = walked === 0 && next.min === 0 ? [{ node, hop: hop + 1, walked: 0 }] : [];
      const reached = edges.forward(node, next.over, within);
      const arrived = reached.map((to) => ({ node: to, hop: hop + 1, walked: 0 }));
      const under = walked + 1 < next.max ? reached.map((to) => ({ node: to, hop, walked: walked + 1 })) : [];
      return [...stay, ...arrived, ...under].filter(stands);
    },
    back: ({ node, hop, walked }) => {
      if (walked > 0) {
        const current = shape.hops[hop];
        if (!current) return [];
        return edges
          .back(node, current.over)
          .map((from) => ({ node: from, hop, walked: walked - 1 }))
          .filter(stands);
      }
      const previous = shape.hops[hop - 1];
      if (!previous) return [];
      const stayed = previous.min === 0 ? [{ node, hop: hop - 1, walked: 0 }] : [];
      const stepped = edges
        .back(node, previous.over)
        .flatMap((from) =>
          Array.from({ length: previous.max }, (_, before) => ({ node: from, hop: hop - 1, walked: before })),
        );
      return [...stayed, ...stepped].filter(stands);
    },
  };
}

export type Tree = Map<number, { state: State; parent: number | null }>;

/** Breadth first from `sources`, so that every state is reached over the fewest steps. */
export function grow(
  sources: readonly State[],
  next: (state: State) => readonly State[],
  id: Walker["id"],
): Tree {
  const tree: Tree = new Map();
  const queue: State[] = [];
  const reached = (state: State, parent: number | null) => {
    const at = id(state);
    if (tree.has(at)) return;
    tree.set(at, { state, parent });
    queue.push(state);
  };
  for (const source of sources) reached(source, null);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head];
    if (!state) break;
    for (const neighbour of next(state)) reached(neighbour, id(state));
  }
  return tree;
}

/** From the tree's source to `at`, both included. */
export function branch(tree: Tree, at: number): State[] {
  const states: State[] = [];
  for (let entry = tree.get(at); entry; entry = entry.parent === null ? undefined : tree.get(entry.parent))
    states.push(entry.state);
  return states.toReversed();
}
