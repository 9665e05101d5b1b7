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
  const entries = new Set(reached.map(({ keys }) => keys[0] ?? ""));
  const isTold = toldFrom(told, entries);
  /** From the entry on, or from another one that the way passes. */
  const isNew = ({ keys }: Reached): boolean =>
    keys.slice(0, -1).every((key, index) => !entries.has(key) || !isTold(keys.slice(index)));
  const fresh = reached.filter(isNew);
  const stoodAt = new Set(fresh.map(({ keys }) => `${keys[0]}\n${keys.at(-2)}`));
  /** Becoming somebody is part of what is lost from there, where more is. */
  const placeOf = ({ keys }: Reached): string =>
    [`${keys[0]}\n${keys.at(-1)}`].find((place) => stoodAt.has(place)) ?? `${keys[0]}\n${keys.at(-2)}`;
  return [...Map.groupBy(fresh, placeOf)].flatMap(([place, group]) => {
    const first = group.find(({ keys }) => place === `${keys[0]}\n${keys.at(-2)}`);
    if (!first) return [];
    const others = group.filter((other) => other !== first);
    const { keys, states } = first;
    const last = keys.length - 1;
    return {
      pathId: id,
      startKey: keys[0] ?? "",
      endKey: keys.at(-2) ?? "",
      keys,
      stops: [0, last - 1, last],
      edges: keys.slice(1).flatMap((_, index) => {
        const steps = stepsBetween(states[index] ?? 0, states[index + 1] ?? 0);
        const [from = -1, to = -1] = [keys[index], keys[index + 1]].map((key) => graph.indexOf(key ?? ""));
        return edgeBetween(space, graph, from, to, steps) ?? [];
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
function toldFrom(
  paths: readonly FoundPath[],
  entries: ReadonlySet<string>,
): (keys: readonly string[]) => boolean {
  const beyond = new Map<string, Set<string>>();
  const add = (from: string, to: Iterable<string>): void => {
    if (!entries.has(from)) return;
    const known = beyond.get(from) ?? new Set();
    for (const key of to) known.add(key);
    beyond.set(from, known);
  };
  for (const { keys, startKey, otherEntries, otherTargets } of paths) {
    if (!keys.some((key) => entries.has(key)) && !otherEntries.some((key) => entries.has(key))) continue;
    const ends = [...keys, ...otherTargets];
    for (const [index, key] of keys.entries()) if (entries.has(key)) add(key, ends.slice(index + 1));
    for (const entry of otherEntries) add(entry, ends.slice(keys.indexOf(startKey)));
  }
  return (keys) => {
    const [entry = "", place = "", target = ""] = [keys[0], keys.at(-2), keys.at(-1)];
    const known = beyond.get(entry);
    return known !== undefined && (known.has(target) || (place !== entry && known.has(place)));
  };
}
