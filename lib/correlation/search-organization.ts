import type { ResourceGraph } from "#lib/domain/graph.ts";
import { hashedMax } from "#lib/inventory/read-resources.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import { differences, printOf, type Changes, type EstatePrint } from "./estate-print.ts";
import type { Search } from "./find-paths.ts";
import type { PathStory } from "./path-story.ts";
import { searchEstate } from "./search-estate.ts";
import type { SearchMemory } from "./search-memory.ts";

type Remembered = { print: EstatePrint; memory: SearchMemory };

/** The last search of each organization that this process did last. Without it a search is whole, and says the same. */
const remembered = new Map<string, Remembered>();
const organizationsMax = 4;

/** Beyond this share of an estate, or this many where it is small, searching everything is as quick. */
const smallShare = 0.01;
const smallCount = 50;

/** What `findPaths` finds; after a small change only what that can have touched is searched again. */
export function searchOrganization(
  organizationId: string,
  graph: ResourceGraph,
  stories: readonly PathStory[],
  estateGrants: readonly EstateGrant[],
  recordByKey: { get: (key: string) => string | undefined },
): Search {
  if (graph.nodes.length > hashedMax) {
    remembered.delete(organizationId);
    return searchEstate(graph, stories, { estateGrants }).search;
  }
  const print = printOf(graph, (key) => recordByKey.get(key) ?? "");
  const before = remembered.get(organizationId);
  const changed: Changes = before ? differences(before.print, print) : new Map();
  const isSmall = changed.size <= Math.max(smallCount, graph.nodes.length * smallShare);
  const earlier = before && isSmall ? { memory: before.memory, changed } : null;
  const { search, memory } = searchEstate(graph, stories, { estateGrants }, earlier);
  remembered.delete(organizationId);
  remembered.set(organizationId, { print, memory });
  for (const oldest of [...remembered.keys()].slice(0, -organizationsMax)) remembered.delete(oldest);
  return search;
}
