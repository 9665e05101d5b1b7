import { personOf, type Context } from "#lib/access/context.ts";
import { ownedBy } from "#lib/access/owned-by.ts";
import type { IssueFilters } from "#lib/contract/issues.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { byId, contains, sql, type Sql } from "#lib/platform/sql.ts";

export type IssueQuery = Omit<IssueFilters, "cursor" | "limit" | "sort">;

/** Conditions on "Issue" f, for this organization and for what its actor may see. */
export function issueConditions(ctx: Context, filters: IssueQuery): Sql[] {
  const { status, severity, layer, provider, path, fix, due, q } = filters;
  return [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    ...visibility(ctx),
    ...(status.length > 0 ? [sql`f.status = ANY(${status})`] : []),
    ...(severity.length > 0 ? [sql`f.severity = ANY(${severity})`] : []),
    ...(layer.length > 0 ? [sql`f.layers && ${layer}::text[]`] : []),
    ...(provider.length > 0 ? [sql`f.providers && ${provider}::text[]`] : []),
    ...(path ? [sql`f."pathId" = ${path}`] : []),
    ...(fix ? [sql`f."fixIds" @> to_jsonb(${fix}::text)`] : []),
    ...byId(filters.workload, (id) => sql`${id}::uuid = ANY(f."workloadIds")`),
    ...byId(
      filters.resource,
      (id) => sql`EXISTS (SELECT 1 FROM "Resource" r WHERE r."organizationId" = f."organizationId"
        AND r.id = ${id}::uuid AND r.key = ANY(f.keys))`,
    ),
    ...byAssignee(ctx, filters.assignee),
    ...byId(filters.team, (id) => sql`f."teamId" = ${id}::uuid`),
    ...(due === "overdue" ? [sql`f."dueAt" < now()`] : []),
    ...(due === "week" ? [sql`f."dueAt" BETWEEN now() AND now() + interval '7 days'`] : []),
    ...(q.trim() ? [matches(q.trim())] : []),
  ];
}

function byAssignee(ctx: Context, assignee: string): Sql[] {
  if (assignee === "nobody") return [sql`f."assigneeId" IS NULL AND f."teamId" IS NULL`];
  const person = assignee === "me" ? personOf(ctx) : assignee;
  return byId(person, (id) => ownedBy(sql`f`, id));
}

const matches = (text: string): Sql =>
  sql`(${contains(sql`f.story`, text)} OR ${contains(sql`f.title`, text)})`;
