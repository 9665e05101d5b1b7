import type { AttackPath } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import { admission, edgesOf, type Edges, type Undecided } from "./search-space.ts";
import { branch, grow, walkerOf, type State, type Tree, type Walker } from "./walk-shape.ts";

export type FoundPath = {
  pathId: string;
  /** The two keys that, with the shape, identify the issue. */
  startKey: string;
  endKey: string;
  keys: readonly string[];
  /** For each stop of the shape, where in `keys` it stands. */
  stops: readonly number[];
  /** One for each pair of neighbours in `keys`; `against` where the path goes from its `to` to its `from`. */
  edges: readonly (Relationship & { against: boolean })[];
  /** Other resources at which the same issue begins or ends. */
  otherEntries: readonly string[];
  otherTargets: readonly string[];
};

export type Search = {
  paths: readonly FoundPath[];
  undecided: readonly Undecided[];
  /** Shapes whose paths were more than the limit: what is missing is said, not dropped. */
  truncated: readonly { pathId: string; limit: number }[];
};

/** All paths of all shapes: one for each pair of identifying resources, over the fewest edges. */
export function findPaths(
  graph: ResourceGraph,
  shapes: readonly AttackPath[],
  {
    estateGrants = [],
    maxPerShape = 5000,
  }: { estateGrants?: readonly EstateGrant[]; maxPerShape?: number } = {},
): Search {
  const undecided: Undecided[] = [];
  const truncated: { pathId: string; limit: number }[] = [];
  const edges = edgesOf(graph, estateGrants);
  const paths = shapes.flatMap((shape) => {
    const found = ofShape(graph, shape, edges, undecided, maxPerShape + 1);
    if (found.length > maxPerShape) truncated.push({ pathId: shape.id, limit: maxPerShape });
    return found.slice(0, maxPerShape);
  });
  return { paths: withoutCovered(paths, shapes), undecided: undecided.toSorted(byPlace), truncated };
}

const byPlace = (a: Undecided, b: Undecided): number =>
  compare(a.pathId, b.pathId) || compare(a.resourceKey, b.resourceKey);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function ofShape(
  graph: ResourceGraph,
  shape: AttackPath,
  edges: Edges,
  undecided: Undecided[],
  limit: number,
): FoundPath[] {
  const walker = walkerOf(graph, shape, admission(graph, shape, undecided), edges);
  const last = shape.hops.length;
  const canArrive = grow(walker.atStop(last), walker.back, walker.id);
  const within = [...new Set([...canArrive.values()].map(({ state }) => state.node))].toSorted((a, b) =>
    compare(graph.nodes[a]?.key ?? "", graph.nodes[b]?.key ?? ""),
  );
  const rank = new Int32Array(graph.nodes.length);
  for (const [index, node] of within.entries()) rank[node] = index;
  const starts = statesAt(rank, canArrive, 0);
  if (starts.length === 0) return [];
  const live = grow(
    starts,
    onlyIn(canArrive, (state) => walker.forward(state, within), walker),
    walker.id,
  );
  const forward = inOrder(
    rank,
    onlyIn(live, (state) => walker.forward(state, within), walker),
  );
  const back = inOrder(rank, onlyIn(live, walker.back, walker));

  const tails = new Map<number, Choice | null>();
  const tailOf = (state: State): Choice | null => {
    const known = tails.get(state.node);
    if (known !== undefined) return known;
    const chosen = best(graph, rank, grow([state], forward, walker.id), last, walker);
    tails.set(state.node, chosen);
    return chosen;
  };
  const found: FoundPath[] = [];
  for (const start of statesAt(rank, live, shape.identity.start)) {
    if (found.length >= limit) break;
    const head = best(graph, rank, grow([start], back, walker.id), 0, walker);
    const middle = grow([start], upTo(shape.identity.end, forward), walker.id);
    for (const end of statesAt(rank, middle, shape.identity.end)) {
      if (found.length >= limit) break;
      const tail = tailOf(end);
      if (!head || !tail) continue;
      const states = [
        ...head.states.toReversed(),
        ...branch(middle, walker.id(end)).slice(1),
        ...tail.states.slice(1),
      ];
      found.push({
        ...toPath(graph, shape, states, edges),
        startKey: keyOf(graph, start),
        endKey: keyOf(graph, end),
        otherEntries: head.others,
        otherTargets: tail.others,
      });
    }
  }
  return found;
}

