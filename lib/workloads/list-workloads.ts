import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { WorkloadFilters, WorkloadPage } from "#lib/contract/workloads.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import { toWorkloadViews, workloadColumns, WorkloadRow } from "./workload-view.ts";

const limitMax = 500;

/** Workloads that the filters admit, by name, a page at a time by keyset. */
export async function listWorkloads(ctx: Context, filters: WorkloadFilters): Promise<WorkloadPage> {
  requirePermission(ctx, "workload:read");
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  return inTransaction(ctx, async (tx) => {
    const rows = await queryRows(
      tx,
      WorkloadRow,
      sql`SELECT ${workloadColumns} FROM "Workload" w WHERE ${allOf(conditions(ctx, filters))}
          ORDER BY w.name, w.id LIMIT ${limit + 1}`,
    );
    const page = toPage(
      rows,
      limit,
      (row) => row,
      (row) => [row.name, row.id],
    );
    return { ...page, items: await toWorkloadViews(tx, ctx, page.items) };
  });
}

function conditions(ctx: Context, filters: WorkloadFilters): Sql[] {
  const { provider, serviceModel, environment, owner, q, cursor } = filters;
  return [
    sql`w."organizationId" = ${ctx.organizationId}::uuid`,
    sql`w."removedAt" IS NULL`,
    ...(provider.length > 0 ? [sql`w.providers && ${provider}::text[]`] : []),
    ...(serviceModel.length > 0 ? [sql`w."serviceModel" = ANY(${serviceModel})`] : []),
    ...(environment.length > 0 ? [sql`w.environment = ANY(${environment})`] : []),
    ...(owner ? [sql`w.owner = ${owner}`] : []),
    ...(q.trim() ? [sql`position(lower(${q.trim()}) in lower(w.name)) > 0`] : []),
    ...(cursor ? [after(cursor)] : []),
  ];
}

function after(cursor: string): Sql {
  const [name, id] = decodeCursor(z.tuple([z.string(), z.uuid()]), cursor);
  return sql`(w.name, w.id) > (${name}, ${id}::uuid)`;
}
