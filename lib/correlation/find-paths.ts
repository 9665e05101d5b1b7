import type { AttackPath, Stop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import { findReach, reachAutomaton } from "./generic-reach/find-reach.ts";
import { tellReach } from "./generic-reach/tell-reach.ts";
import { judging, type Undecided } from "./judge.ts";
import { isShape, type PathStory } from "./path-story.ts";
import { compileShape } from "./search/automaton.ts";
import { edgeBetween } from "./search/edge-between.ts";
import { estateHubs } from "./search/estate-hubs.ts";
import { endsOf } from "./search/path-ends.ts";
import { pickPaths, type Bounds, type Picked } from "./search/pick-paths.ts";
import { productOf } from "./search/product.ts";
import { searchGraphOf } from "./search/search-graph.ts";
import { sweepBack, sweepForward, type SearchSpace } from "./search/sweep.ts";
import { scratchFor, type Scratch } from "./search/worklist.ts";

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

export type SearchOptions = {
  estateGrants?: readonly EstateGrant[];
  maxPerShape?: number;
  /** Edges walked to tell the paths of one shape. */
  maxSteps?: number;
};

/**
 * All paths of all shapes: one for each pair of identifying resources, over the fewest edges. What is no shape stands
 * for generic reach, which tells what none of the shapes before it did.
 */
export function findPaths(
  graph: ResourceGraph,
  stories: readonly PathStory[],
  { estateGrants = [], maxPerShape = 5000, maxSteps = 50_000_000 }: SearchOptions = {},
): Search {
  const undecided: Undecided[] = [];
  const truncated: { pathId: string; limit: number }[] = [];
  const searchGraph = searchGraphOf(graph);
  const hubs = estateHubs(estateGrants, graph.nodes, (key) => graph.indexOf(key));
  const space = { graph: searchGraph, hubs };
  const scratch = scratchFor(searchGraph);
  const shapes = stories.filter(isShape);
  const judgeOf = judging(
    graph,
    shapes.map((shape) => ({ id: shape.id, stops: stopsOf(shape) })),
  );
  const bounds = { paths: maxPerShape, steps: maxSteps };
  const told = shapes.flatMap((shape) => {
    const judge = judgeOf({ id: shape.id, stops: stopsOf(shape) }, undecided);
    const { picked, isCut } = pathsOfShape(space, shape, judge, scratch, bounds);
    if (isCut) truncated.push({ pathId: shape.id, limit: picked.length });
    return picked.map((path) => toFound(space, graph, shape, path));
  });
  const beyond = stories
    .filter((story) => !isShape(story))
    .flatMap((story) => {
      const judge = judgeOf({ id: story.id, stops: reachAutomaton.stops }, undecided);
      const { reached, isCut } = findReach(space, judge, scratch, bounds);
      if (isCut) truncated.push({ pathId: story.id, limit: reached.length });
      return tellReach(space, graph, story, reached, told);
    });
  const paths = [...withoutCovered(told, shapes), ...beyond];
  return { paths, undecided: undecided.toSorted(byPlace), truncated };
}

const stopsOf = ({ from, hops }: AttackPath): Stop[] => [from, ...hops.map(({ to }) => to)];

const byPlace = (a: Undecided, b: Undecided): number =>
  compare(a.pathId, b.pathId) ||
  compare(a.resourceKey, b.resourceKey) ||
  compare(a.unknown.call, b.unknown.call);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function pathsOfShape(
  space: SearchSpace,
  shape: AttackPath,
  judge: (stop: number, node: number) => boolean,
  scratch: Scratch,
  bounds: Bounds,
): { picked: readonly Picked[]; isCut: boolean } {
  const machine = compileShape(shape);
  const canArrive = sweepBack(space, machine, judge, scratch, endsOf(space, machine));
  const live = sweepForward(space, machine, canArrive, scratch, (add) => {
    for (const node of canArrive.nodes) add(node, (canArrive.states[node] ?? 0) & 1);
  });
  if (live.nodes.length === 0) return { picked: [], isCut: false };
  const product = productOf(space, machine, live);
  return pickPaths(space, machine, product, shape.identity, bounds);
}

function toFound(
  space: SearchSpace,
  graph: ResourceGraph,
  shape: AttackPath,
  { nodes, stops, hops, start, end, otherEntries, otherTargets }: Picked,
): FoundPath {
  const keyOf = (node: number) => space.graph.keyOf(node);
  return {
    pathId: shape.id,
    startKey: keyOf(start),
    endKey: keyOf(end),
    keys: nodes.map(keyOf),
    stops,
    edges: hops.flatMap((hop, index) => {
      const [from = -1, to = -1] = [nodes[index], nodes[index + 1]];
      const edge = edgeBetween(space, graph, from, to, shape.hops[hop]?.over ?? []);
      return edge ? [edge] : [];
    }),
    otherEntries: otherEntries.map(keyOf),
    otherTargets: otherTargets.map(keyOf),
  };
}

/** A path that another one, of a shape that says more, contains from its start, or from what identifies it, is told once. */
function withoutCovered(paths: readonly FoundPath[], shapes: readonly AttackPath[]): FoundPath[] {
  const byShape = Map.groupBy(paths, ({ pathId }) => pathId);
  const covered = new Set(
    shapes.flatMap(({ id, covers }) =>
      covers.length === 0
        ? []
        : (byShape.get(id) ?? []).flatMap(({ keys, startKey }) =>
            covers.flatMap((less) =>
              [...new Set([keys[0], startKey])].flatMap((start) =>
                keys.map((key) => `${less}\n${start}\n${key}`),
              ),
            ),
          ),
    ),
  );
  return paths.filter(({ pathId, keys }) => !covered.has(`${pathId}\n${keys[0]}\n${keys.at(-1)}`));
}
