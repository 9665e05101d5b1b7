import type { Context } from "#lib/access/context.ts";
import type { ResourceFilters } from "#lib/contract/inventory.ts";
import { contains, likeLiteral, named, sql, type Sql } from "#lib/platform/sql.ts";

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

/** What the filters admit of the organization's resources. */
export function resourceConditions(ctx: Context, filters: ResourceFilters): Sql[] {
  const sets = ["class", "layer", "provider", "exposure", "sensitivity", "privilege"] as const;
  const texts = ["type", "account"] as const;
  return [
    sql`r."organizationId" = ${ctx.organizationId}::uuid`,
    filters.state === "removed" ? sql`r."removedAt" IS NOT NULL` : sql`r."removedAt" IS NULL`,
    ...sets.flatMap((name) =>
      filters[name].length > 0 ? [sql`${facetSql[name]} = ANY(${filters[name]})`] : [],
    ),
    ...texts.flatMap((name) => (filters[name] !== "" ? [sql`${facetSql[name]} = ${filters[name]}`] : [])),
    ...(filters.region === "" ? [] : [sql`r.region = ${filters.region}`]),
    ...(filters.connection === "" ? [] : [sql`r."connectionId"::text = ${filters.connection}`]),
    ...(filters.q === "" ? [] : [matches(filters.q)]),
  ];
}

/** By part of a name, and what looks like a key by the beginning of one too. */
const matches = (q: string): Sql =>
  /[:/]/.test(q)
    ? sql`(${contains(sql`r.name`, q)} OR lower(r.key) LIKE lower(${`${likeLiteral(q)}%`}))`
    : named({ id: sql`r.id`, name: sql`r.name`, search: sql`resources_named_like` }, q);
