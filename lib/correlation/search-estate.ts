import type { AttackPath, Stop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf } from "#lib/domain/resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import type { FoundPath, Search } from "./find-paths.ts";
import { entryStates, findReach, reachAutomaton, type Reached } from "./generic-reach/find-reach.ts";
import { tellReach } from "./generic-reach/tell-reach.ts";
import type { Changes } from "./estate-print.ts";
import { deciding, judging, judgingFew, type Answer, type Undecided } from "./judge.ts";
import { isShape, type PathStory } from "./path-story.ts";
import {
  aroundOf,
  changedGrants,
  type Around,
  type SearchMemory,
  type StoryMemory,
} from "./search-memory.ts";
import type { Automaton } from "./search/automaton.ts";
import { estateHubs, holdersAnew } from "./search/estate-hubs.ts";
import type { Bounds } from "./search/pick-paths.ts";
import { scopeOf, type Scope, type Touched } from "./search/scope.ts";
import { indexOfClass, searchGraphOf } from "./search/search-graph.ts";
import { findShape, machineOf } from "./search/find-shape.ts";
import type { SearchSpace } from "./search/sweep.ts";
import { Scratch } from "./search/worklist.ts";
import { withoutCovered } from "./without-covered.ts";

export type SearchOptions = {
  estateGrants?: readonly EstateGrant[];
  maxPerShape?: number;
  /** Edges walked to tell the paths of one shape. */
  maxSteps?: number;
};

/** An earlier search, and all resources that are not what they were then, or whose edges are not. */
export type Earlier = { memory: SearchMemory; changed: Changes };

type Run = {
  graph: ResourceGraph;
  space: SearchSpace;
  scratch: Scratch;
  bounds: Bounds;
  answerOf: (stops: readonly Stop[]) => Answer;
  /** For a search of a small part. */
  answerFew: (stops: readonly Stop[]) => Answer;
};

/**
 * Everything that `findPaths` finds, and what the next search can go on from. Given an earlier search, only what the
 * changes can have touched is searched again; the result is the same either way.
 */
export function searchEstate(
  graph: ResourceGraph,
  stories: readonly PathStory[],
  { estateGrants = [], maxPerShape = 5000, maxSteps = 50_000_000 }: SearchOptions = {},
  earlier: Earlier | null = null,
): { search: Search; memory: SearchMemory } {
  const searchGraph = searchGraphOf(graph);
  const space = {
    graph: searchGraph,
    hubs: estateHubs(estateGrants, graph.nodes, (key) => graph.indexOf(key)),
  };
  const run: Run = {
    graph,
    space,
    scratch: new Scratch(searchGraph),
    bounds: { paths: maxPerShape, steps: maxSteps },
    answerOf: judging(
      graph,
      stories.map((story) => ({ stops: stopsOf(story) })),
    ),
    answerFew: judgingFew(graph),
  };
  const around = aroundOf(graph, searchGraph.accountNames, estateGrants);
  const known = earlier ? goingOn(earlier, stories, around, estateGrants, run) : null;
  const byStory = new Map(
    stories.map((story) => {
      const again = known && searchAgain(run, story, known);
      run.scratch.clear();
      const found = again ?? searchStory(run, story, run.answerOf(stopsOf(story)), null);
      run.scratch.clear();
      return [story.id, found];
    }),
  );
  return { search: concluded(run, stories, byStory), memory: { stories, byStory, around } };
}

const stopsOf = (story: PathStory): readonly Stop[] =>
  isShape(story) ? [story.from, ...story.hops.map(({ to }) => to)] : reachAutomaton.stops;
const automatonOf = (story: PathStory): Automaton => (isShape(story) ? machineOf(story) : reachAutomaton);

function searchStory(run: Run, story: PathStory, answer: Answer, scope: Scope | null): StoryMemory {
  const undecided: (Undecided & { stop: number })[] = [];
  const judge = deciding(answer, (stop, node, unknown) =>
    undecided.push({ pathId: story.id, stop, resourceKey: run.space.graph.keyOf(node), unknown }),
  );
  if (isShape(story)) {
    const { found: told, isCut } = findShape(
      run.space,
      run.graph,
      story,
      judge,
      run.scratch,
      run.bounds,
      scope,
    );
    return { told, reached: [], undecided, isCut };
  }
  const { reached, isCut } = findReach(run.space, judge, run.scratch, run.bounds, scope);
  return { told: [], reached, undecided, isCut };
}

const nothingFound: StoryMemory = { told: [], reached: [], undecided: [], isCut: false };

type Known = {
  memory: SearchMemory;
  changed: Changes;
  /** Of what changed, what there is no more. */
  gone: ReadonlySet<string>;
  nodes: readonly Touched[];
  grants: number;
  sameAccounts: boolean;
};

/** What of the earlier search still holds; null where too much is different. */
function goingOn(
  { memory, changed }: Earlier,
  stories: readonly PathStory[],
  around: Around,
  estateGrants: readonly EstateGrant[],
  { graph, space }: Run,
): Known | null {
  if (memory.stories !== stories || memory.around.gaps !== around.gaps) return null;
  return {
    memory,
    changed,
    gone: new Set([...changed.keys()].filter((key) => graph.indexOf(key) === undefined)),
    nodes: touchedBy(
      changed,
      holdersAnew(space.hubs, (key) => graph.indexOf(key), changed),
      graph,
    ),
    grants: changedGrants(memory.around, around, estateGrants, changed),
    sameAccounts: memory.around.accounts === around.accounts,
  };
}

