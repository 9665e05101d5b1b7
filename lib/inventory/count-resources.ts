import { z } from "zod";

import { requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import type { ResourceFacets, ResourceFilters } from "#lib/contract/inventory.ts";
import { allOf, joinSql, readRows, sql } from "#lib/platform/sql.ts";
import { facetNames, facetSql, resourceConditions, type FacetName } from "./resource-conditions.ts";

const Value = z.string().nullable();
const Row = z.object({
  class: Value,
  type: Value,
  layer: Value,
  provider: Value,
  account: Value,
  exposure: Value,
  sensitivity: Value,
  count: z.number(),
} satisfies Record<FacetName | "count", z.ZodType>);
type Row = z.infer<typeof Row>;

/** How many resources each value of each facet has; a facet's own filter is left out, so its other values show. */
export async function countResources(ctx: Context, filters: ResourceFilters): Promise<ResourceFacets> {
  requirePermission(ctx, "inventory:read");
  const rows = await groups(ctx, filters);
  const facet = (name: FacetName) => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const value = row[name];
      if (value !== null && admits(filters, row, name)) counts[value] = (counts[value] ?? 0) + row.count;
    }
    return counts;
  };
  return {
    class: facet("class"),
    type: facet("type"),
    layer: facet("layer"),
    provider: facet("provider"),
    account: facet("account"),
    exposure: facet("exposure"),
    sensitivity: facet("sensitivity"),
    total: rows.reduce((total, row) => total + (admits(filters, row) ? row.count : 0), 0),
  };
}

/** Every combination of values there is, over what the other filters leave: one look at the resources for all facets. */
function groups(ctx: Context, filters: ResourceFilters): Promise<Row[]> {
  const where = resourceConditions(ctx, {
    ...filters,
    class: [],
    type: "",
    layer: [],
    provider: [],
    account: "",
    exposure: [],
    sensitivity: [],
  });
  const columns = facetNames.map((name) => sql`${facetSql[name]} AS ${columnOf[name]}`);
  return readRows(
    scopeOf(ctx),
    Row,
    sql`SELECT ${joinSql(columns)}, count(*)::int AS count FROM "Resource" r WHERE ${allOf(where)}
        GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  );
}

const columnOf = {
  class: sql`class`,
  type: sql`type`,
  layer: sql`layer`,
  provider: sql`provider`,
  account: sql`account`,
  exposure: sql`exposure`,
  sensitivity: sql`sensitivity`,
} satisfies Record<FacetName, unknown>;

const admits = (filters: ResourceFilters, row: Row, except?: FacetName): boolean =>
  facetNames.every((name) => name === except || admitsValue(filters[name], row[name]));

function admitsValue(wanted: string | readonly string[], value: string | null): boolean {
  if (wanted.length === 0) return true;
  return value !== null && (typeof wanted === "string" ? wanted === value : wanted.includes(value));
}
