import { personOf, type Context } from "#lib/access/context.ts";
import { ownedBy } from "#lib/access/owned-by.ts";
import type { FindingFilters } from "#lib/contract/findings.ts";
import { byId, named, sql, type Sql } from "#lib/platform/sql.ts";
import { checks } from "./checks/registry.ts";
import { checkIdsOfControl } from "./controls.ts";

/** The part of the filters that counters know: everything else needs the findings themselves. */
export type CountedFilters = Pick<
  FindingFilters,
  "status" | "severity" | "layer" | "provider" | "account" | "source" | "check" | "control"
>;
export type FindingQuery = Omit<FindingFilters, "cursor" | "limit" | "sort">;

/** Conditions on "Finding" f, for this organization and for what its actor may see. */
export function findingConditions(ctx: Context, filters: FindingQuery): Sql[] {
  return [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    ...visibility(ctx),
    ...counted(filters),
    ...uncounted(ctx, filters),
  ];
}

/** Conditions on "FindingCounter" f, which holds what the counted filters ask for by the same names. */
export const counterConditions = (ctx: Context, filters: CountedFilters): Sql[] => [
  sql`f."organizationId" = ${ctx.organizationId}::uuid AND f.count > 0`,
  ...counted(filters),
];

/** Whether the counters alone can answer: no filter beyond theirs, and nothing hidden from the actor. */
export const counterConditionsSuffice = (ctx: Context, filters: FindingQuery): boolean =>
  visibility(ctx).length === 0 && uncounted(ctx, filters).length === 0;

/** Without `work:read-all`, a person sees what is assigned to them or to one of their teams. */
export function visibility(ctx: Context): Sql[] {
  return ctx.permissions.has("work:read-all") ? [] : [ownedBy(sql`f`, personOf(ctx))];
}

/** As `visibility`, for one finding: who has to mend an issue may also read the findings on its path. */
export function readable(ctx: Context): Sql[] {
  if (ctx.permissions.has("work:read-all")) return [];
  const userId = personOf(ctx);
  return [
    sql`(${ownedBy(sql`f`, userId)} OR EXISTS (
      SELECT 1 FROM "Issue" i
      WHERE i."organizationId" = f."organizationId" AND i.status <> 'resolved' AND f."resourceKey" = ANY(i.keys)
        AND ${ownedBy(sql`i`, userId)}))`,
  ];
}

function counted({
  status,
  severity,
  layer,
  provider,
  account,
  source,
  check,
  control,
}: CountedFilters): Sql[] {
  return [
    ...(status.length > 0 ? [byStatus(status)] : []),
    ...(severity.length > 0 ? [sql`f.severity = ANY(${severity})`] : []),
    ...(layer.length > 0 ? [sql`f.layer = ANY(${layer})`] : []),
    ...(provider.length > 0 ? [sql`f.provider = ANY(${provider})`] : []),
    ...(account ? [sql`f.account = ${account}`] : []),
    ...(source ? [sql`f.source = ${source}`] : []),
    ...(check ? [sql`f."checkId" = ${check}`] : []),
    ...(control ? [sql`f."checkId" = ANY(${[...checkIdsOfControl(control)]})`] : []),
  ];
}

/** What is still to be done, which most lists show, is written out: that is how its own index is found. */
const byStatus = (status: CountedFilters["status"]): Sql =>
  status.length === 2 && status.includes("open") && status.includes("in-progress")
    ? sql`f.status IN ('open', 'in-progress')`
    : sql`f.status = ANY(${status})`;

function uncounted(
  ctx: Context,
  { workload, environment, resource, assignee, team, due, q }: FindingQuery,
): Sql[] {
  return [
    ...byId(
      workload,
      (id) => sql`EXISTS (SELECT 1 FROM "WorkloadMember" w WHERE w."organizationId" = f."organizationId"
        AND w."workloadId" = ${id}::uuid AND w."resourceKey" = f."resourceKey")`,
    ),
    ...(environment ? [inEnvironment(environment)] : []),
    ...byId(resource, (id) => sql`f."resourceId" = ${id}::uuid`),
    ...byAssignee(ctx, assignee),
    ...byId(team, (id) => sql`f."teamId" = ${id}::uuid`),
    ...(due === "overdue" ? [sql`f."dueAt" < now()`] : []),
    ...(due === "week" ? [sql`f."dueAt" BETWEEN now() AND now() + interval '7 days'`] : []),
    ...(q.trim() ? [matches(q.trim())] : []),
  ];
}

const inEnvironment = (environment: string): Sql => sql`EXISTS (
  SELECT 1 FROM "WorkloadMember" m JOIN "Workload" w ON w.id = m."workloadId"
  WHERE m."organizationId" = f."organizationId" AND m."resourceKey" = f."resourceKey"
    AND w."removedAt" IS NULL AND w.environment = ${environment})`;

function byAssignee(ctx: Context, assignee: string): Sql[] {
  if (assignee === "nobody") return [sql`f."assigneeId" IS NULL AND f."teamId" IS NULL`];
  if (assignee === "me") return [ownedBy(sql`f`, personOf(ctx))];
  return byId(assignee, (id) => sql`f."assigneeId" = ${id}::uuid`);
}

/** By resource, or by check, whose own words are few: the catalogue tells which hold the text. */
function matches(text: string): Sql {
  const wanted = text.toLowerCase();
  const ids = checks.flatMap(({ id, title }) =>
    id.includes(wanted) || title.toLowerCase().includes(wanted) ? [id] : [],
  );
  const byName = named(
    { id: sql`f.id`, name: sql`f."resourceName"`, search: sql`findings_named_like` },
    text,
  );
  return ids.length === 0 ? byName : sql`(${byName} OR f."checkId" = ANY(${ids}))`;
}
