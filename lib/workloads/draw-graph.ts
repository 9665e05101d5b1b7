import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { GraphEdge, GraphNode, GraphView } from "#lib/contract/graph.ts";
import { layers } from "#lib/domain/layer.ts";
import { derivedBasis } from "#lib/domain/relationship.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

type Drawing = {
  keys: readonly string[];
  edges: readonly { from: string; kind: string; to: string; reason?: string | undefined }[];
  /** Which of them one gets in by, and which are what an attacker is after. */
  roles?: ReadonlyMap<string, "entry" | "target">;
};

/** Resources that still exist, with their open findings, and the edges between them, ready to be drawn. */
export async function drawGraph(tx: Tx, ctx: Context, drawing: Drawing): Promise<GraphView> {
  const rows = await nodesOf(tx, ctx, drawing.keys);
  const idByKey = new Map(rows.map(({ key, id }) => [key, id]));
  const collected = await collectedAmong(tx, ctx, [...idByKey.keys()]);
  const edges = drawing.edges.flatMap(({ from, kind, to, reason }): GraphEdge[] => {
    const [fromId, toId] = [idByKey.get(from), idByKey.get(to)];
    if (!fromId || !toId) return [];
    const basis = collected.has(`${from}\n${kind}\n${to}`) ? null : derivedBasis(reason);
    return [{ from: fromId, to: toId, kind, reason: reason ?? null, ...(basis ? { basis } : {}) }];
  });
  return { nodes: rows.map((row) => toNode(row, drawing)), edges };
}

const Triple = z.object({ from: z.string(), kind: z.string(), to: z.string() });

/** Which relationships between these a collection reported; every other was computed. */
async function collectedAmong(tx: Tx, ctx: Context, keys: readonly string[]): Promise<Set<string>> {
  const rows = await queryRows(
    tx,
    Triple,
    sql`SELECT e."fromKey" AS "from", e.kind, e."toKey" AS "to" FROM "Relationship" e
        WHERE e."organizationId" = ${ctx.organizationId}::uuid AND e."validTo" IS NULL AND e."collectionId" IS NOT NULL
          AND e."fromKey" = ANY(${[...keys]}) AND e."toKey" = ANY(${[...keys]})`,
  );
  return new Set(rows.map(({ from, kind, to }) => `${from}\n${kind}\n${to}`));
}

const NodeRow = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  class: z.string(),
  layer: z.enum(layers),
  account: z.string(),
  openCount: z.coerce.number(),
  worstRank: z.number().nullable(),
});
type NodeRow = z.infer<typeof NodeRow>;

const nodesOf = (tx: Tx, ctx: Context, keys: readonly string[]): Promise<NodeRow[]> =>
  queryRows(
    tx,
    NodeRow,
    sql`SELECT r.id, r.key, r.name, r.type, r.class, r.layer, r.account, count(f.id) AS "openCount", min(f."severityRank") AS "worstRank"
        FROM "Resource" r LEFT JOIN "Finding" f ON f."organizationId" = r."organizationId"
          AND f."resourceKey" = r.key AND f.status IN ('open', 'in-progress')
        WHERE r."organizationId" = ${ctx.organizationId}::uuid AND r.key = ANY(${[...keys]}) AND r."removedAt" IS NULL
        GROUP BY r.id, r.key, r.name, r.type, r.class, r.layer, r.account ORDER BY array_position(${[...keys]}::text[], r.key)`,
  );

function toNode(row: NodeRow, { roles }: Drawing): GraphNode {
  const { id, key, name, type, layer, account, openCount, worstRank } = row;
  return {
    id,
    name,
    typeTitle: isResourceType(type) ? titleOf(type) : type,
    class: row.class,
    layer,
    account,
    openCount,
    worst: worstRank === null ? null : (severities[worstRank] ?? null),
    role: roles?.get(key) ?? null,
  };
}
