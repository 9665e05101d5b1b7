import type { ResourceGraph } from "#lib/domain/graph.ts";

import type { FoundPath } from "../find-paths.ts";
import type { PathStory } from "../path-story.ts";
import { edgeBetween } from "../search/edge-between.ts";
import type { SearchSpace } from "../search/sweep.ts";
import { stepsBetween, type Reached } from "./find-reach.ts";

/**
 * What was reached as paths of their own, less what a shape tells already. One issue for each entry and the last place
 * an intruder stands at; what else is lost from there are its other targets, and one change closes them all.
 */
export function tellReach(
  space: SearchSpace,
  graph: ResourceGraph,
  { id }: Pick<PathStory, "id">,
  reached: readonly Reached[],
  told: readonly FoundPath[],
): FoundPath[] {
  const { keyOf } = space.graph;
  const isTold = toldFrom(told);
  const entries = new Set(reached.map(({ nodes }) => nodes[0]));
  /** From the entry on, or from another one that the way passes. */
  const isNew = ({ nodes, keys }: { nodes: readonly number[]; keys: readonly string[] }): boolean =>
    nodes.slice(0, -1).every((node, index) => !entries.has(node) || !isTold(keys.slice(index)));
  const byPlace = Map.groupBy(
    reached.map((one) => ({ ...one, keys: one.nodes.map(keyOf) })).filter(isNew),
    ({ keys }) => `${keys[0]}\n${keys.at(-2)}`,
  );
  return [...byPlace.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { keys, nodes, states } = first;
    const last = keys.length - 1;
    return {
      pathId: id,
      startKey: keys[0] ?? "",
      endKey: keys.at(-2) ?? "",
      keys,
      stops: [0, last - 1, last],
      edges: keys.slice(1).flatMap((_, index) => {
        const steps = stepsBetween(states[index] ?? 0, states[index + 1] ?? 0);
        return edgeBetween(space, graph, nodes[index] ?? -1, nodes[index + 1] ?? -1, steps) ?? [];
      }),
      otherEntries: [],
      otherTargets: [...new Set(others.map((other) => other.keys.at(-1) ?? ""))].filter(
        (key) => key !== keys.at(-1),
      ),
    };
  });
}

/**
 * A shape tells a path that leads from the entry to the target, or from the entry to where the last step is taken:
 * that is the same intruder at the same place, who loses one more thing to.
 */
function toldFrom(paths: readonly FoundPath[]): (keys: readonly string[]) => boolean {
  const beyond = new Map<string, Set<string>>();
  const add = (from: string, to: Iterable<string>): void => {
    const known = beyond.get(from) ?? new Set();
    for (const key of to) known.add(key);
    beyond.set(from, known);
  };
  for (const { keys, startKey, otherEntries, otherTargets } of paths) {
    const ends = [...keys, ...otherTargets];
    for (const [index, key] of keys.entries()) add(key, ends.slice(index + 1));
    for (const entry of otherEntries) add(entry, ends.slice(keys.indexOf(startKey)));
  }
  return (keys) => {
    const [entry = "", place = "", target = ""] = [keys[0], keys.at(-2), keys.at(-1)];
    const known = beyond.get(entry);
    return known !== undefined && (known.has(target) || (place !== entry && known.has(place)));
  };
}
