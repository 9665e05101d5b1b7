import { z } from "zod";

import { inTransaction, requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import type { FindingFacets, FindingGroup } from "#lib/contract/findings.ts";
import { severities } from "#lib/domain/severity.ts";
import { allOf, asksByOrganization, readRows, sql, type Sql } from "#lib/platform/sql.ts";
import { importedRules } from "./imported-rules.ts";
import {
  counterConditions,
  counterConditionsSuffice,
  findingConditions,
  type FindingQuery,
} from "./finding-conditions.ts";
import { checkFinder } from "./organization-checks.ts";

const FacetRow = z.object({
  status: z.string(),
  severity: z.string(),
  layer: z.string(),
  provider: z.string(),
  account: z.string(),
  source: z.string(),
  count: z.number(),
});
type Dimension = Exclude<keyof z.infer<typeof FacetRow>, "count">;
const dimensions: readonly Dimension[] = ["status", "severity", "layer", "provider", "account", "source"];

/** Counts for every filter's values. Each facet ignores its own filter and obeys all others. */
export async function countFindings(ctx: Context, filters: FindingQuery): Promise<FindingFacets> {
  requirePermission(ctx, "finding:read");
  const ignored = { ...filters, status: [], severity: [], layer: [], provider: [], account: "", source: "" };
  const columns = sql`f.status, f.severity, f.layer, f.provider, f.account, f.source`;
  const rows = await countsBy(ctx, ignored, columns, FacetRow);
  const facets: FindingFacets = {
    status: {},
    severity: {},
    layer: {},
    provider: {},
    account: {},
    source: {},
    total: 0,
  };
  for (const row of rows) {
    const refused = dimensions.filter((dimension) => !admitsValue(filters, dimension, row[dimension]));
    if (refused.length === 0) facets.total += row.count;
    for (const dimension of dimensions)
      if (refused.every((other) => other === dimension))
        facets[dimension][row[dimension]] = (facets[dimension][row[dimension]] ?? 0) + row.count;
  }
  return facets;
}

const GroupRow = z.object({ checkId: z.string(), count: z.number() });

/** The findings that the filters admit, by check: worst first, then most. */
export async function listFindingGroups(
  ctx: Context,
  filters: FindingQuery,
): Promise<{ items: FindingGroup[] }> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const rows = await countsBy(ctx, filters, sql`f."checkId"`, GroupRow);
  const imported = rows.flatMap(({ checkId }) => (checkId.startsWith("import/") ? [checkId] : []));
  const { tallies, findCheck, rules } = await inTransaction(ctx, async (tx) => ({
    tallies: await tx.checkTally.findMany({ where: { organizationId } }),
    findCheck: await checkFinder(tx, organizationId),
    rules: await importedRules(tx, organizationId, imported),
  }));
  const tallyById = new Map(tallies.map((tally) => [tally.checkId, tally]));
  const items = rows.flatMap(({ checkId, count }) => {
    const tally = tallyById.get(checkId);
    const check = findCheck(checkId) ?? rules.get(checkId);
    if (!check) return [];
    const { title, severity, layer } = check;
    const evaluatedCount = (tally?.passCount ?? 0) + (tally?.failCount ?? 0);
    return [
      { checkId, title, severity, layer, count, evaluatedCount, unknownCount: tally?.unknownCount ?? 0 },
    ];
  });
  const rank = (group: FindingGroup) => severities.indexOf(group.severity);
  return {
    items: items.toSorted(
      (a, b) => rank(a) - rank(b) || b.count - a.count || (a.checkId < b.checkId ? -1 : 1),
    ),
  };
}

/** From the counters where they suffice; else by counting the findings that the filters leave. */
function countsBy<Row>(
  ctx: Context,
  filters: FindingQuery,
  columns: Sql,
  schema: z.ZodType<Row>,
): Promise<Row[]> {
  const suffices = counterConditionsSuffice(ctx, filters);
  const where = suffices ? counterConditions(ctx, filters) : findingConditions(ctx, filters);
  const counted = suffices
    ? sql`sum(f.count)::int AS count FROM "FindingCounter" f`
    : sql`count(*)::int AS count FROM "Finding" f`;
  return readRows(
    scopeOf(ctx),
    schema,
    sql`SELECT ${columns}, ${counted} WHERE ${allOf(where)} GROUP BY ${columns}`,
    { planOnce: asksByOrganization(ctx.organizationId, where) },
  );
}

function admitsValue(filters: FindingQuery, dimension: Dimension, value: string): boolean {
  if (dimension === "account" || dimension === "source")
    return filters[dimension] === "" || filters[dimension] === value;
  const wanted: readonly string[] = filters[dimension];
  return wanted.length === 0 || wanted.includes(value);
}