function touchedBy(changed: Changes, holders: readonly number[], graph: ResourceGraph): Touched[] {
  const touched = new Map<number, Touched>(holders.map((node) => [node, { node, classBefore: null }]));
  for (const [key, was] of changed) {
    const node = graph.indexOf(key);
    if (node !== undefined) touched.set(node, { node, classBefore: was && indexOfClass(classOf(was.type)) });
  }
  return [...touched.values()];
}

/** Null where the story has to be searched as a whole. */
function searchAgain(run: Run, story: PathStory, known: Known): StoryMemory | null {
  const before = known.memory.byStory.get(story.id);
  const machine = automatonOf(story);
  const walksGrants = ((machine.alongKinds | machine.againstKinds) & known.grants) !== 0;
  if (!before || before.isCut || walksGrants || (!isShape(story) && !known.sameAccounts)) return null;
  const answer = run.answerFew(stopsOf(story));
  const starts = isShape(story) ? 1 << (machine.stateOfStop[story.identity.start] ?? 0) : entryStates;
  const scope = scopeOf(run.space, machine, answer, known.nodes, starts, run.scratch);
  const isApart = scope.starts.size === 0 && scope.doubtful.size === 0;
  const again = isApart ? nothingFound : searchStory(run, story, answer, scope);
  // What is gone is among what changed, so that of the rest nothing has to be looked up.
  const isAnew = new Set([...scope.starts].map((node) => run.space.graph.keyOf(node)));
  const isStillAsked = ({ resourceKey, stop }: { resourceKey: string; stop: number }): boolean => {
    const node = run.graph.indexOf(resourceKey);
    if (node === undefined || known.changed.has(resourceKey)) return false;
    return ((scope.doubtful.get(node) ?? 0) & (1 << (machine.stateOfStop[stop] ?? 0))) === 0;
  };
  const isLeftOut = (key: string): boolean => isAnew.has(key) || known.gone.has(key);
  const nothingIsLeftOut = isAnew.size === 0 && known.gone.size === 0;
  const merged = {
    told: mergedWith(
      before.told,
      again.told,
      byRank,
      nothingIsLeftOut ? null : ({ startKey }) => isLeftOut(startKey),
    ),
    reached: mergedWith(
      before.reached,
      again.reached,
      byEntry,
      nothingIsLeftOut ? null : ({ keys }) => isLeftOut(keys[0] ?? ""),
    ),
    undecided: [...before.undecided.filter(isStillAsked), ...again.undecided],
    isCut: again.isCut,
  };
  const count = Math.max(merged.told.length, merged.reached.length);
  return merged.isCut || count > run.bounds.paths ? null : merged;
}

/** Two lists that stand in order, as one: of the first without what is left out, of those alike before the second. */
function mergedWith<T>(
  first: readonly T[],
  second: readonly T[],
  order: (a: T, b: T) => number,
  isLeftOut: ((one: T) => boolean) | null,
): readonly T[] {
  if (isLeftOut === null && second.length === 0) return first;
  const merged: T[] = [];
  let at = 0;
  for (const one of first) {
    if (isLeftOut?.(one)) continue;
    for (let next = second[at]; next !== undefined && order(next, one) < 0; next = second[++at])
      merged.push(next);
    merged.push(one);
  }
  return [...merged, ...second.slice(at)];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byRank = (a: FoundPath, b: FoundPath): number =>
  a.keys.length - b.keys.length || compare(a.startKey, b.startKey) || compare(a.endKey, b.endKey);
const byEntry = (a: Reached, b: Reached): number => compare(a.keys[0] ?? "", b.keys[0] ?? "");
const byPlace = (a: Undecided, b: Undecided): number =>
  compare(a.pathId, b.pathId) ||
  compare(a.resourceKey, b.resourceKey) ||
  compare(a.unknown.call, b.unknown.call);

function concluded(
  { space, graph }: Run,
  stories: readonly PathStory[],
  byStory: ReadonlyMap<string, StoryMemory>,
): Search {
  const shapes: readonly AttackPath[] = stories.filter(isShape);
  const told = shapes.flatMap(({ id }) => byStory.get(id)?.told ?? []);
  const beyond = stories
    .filter((story) => !isShape(story))
    .flatMap((story) => tellReach(space, graph, story, byStory.get(story.id)?.reached ?? [], told));
  const all = [...byStory];
  return {
    paths: [...withoutCovered(told, shapes), ...beyond],
    undecided: all
      .flatMap(([, { undecided }]) => undecided)
      .map(({ pathId, resourceKey, unknown }) => ({ pathId, resourceKey, unknown }))
      .toSorted(byPlace),
    truncated: all.flatMap(([pathId, { isCut, told: paths, reached }]) =>
      isCut ? [{ pathId, limit: paths.length + reached.length }] : [],
    ),
  };
}
