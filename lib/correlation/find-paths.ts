import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";

import type { PathStory } from "./path-story.ts";
import { searchEstate, type SearchOptions } from "./search-estate.ts";
import type { ToldUndecided } from "./tell-undecided.ts";

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

export type Search = ToldUndecided & {
  paths: readonly FoundPath[];
  /** Shapes whose paths were more than the limit: what is missing is said, not dropped. */
  truncated: readonly { pathId: string; limit: number }[];
};

/**
 * All paths of all shapes: one for each pair of identifying resources, over the fewest edges. What is no shape stands
 * for generic reach, which tells what none of the shapes before it did.
 */
export const findPaths = (
  graph: ResourceGraph,
  stories: readonly PathStory[],
  options: SearchOptions = {},
): Search => searchEstate(graph, stories, options).search;
