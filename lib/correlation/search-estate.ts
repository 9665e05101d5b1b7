import type { AttackPath, Stop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf } from "#lib/domain/resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import type { FoundPath, Search } from "./find-paths.ts";
import { entryStates, findReach, reachAutomaton, type Reached } from "./generic-reach/find-reach.ts";
import { tellReach } from "./generic-reach/tell-reach.ts";
import type { Changes } from "./estate-print.ts";
import { deciding, judging, judgingFew, type Answer } from "./judge.ts";
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
import { tellUndecided } from "./tell-undecided.ts";
import { UndecidedStops } from "./undecided-stops.ts";
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

type StoryFound = Omit<StoryMemory, "undecided"> & { undecided: UndecidedStops };

/**
 * Everything that `findPaths` finds, and what the next search can go on from, told once it is asked for. Given an
 * earlier search, only what the changes can have touched is searched again; the result is the same either way.
 */
export function searchEstate(
  graph: ResourceGraph,
  stories: readonly PathStory[],
  { estateGrants = [], maxPerShape = 5000, maxSteps = 50_000_000 }: SearchOptions = {},
  earlier: Earlier | null = null,
): { search: Search; readonly memory: SearchMemory } {
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
  return {
    search: concluded(run, stories, byStory),
    get memory() {
      return { stories, byStory: rememberedOf(run, byStory), around };
    },
  };
}

const rememberedOf = ({ space }: Run, byStory: ReadonlyMap<string, StoryFound>): SearchMemory["byStory"] =>
  new Map(
    [...byStory].map(([id, found]) => {
      const keysOf = (nodes: Int32Array) => Array.from(nodes, (node) => space.graph.keyOf(node));
      const undecided = new Map([...found.undecided].map(([stop, nodes]) => [stop, keysOf(nodes)]));
      return [id, { ...found, undecided }];
    }),
  );

const stopsOf = (story: PathStory): readonly Stop[] =>
  isShape(story) ? [story.from, ...story.hops.map(({ to }) => to)] : reachAutomaton.stops;
const automatonOf = (story: PathStory): Automaton => (isShape(story) ? machineOf(story) : reachAutomaton);

/** Adds to what is undecided beside it already. */
function searchStory(
  run: Run,
  story: PathStory,
  answer: Answer,
  scope: Scope | null,
  undecided = new UndecidedStops(),
): StoryFound {
  const judge = deciding(answer, (stop, node) => undecided.add(stop, node));
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
function searchAgain(run: Run, story: PathStory, known: Known): StoryFound | null {
  const before = known.memory.byStory.get(story.id);
  const machine = automatonOf(story);
  const walksGrants = ((machine.alongKinds | machine.againstKinds) & known.grants) !== 0;
  if (!before || before.isCut || walksGrants || (!isShape(story) && !known.sameAccounts)) return null;
  const answer = run.answerFew(stopsOf(story));
  const starts = isShape(story) ? 1 << (machine.stateOfStop[story.identity.start] ?? 0) : entryStates;
  const scope = scopeOf(run.space, machine, answer, known.nodes, starts, run.scratch);
  const isApart = scope.starts.size === 0 && scope.doubtful.size === 0;
  const undecided = stillUndecided(run, before, machine, known, scope);
  const again = isApart
    ? { told: [], reached: [], isCut: false }
    : searchStory(run, story, answer, scope, undecided);
  // What is gone is among what changed, so that of the rest nothing has to be looked up.
  const isAnew = new Set([...scope.starts].map((node) => run.space.graph.keyOf(node)));
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
    undecided,
    isCut: again.isCut,
  };
  const count = Math.max(merged.told.length, merged.reached.length);
  return merged.isCut || count > run.bounds.paths ? null : merged;
}

/** What was undecided before and is asked again by nobody. */
function stillUndecided(
  { graph }: Run,
  before: StoryMemory,
  { stateOfStop }: Automaton,
  { changed }: Known,
  { doubtful }: Scope,
): UndecidedStops {
  const undecided = new UndecidedStops();
  for (const [stop, keys] of before.undecided)
    for (const key of keys) {
      const node = graph.indexOf(key);
      if (node === undefined || changed.has(key)) continue;
      if (((doubtful.get(node) ?? 0) & (1 << (stateOfStop[stop] ?? 0))) === 0) undecided.add(stop, node);
    }
  return undecided;
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

function concluded(
  { space, graph, answerFew }: Run,
  stories: readonly PathStory[],
  byStory: ReadonlyMap<string, StoryFound>,
): Search {
  const shapes: readonly AttackPath[] = stories.filter(isShape);
  const told = shapes.flatMap(({ id }) => byStory.get(id)?.told ?? []);
  const beyond = stories
    .filter((story) => !isShape(story))
    .flatMap((story) => tellReach(space, graph, story, byStory.get(story.id)?.reached ?? [], told));
  const all = [...byStory];
  return {
    paths: [...withoutCovered(told, shapes), ...beyond],
    ...tellUndecided(
      graph,
      stories.flatMap((story) => {
        const undecided = byStory.get(story.id)?.undecided;
        return undecided ? { pathId: story.id, undecided, answer: answerFew(stopsOf(story)) } : [];
      }),
    ),
    truncated: all.flatMap(([pathId, { isCut, told: paths, reached }]) =>
      isCut ? [{ pathId, limit: paths.length + reached.length }] : [],
    ),
  };
}
