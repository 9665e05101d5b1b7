import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { neighboursDrawnMax, Neighbourhood, type NeighbourhoodDepth } from "#lib/contract/graph.ts";
import { resourceInOrganization } from "#lib/inventory/resource-in-organization.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { drawGraph } from "./draw-graph.ts";

type Input = { resourceId: string; depth: NeighbourhoodDepth };

/** A resource with what stands up to so many steps from it, either way, nearest first. Throws `not-found`. */
export async function getNeighbourhood(ctx: Context, { resourceId, depth }: Input): Promise<Neighbourhood> {
  requirePermission(ctx, "inventory:read");
  return inTransaction(ctx, async (tx) => {
    const { key } = await resourceInOrganization(tx, ctx, resourceId);
    const keys = new Set([key]);
    const edges = new Map<string, Edge>();
    let frontier = [key];
    let cutShort = false;
    for (let step = 0; step < Number(depth) && frontier.length > 0; step++) {
      const found = await edgesAt(tx, ctx, frontier);
      cutShort ||= found.length > edgesPerStepMax;
      const next: Reached[] = [];
      for (const edge of found.slice(0, edgesPerStepMax)) {
        const isOut = keys.has(edge.from);
        const far = isOut ? edge.to : edge.from;
        if (!keys.has(far) && keys.size > neighboursDrawnMax) {
          cutShort = true;
          continue;
        }
        if (!keys.has(far)) next.push({ key: far, walks: isOut ? edge.toWalks : edge.fromWalks });
        keys.add(far);
        edges.set(`${edge.from}\n${edge.kind}\n${edge.to}`, edge);
      }
      frontier = next.filter(({ walks }) => walks).map((one) => one.key);
    }
    const graph = await drawGraph(tx, ctx, {
      keys: [...keys],
      edges: [...edges.values()].map(({ reason, ...edge }) => ({ ...edge, reason: reason ?? undefined })),
    });
    return Neighbourhood.parse({ ...graph, depth, cutShort });
  });
}

type Reached = { key: string; walks: boolean };

const edgesPerStepMax = 2_000;

const Edge = z.object({
  from: z.string(),
  kind: z.string(),
  to: z.string(),
  reason: z.string().nullable(),
  fromWalks: z.boolean(),
  toWalks: z.boolean(),
});
type Edge = z.infer<typeof Edge>;

/** An account or network is drawn but not walked through: what merely stands in the same one is not near. */
const edgesAt = (tx: Tx, { organizationId }: Context, keys: readonly string[]): Promise<Edge[]> =>
  queryRows(
    tx,
    Edge,
    sql`SELECT e."fromKey" AS "from", e.kind, e."toKey" AS "to", e.reason,
          a.class NOT IN ('account', 'network') AS "fromWalks", b.class NOT IN ('account', 'network') AS "toWalks"
        FROM (
          SELECT "fromKey", kind, "toKey", reason, "collectionId" FROM "Relationship"
          WHERE "organizationId" = ${organizationId}::uuid AND "validTo" IS NULL AND "fromKey" = ANY(${[...keys]})
          UNION
          SELECT "fromKey", kind, "toKey", reason, "collectionId" FROM "Relationship"
          WHERE "organizationId" = ${organizationId}::uuid AND "validTo" IS NULL AND "toKey" = ANY(${[...keys]})
        ) e
        JOIN "Resource" a ON a."organizationId" = ${organizationId}::uuid AND a.key = e."fromKey" AND a."removedAt" IS NULL
        JOIN "Resource" b ON b."organizationId" = ${organizationId}::uuid AND b.key = e."toKey" AND b."removedAt" IS NULL
        WHERE e."fromKey" <> e."toKey"
        ORDER BY e."collectionId" IS NULL, e.kind, a.name, b.name, e."fromKey", e."toKey"
        LIMIT ${edgesPerStepMax + 1}`,
  );
