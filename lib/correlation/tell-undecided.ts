import type { ResourceGraph } from "#lib/domain/graph.ts";

import type { Answer, Undecided } from "./judge.ts";
import type { UndecidedStops } from "./undecided-stops.ts";

export type UndecidedStory = { pathId: string; undecided: UndecidedStops; answer: Answer };

/** As many as anybody looks through. */
export const toldUndecidedMax = 2_000;

export type ToldUndecided = {
  undecided: readonly Undecided[];
  /** How many there are: of more than are told, the first at each stop are. */
  undecidedCount: number;
  doubts: Doubts;
};

/** What could not be decided, as it is told; what it rests on is asked again, so that nobody keeps it for all. */
export function tellUndecided(
  graph: ResourceGraph,
  stories: readonly UndecidedStory[],
  most = toldUndecidedMax,
): ToldUndecided {
  const undecidedCount = stories.reduce((all, { undecided }) => all + undecided.count, 0);
  const stopCount = stories.reduce((all, { undecided }) => all + undecided.stopCount, 0);
  const ofStop = undecidedCount <= most ? most : Math.max(1, Math.floor(most / stopCount));
  const undecided = stories.flatMap((story) =>
    [...story.undecided].flatMap(([stop, nodes]) =>
      [...nodes.subarray(0, ofStop)].flatMap((node) => told(graph, story, stop, node)),
    ),
  );
  return { undecided: undecided.toSorted(byPlace), undecidedCount, doubts: new Doubts(graph, stories) };
}

function told(
  graph: ResourceGraph,
  { pathId, answer }: UndecidedStory,
  stop: number,
  node: number,
): Undecided[] {
  const [unknown, resource] = [answer(stop, node), graph.nodes[node]];
  return typeof unknown === "object" && resource ? [{ pathId, resourceKey: resource.key, unknown }] : [];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byPlace = (a: Undecided, b: Undecided): number =>
  compare(a.pathId, b.pathId) ||
  compare(a.resourceKey, b.resourceKey) ||
  compare(a.unknown.call, b.unknown.call);

/** Whether a resource could not be decided as a stop of some kind of path. */
export class Doubts {
  readonly #graph: ResourceGraph;
  readonly #byPath: ReadonlyMap<string, UndecidedStops>;

  constructor(graph: ResourceGraph, stories: readonly Pick<UndecidedStory, "pathId" | "undecided">[]) {
    this.#graph = graph;
    this.#byPath = new Map(stories.map(({ pathId, undecided }) => [pathId, undecided]));
  }

  has(pathId: string, resourceKey: string): boolean {
    const node = this.#graph.indexOf(resourceKey);
    return node !== undefined && (this.#byPath.get(pathId)?.hasNode(node) ?? false);
  }
}
