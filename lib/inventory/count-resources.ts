import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ResourceFacets, ResourceFilters } from "#lib/contract/inventory.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { facetNames, facetSql, resourceConditions, type FacetName } from "./resource-conditions.ts";

const Row = z.object({ value: z.string().nullable(), count: z.number() });

/** How many resources each value of each facet has; a facet's own filter is left out, so its other values show. */
export async function countResources(ctx: Context, filters: ResourceFilters): Promise<ResourceFacets> {
  requirePermission(ctx, "inventory:read");
  return inTransaction(ctx, async (tx) => {
    const facets: Partial<Record<FacetName, Record<string, number>>> = {};
    for (const name of facetNames) facets[name] = await countFacet(tx, ctx, filters, name);
    const [all] = await queryRows(
      tx,
      z.object({ count: z.number() }),
      sql`SELECT count(*)::int AS count FROM "Resource" r WHERE ${allOf(resourceConditions(ctx, filters))}`,
    );
    const none = { class: {}, type: {}, layer: {}, provider: {}, account: {}, exposure: {}, sensitivity: {} };
    return { ...none, ...facets, total: all?.count ?? 0 };
  });
}

async function countFacet(tx: Tx, ctx: Context, filters: ResourceFilters, name: FacetName) {
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT ${facetSql[name]} AS value, count(*)::int AS count FROM "Resource" r
      WHERE ${allOf(resourceConditions(ctx, filters, name))} GROUP BY 1`,
  );
  return Object.fromEntries(rows.flatMap(({ value, count }) => (value === null ? [] : [[value, count]])));
}
