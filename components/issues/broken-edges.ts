import type { IssueDetail } from "#lib/contract/issues.ts";

import { edgeId } from "../graph/edge-id.ts";

type Path = Pick<IssueDetail, "fixes" | "steps" | "graph">;

/** The drawn edges that end where the chosen changes are made: no way leads through there any more. */
export function brokenEdges(path: Path, chosen: ReadonlySet<string>): Set<string> {
  const changedKeys = new Set(
    path.fixes.filter(({ id }) => chosen.has(id)).map(({ resourceKey }) => resourceKey),
  );
  const changedIds = new Set(drawnIds(path, changedKeys));
  return new Set(
    path.graph.edges.filter(({ from, to }) => changedIds.has(from) || changedIds.has(to)).map(edgeId),
  );
}

/**
 * Nodes are drawn in the order of the steps, so that two resources of one name are told apart. Once a resource is gone
 * the places no longer agree, and the name has to do.
 */
function drawnIds({ steps, graph: { nodes } }: Path, keys: ReadonlySet<string>): string[] {
  const changed = steps.map(({ resourceKey }) => keys.has(resourceKey));
  if (nodes.length === steps.length) return nodes.filter((_, index) => changed[index]).map(({ id }) => id);
  const names = new Set(steps.filter((_, index) => changed[index]).map(({ name }) => name));
  return nodes.filter(({ name }) => names.has(name)).map(({ id }) => id);
}
