import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { SimulationPaths } from "#lib/contract/plans.ts";
import { whatIf } from "#lib/correlation/fix-these.ts";
import { rolesOf } from "#lib/correlation/get-issue.ts";
import { drawGraph } from "#lib/workloads/draw-graph.ts";
import { fixesNamed, keysOf, openIssues, type OpenIssue } from "./simulate-changes.ts";

const pathsMax = 24;

/** The worst open paths with the edges that these changes would cut; those that break come first. Reads only. */
export async function drawSimulation(ctx: Context, fixIds: readonly string[]): Promise<SimulationPaths> {
  requirePermission(ctx, "issue:read");
  return inTransaction(ctx, async (tx) => {
    const issues = await openIssues(tx, ctx);
    const changedKeys = new Set(fixesNamed(issues, fixIds).flatMap(keysOf));
    const leftIds = new Set(whatIf(issues, new Set(fixIds)).map(({ id }) => id));
    const isBroken = ({ id }: OpenIssue) => !leftIds.has(id);
    const drawn = [...issues.filter(isBroken), ...issues.filter((issue) => !isBroken(issue))].slice(
      0,
      pathsMax,
    );
    const edges = edgesOf(drawn);
    const needed = new Set(edgesOf(issues.filter((issue) => !isBroken(issue))).map(idOf));
    const roles = new Map(drawn.flatMap(({ keys }) => [...rolesOf(keys)]));
    const graph = await drawGraph(tx, ctx, {
      keys: [...new Set(drawn.flatMap(({ keys }) => keys))],
      edges,
      roles,
    });
    const rows = await tx.resource.findMany({
      where: { organizationId: ctx.organizationId, id: { in: graph.nodes.map(({ id }) => id) } },
      select: { id: true, key: true },
    });
    const keyById = new Map(rows.map(({ id, key }) => [id, key]));
    return SimulationPaths.parse({
      graph,
      cut: graph.edges.flatMap(({ from, kind, to }, index) => {
        const [fromKey, toKey] = [keyById.get(from) ?? "", keyById.get(to) ?? ""];
        const isChanged = changedKeys.has(fromKey) || changedKeys.has(toKey);
        return isChanged && !needed.has(idOf({ from: fromKey, kind, to: toKey })) ? index : [];
      }),
      drawnCount: drawn.length,
      openCount: issues.length,
    });
  });
}

type PathEdge = { from: string; kind: string; to: string };

const idOf = ({ from, kind, to }: PathEdge): string => `${from}\n${kind}\n${to}`;

const edgesOf = (issues: readonly OpenIssue[]) => [
  ...new Map(issues.flatMap(({ path }) => path.edges).map((edge) => [idOf(edge), edge])).values(),
];
