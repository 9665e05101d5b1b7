import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { FindingFacets, FindingGroup } from "#lib/contract/findings.ts";
import { severities } from "#lib/domain/severity.ts";
import { allOf, readRows, sql } from "#lib/platform/sql.ts";
import { checkById } from "./check-by-id.ts";
import { counterConditionsSuffice, findingConditions, type FindingQuery } from "./finding-conditions.ts";

const CountRow = z.object({
  checkId: z.string(),
  status: z.string(),
  severity: z.string(),
  layer: z.string(),
  provider: z.string(),
  account: z.string(),
  count: z.coerce.number(),
});
type CountRow = z.infer<typeof CountRow>;
type Dimension = "status" | "severity" | "layer" | "provider" | "account";
const dimensions: readonly Dimension[] = ["status", "severity", "layer", "provider", "account"];

/** Counts for every filter's values. Each facet ignores its own filter and obeys all others. */
export async function countFindings(ctx: Context, filters: FindingQuery): Promise<FindingFacets> {
  requirePermission(ctx, "finding:read");
  const rows = await counts(ctx, filters);
  const admits = (row: CountRow, except?: Dimension) =>
    dimensions.every((dimension) => dimension === except || admitsValue(filters, dimension, row[dimension]));
  const facet = (dimension: Dimension) =>
    sumBy(
      rows.filter((row) => admits(row, dimension)),
      (row) => row[dimension],
    );
  return {
    status: facet("status"),
    severity: facet("severity"),
    layer: facet("layer"),
    provider: facet("provider"),
    account: facet("account"),
    total: rows.filter((row) => admits(row)).reduce((total, row) => total + row.count, 0),
  };
}

/** The findings that the filters admit, by check: worst first, then most. */
export async function listFindingGroups(
  ctx: Context,
  filters: FindingQuery,
): Promise<{ items: FindingGroup[] }> {
  requirePermission(ctx, "finding:read");
  const [rows, tallies] = await Promise.all([
    counts(ctx, filters),
    inTransaction(ctx, (tx) => tx.checkTally.findMany({ where: { organizationId: ctx.organizationId } })),
  ]);
  const tallyById = new Map(tallies.map((tally) => [tally.checkId, tally]));
  const admitted = rows.filter((row) =>
    dimensions.every((dimension) => admitsValue(filters, dimension, row[dimension])),
  );
  const items = Object.entries(sumBy(admitted, (row) => row.checkId)).flatMap(
    ([checkId, count]): FindingGroup[] => {
      const check = checkById(checkId);
      const tally = tallyById.get(checkId);
      if (!check) return [];
      const { title, severity, layer } = check;
      const evaluatedCount = (tally?.passCount ?? 0) + (tally?.failCount ?? 0);
      return [
        { checkId, title, severity, layer, count, evaluatedCount, unknownCount: tally?.unknownCount ?? 0 },
      ];
    },
  );
  const rank = (group: FindingGroup) => severities.indexOf(group.severity);
  return {
    items: items.toSorted(
      (a, b) => rank(a) - rank(b) || b.count - a.count || (a.checkId < b.checkId ? -1 : 1),
    ),
  };
}

/** From the counters where they suffice; else by counting the findings that the other filters leave. */
function counts(ctx: Context, filters: FindingQuery): Promise<CountRow[]> {
  if (counterConditionsSuffice(ctx, filters))
    return readRows(
      ctx.organizationId,
      CountRow,
      sql`SELECT "checkId", status, severity, layer, provider, account, count FROM "FindingCounter"
          WHERE "organizationId" = ${ctx.organizationId}::uuid AND count > 0
            AND (${filters.check} = '' OR "checkId" = ${filters.check})`,
    );
  const uncounted = { ...filters, status: [], severity: [], layer: [], provider: [], account: "" };
  return readRows(
    ctx.organizationId,
    CountRow,
    sql`SELECT f."checkId", f.status, f.severity, f.layer, f.provider, f.account, count(*) AS count
        FROM "Finding" f WHERE ${allOf(findingConditions(ctx, uncounted))} GROUP BY 1, 2, 3, 4, 5, 6`,
  );
}

function admitsValue(filters: FindingQuery, dimension: Dimension, value: string): boolean {
  if (dimension === "account") return filters.account === "" || filters.account === value;
  const wanted: readonly string[] = filters[dimension];
  return wanted.length === 0 || wanted.includes(value);
}

function sumBy(rows: readonly CountRow[], keyOf: (row: CountRow) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.count;
  return sums;
}
