import type { ResourceGraph } from "#lib/domain/graph.ts";

import type { Doubts } from "./tell-undecided.ts";

/** Passing reasons why something was not collected; what a provider cannot tell at all is no reason to wait. */
const passing: ReadonlySet<string> = new Set(["denied", "throttled", "failed", "malformed", "not-recorded"]);

/** What edges are collected or derived from. Any other fact matters only where a stop reads it, which says so itself. */
const bearsEdges = (path: string): boolean =>
  path.startsWith("relationships.") ||
  ["grants", "trusts", "hosts", "calledHosts", "secretVariables", "externalPrincipals"].includes(
    path.replace(/^facets\./, ""),
  );

/**
 * Whether an issue whose path was not found again may still be there: a stop of it could not be decided, or an edge of
 * it may be missing for want of what was not collected this time. Such an issue stays open. One whose resource is gone,
 * or whose path is cut by a known fact, is mended, whatever else of its resources is unknown.
 */
export function isInDoubt(
  { pathId, keys }: { pathId: string; keys: readonly string[] },
  graph: ResourceGraph,
  doubts: Pick<Doubts, "has">,
): boolean {
  if (keys.some((key) => doubts.has(pathId, key))) return true;
  return keys.some((key) =>
    Object.entries(graph.get(key)?.unknown ?? {}).some(
      ([path, { reason }]) => bearsEdges(path) && passing.has(reason),
    ),
  );
}
