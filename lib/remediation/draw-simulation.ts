import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { SimulationPaths } from "#lib/contract/plans.ts";
import { drawPaths } from "#lib/correlation/draw-paths.ts";
import { whatIf } from "#lib/correlation/fix-these.ts";
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
    const needed = new Set(issues.flatMap((issue) => (isBroken(issue) ? [] : issue.path.edges.map(idOf))));
    const { graph, keyById } = await drawPaths(tx, ctx, drawn);
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
