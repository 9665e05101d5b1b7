import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { IssueFacets } from "#lib/contract/issues.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import { issueConditions, type IssueQuery } from "./issue-conditions.ts";

const Row = z.object({
  status: z.string(),
  severity: z.string(),
  layers: z.array(z.string()),
  providers: z.array(z.string()),
  workloadIds: z.array(z.string()),
  pathId: z.string(),
});
type Row = z.infer<typeof Row>;

type Dimension = "status" | "severity" | "layer" | "provider" | "workload" | "path";
const valuesOf: Record<Dimension, (row: Row) => readonly string[]> = {
  status: (row) => [row.status],
  severity: (row) => [row.severity],
  layer: (row) => row.layers,
  provider: (row) => row.providers,
  workload: (row) => row.workloadIds,
  path: (row) => [row.pathId],
};

/** Counts for every filter's values. Each facet ignores its own filter and obeys all others. */
export async function countIssues(ctx: Context, filters: IssueQuery): Promise<IssueFacets> {
  requirePermission(ctx, "issue:read");
  const open = { ...filters, status: [], severity: [], layer: [], provider: [], workload: "", path: "" };
  const rows = await inTransaction(ctx, (tx) =>
    queryRows(
      tx,
      Row,
      sql`SELECT f.status, f.severity, f.layers, f.providers, f."workloadIds", f."pathId"
          FROM "Issue" f WHERE ${allOf(issueConditions(ctx, open))}`,
    ),
  );
  const wanted: Record<Dimension, readonly string[]> = {
    status: filters.status,
    severity: filters.severity,
    layer: filters.layer,
    provider: filters.provider,
    workload: filters.workload === "" ? [] : [filters.workload],
    path: filters.path === "" ? [] : [filters.path],
  };
  const dimensions = Object.keys(valuesOf).filter((name): name is Dimension => name in wanted);
  const admits = (row: Row, except?: Dimension) =>
    dimensions.every(
      (dimension) =>
        dimension === except ||
        wanted[dimension].length === 0 ||
        valuesOf[dimension](row).some((value) => wanted[dimension].includes(value)),
    );
  const facet = (dimension: Dimension) => {
    const counts: Record<string, number> = {};
    for (const row of rows)
      if (admits(row, dimension))
        for (const value of valuesOf[dimension](row)) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };
  return {
    status: facet("status"),
    severity: facet("severity"),
    layer: facet("layer"),
    provider: facet("provider"),
    workload: facet("workload"),
    path: facet("path"),
    total: rows.filter((row) => admits(row)).length,
  };
}
