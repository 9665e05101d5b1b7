import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { GraphView } from "#lib/contract/graph.ts";
import type { Derived } from "#lib/domain/derived.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import { drawGraph } from "./draw-graph.ts";
import { listMembers } from "./list-members.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

const Edge = z.object({ from: z.string(), kind: z.string(), to: z.string(), reason: z.string().nullable() });

/** A workload's resources and every relationship between two of them. Throws `not-found`. */
export async function getWorkloadMap(ctx: Context, id: string): Promise<GraphView> {
  requirePermission(ctx, "workload:read");
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const members = await listMembers(tx, ctx, id);
    const keys = members.map(({ view }) => view.key);
    const edges = await queryRows(
      tx,
      Edge,
      sql`SELECT e."fromKey" AS "from", e.kind, e."toKey" AS "to", e.reason FROM "Relationship" e
          WHERE e."organizationId" = ${ctx.organizationId}::uuid AND e."validTo" IS NULL
            AND e."fromKey" = ANY(${keys}) AND e."toKey" = ANY(${keys}) ORDER BY e."fromKey", e.kind, e."toKey"`,
    );
    const graph = await drawGraph(tx, ctx, {
      keys,
      edges: edges.map(({ from, kind, to, reason }) => ({ from, kind, to, reason: reason ?? undefined })),
    });
    const entries = new Set(
      members.flatMap(({ view, derived }) =>
        view.role === "lets-callers-in" || isOutermost(derived) ? view.resourceId : [],
      ),
    );
    const targets = new Set(
      members.flatMap(({ view, derived }) =>
        view.layer === "data" && derived.sensitivity?.level === "sensitive" ? view.resourceId : [],
      ),
    );
    return GraphView.parse({
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, role: roleOf(node.id, entries, targets) })),
    });
  });
}

function roleOf(id: string, entries: ReadonlySet<string>, targets: ReadonlySet<string>) {
  if (targets.has(id)) return "target";
  return entries.has(id) ? "entry" : null;
}

/** Reached from the internet by itself, rather than through another resource. */
const isOutermost = ({ exposure }: Derived): boolean =>
  exposure !== undefined && exposure.reach !== "internal" && exposure.via.length === 1;