/** The place of each node in the order of keys: what ties are broken by, however the graph was built. */
type Rank = Int32Array;
const orderOf = (rank: Rank, { node }: State): number => rank[node] ?? 0;

const statesAt = (rank: Rank, tree: Tree, stop: number): State[] =>
  [...tree.values()]
    .map(({ state }) => state)
    .filter(({ hop, walked }) => hop === stop && walked === 0)
    .toSorted((a, b) => orderOf(rank, a) - orderOf(rank, b));

const inOrder = (rank: Rank, next: (state: State) => readonly State[]) => (state: State) =>
  next(state).toSorted((a, b) => orderOf(rank, a) - orderOf(rank, b) || a.hop - b.hop || a.walked - b.walked);

const onlyIn =
  (tree: Tree, next: (state: State) => readonly State[], { id }: Walker) =>
  (state: State) =>
    next(state).filter((neighbour) => tree.has(id(neighbour)));

/** What lies behind the identifying end is the same from every start, and is walked once from there. */
const upTo = (stop: number, next: (state: State) => readonly State[]) => (state: State) =>
  state.hop < stop ? next(state) : [];

const keyOf = (graph: ResourceGraph, { node }: State): string => graph.nodes[node]?.key ?? "";

type Choice = { states: readonly State[]; others: readonly string[] };

/** The branch that says most (no optional hop left out), then the shortest, then the first by key. */
function best(graph: ResourceGraph, rank: Rank, tree: Tree, stop: number, walker: Walker): Choice | null {
  const branches = statesAt(rank, tree, stop)
    .map((state) => branch(tree, walker.id(state)))
    .map((states) => ({ states, key: keyOf(graph, states.at(-1) ?? { node: -1, hop: 0, walked: 0 }) }))
    .toSorted(
      (a, b) =>
        staysIn(a.states) - staysIn(b.states) ||
        a.states.length - b.states.length ||
        (a.key < b.key ? -1 : 1),
    );
  const [chosen, ...others] = branches;
  return chosen ? { states: chosen.states, others: others.map(({ key }) => key) } : null;
}

const staysIn = (states: readonly State[]): number =>
  states.filter((state, index) => index > 0 && states[index - 1]?.node === state.node).length;

function toPath(graph: ResourceGraph, shape: AttackPath, states: readonly State[], edges: Edges) {
  const keys: string[] = [];
  const stops: number[] = [];
  const walked: (Relationship & { against: boolean })[] = [];
  for (const [index, state] of states.entries()) {
    const previous = states[index - 1];
    if (!previous || previous.node !== state.node || previous.hop === state.hop) {
      keys.push(keyOf(graph, state));
      const hop = previous ? shape.hops[previous.hop] : undefined;
      const edge = previous && hop ? edges.between(previous.node, state.node, hop.over) : null;
      if (edge) walked.push(edge);
    }
    if (state.walked === 0) stops[state.hop] = keys.length - 1;
  }
  return { pathId: shape.id, keys, stops, edges: walked };
}

/** A path that another one, of a shape that says more, contains from the same start is not told twice. */
function withoutCovered(paths: readonly FoundPath[], shapes: readonly AttackPath[]): FoundPath[] {
  const covered = new Set(
    shapes.flatMap((shape) =>
      paths
        .filter((path) => path.pathId === shape.id)
        .flatMap((path) =>
          shape.covers.flatMap((id) => path.keys.map((key) => `${id}\n${path.keys[0]}\n${key}`)),
        ),
    ),
  );
  return paths.filter(({ pathId, keys }) => !covered.has(`${pathId}\n${keys[0]}\n${keys.at(-1)}`));
}
