import type { Context } from "#lib/access/context.ts";
import type { ResourceFilters } from "#lib/contract/inventory.ts";
import { sql, type Sql } from "#lib/platform/sql.ts";

export const facetNames = [
  "class",
  "type",
  "layer",
  "provider",
  "account",
  "exposure",
  "sensitivity",
] as const;
export type FacetName = (typeof facetNames)[number];

/** SQL for the value of a facet. */
export const facetSql: Record<FacetName | "privilege", Sql> = {
  class: sql`r.class`,
  type: sql`r.type`,
  layer: sql`r.layer`,
  provider: sql`r.provider`,
  account: sql`r.account`,
  exposure: sql`r.derived->'exposure'->>'reach'`,
  sensitivity: sql`r.derived->'sensitivity'->>'level'`,
  privilege: sql`r.derived->'privilege'->>'level'`,
};

/** What the filters admit of the organization's resources; `except` leaves one facet's own filter out. */
export function resourceConditions(ctx: Context, filters: ResourceFilters, except?: FacetName): Sql[] {
  const sets = ["class", "layer", "provider", "exposure", "sensitivity", "privilege"] as const;
  const texts = ["type", "account"] as const;
  return [
    sql`r."organizationId" = ${ctx.organizationId}::uuid`,
    filters.state === "removed" ? sql`r."removedAt" IS NOT NULL` : sql`r."removedAt" IS NULL`,
    ...sets.flatMap((name) =>
      name !== except && filters[name].length > 0 ? [sql`${facetSql[name]} = ANY(${filters[name]})`] : [],
    ),
    ...texts.flatMap((name) =>
      name !== except && filters[name] !== "" ? [sql`${facetSql[name]} = ${filters[name]}`] : [],
    ),
    ...(filters.region === "" ? [] : [sql`r.region = ${filters.region}`]),
    ...(filters.connection === "" ? [] : [sql`r."connectionId"::text = ${filters.connection}`]),
    ...(filters.q === "" ? [] : [matches(filters.q)]),
  ];
}

const matches = (q: string): Sql => {
  const literal = q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);
  return sql`(lower(r.name) LIKE ${`%${literal}%`} OR lower(r.key) LIKE ${`${literal}%`})`;
};
