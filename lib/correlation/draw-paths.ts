import type { Context } from "#lib/access/context.ts";
import type { GraphView } from "#lib/contract/graph.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { drawGraph } from "#lib/workloads/draw-graph.ts";
import { rolesOf } from "./get-issue.ts";

type PathEdge = { from: string; kind: string; to: string; reason?: string | undefined };
type DrawablePath = { keys: readonly string[]; path: { edges: readonly PathEdge[] } };

/** Several paths as one drawing, and which resource each of its nodes is. */
export async function drawPaths(
  tx: Tx,
  ctx: Context,
  paths: readonly DrawablePath[],
): Promise<{ graph: GraphView; keyById: ReadonlyMap<string, string> }> {
  const edges = new Map(
    paths.flatMap(({ path }) => path.edges).map((edge) => [`${edge.from}\n${edge.kind}\n${edge.to}`, edge]),
  );
  const graph = await drawGraph(tx, ctx, {
    keys: [...new Set(paths.flatMap(({ keys }) => keys))],
    edges: [...edges.values()],
    roles: new Map(paths.flatMap(({ keys }) => [...rolesOf(keys)])),
  });
  const rows = await tx.resource.findMany({
    where: { organizationId: ctx.organizationId, id: { in: graph.nodes.map(({ id }) => id) } },
    select: { id: true, key: true },
  });
  return { graph, keyById: new Map(rows.map(({ id, key }) => [id, key])) };
}
