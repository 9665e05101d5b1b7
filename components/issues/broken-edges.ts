import type { IssueDetail } from "#lib/contract/issues.ts";

import { edgeId } from "../graph/edge-id.ts";

/** The drawn edges that end where the chosen changes are made: no way leads through there any more. */
export function brokenEdges(
  { fixes, steps, graph }: Pick<IssueDetail, "fixes" | "steps" | "graph">,
  chosen: ReadonlySet<string>,
): Set<string> {
  const changedKeys = new Set(fixes.filter(({ id }) => chosen.has(id)).map(({ resourceKey }) => resourceKey));
  const changedNames = new Set(
    steps.filter(({ resourceKey }) => changedKeys.has(resourceKey)).map(({ name }) => name),
  );
  const changedIds = new Set(graph.nodes.filter(({ name }) => changedNames.has(name)).map(({ id }) => id));
  return new Set(
    graph.edges.filter(({ from, to }) => changedIds.has(from) || changedIds.has(to)).map(edgeId),
  );
}
