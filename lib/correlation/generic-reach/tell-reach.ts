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
  const isTold = toldFrom(told, entries, reached);
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
        const [before = "", after = ""] = [keys[index], keys[index + 1]];
        const [from, to] = [graph.indexOf(before) ?? -1, graph.indexOf(after) ?? -1];
        const keyOf = (node: number) => (node === from ? before : after);
        return edgeBetween(space, graph, from, to, steps, keyOf) ?? [];
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
  reached: readonly Reached[],
): (keys: readonly string[]) => boolean {
  const asked = askedFrom(reached, entries);
  const beyond = new Map<string, Set<string>>();
  const [entriesAmong, isAmong] = [among(entries), membership()];
  const add = (from: string, along: readonly string[], others: readonly string[]): void => {
    const wanted = asked.get(from);
    if (!wanted) return;
    const known = beyond.get(from) ?? new Set();
    for (const key of along) if (wanted.has(key)) known.add(key);
    if (others.length > wanted.size) for (const key of wanted) if (isAmong(others, key)) known.add(key);
    if (others.length <= wanted.size) for (const key of others) if (wanted.has(key)) known.add(key);
    beyond.set(from, known);
  };
  for (const { keys, startKey, otherEntries, otherTargets } of paths) {
    if (keys.some((key) => entries.has(key)))
      for (const [index, key] of keys.entries())
        if (entries.has(key)) add(key, keys.slice(index + 1), otherTargets);
    if (otherEntries.length === 0) continue;
    for (const entry of entriesAmong(otherEntries))
      add(entry, keys.slice(keys.indexOf(startKey)), otherTargets);
  }
  return (keys) => {
    const [entry = "", place = "", target = ""] = [keys[0], keys.at(-2), keys.at(-1)];
    const known = beyond.get(entry);
    return known !== undefined && (known.has(target) || (place !== entry && known.has(place)));
  };
}

/** Of each entry all that is asked of it: what shapes tell beside that may be more than fits. */
function askedFrom(
  reached: readonly Reached[],
  entries: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { keys } of reached)
    for (const entry of keys.slice(0, -1)) {
      if (!entries.has(entry)) continue;
      const wanted = asked.get(entry) ?? new Set();
      for (const key of keys.slice(-2)) wanted.add(key);
      asked.set(entry, wanted);
    }
  return asked;
}

/** Lists that are shorter are looked through as quickly as they are found again. */
const shared = 8;

/** Many paths share one long list, which is looked through once. */
function among(wanted: ReadonlySet<string>): (list: readonly string[]) => readonly string[] {
  const known = new Map<readonly string[], readonly string[]>();
  return (list) => {
    if (list.length < shared) return list.filter((key) => wanted.has(key));
    const found = known.get(list) ?? list.filter((key) => wanted.has(key));
    known.set(list, found);
    return found;
  };
}

function membership(): (list: readonly string[], key: string) => boolean {
  let [last, keys]: [readonly string[], ReadonlySet<string>] = [[], new Set()];
  return (list, key) => {
    if (list !== last) [last, keys] = [list, new Set(list)];
    return keys.has(key);
  };
}
