import type { Context } from "#lib/access/context.ts";
import { personOf } from "#lib/access/context.ts";
import type { FindingFilters } from "#lib/contract/findings.ts";
import { sql, type Sql } from "#lib/platform/sql.ts";
import { checks } from "./checks/registry.ts";

/** The part of the filters that counters know: everything else needs the findings themselves. */
export type CountedFilters = Pick<
  FindingFilters,
  "status" | "severity" | "layer" | "provider" | "account" | "check"
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

/** Whether the counters alone can answer: no filter beyond theirs, and nothing hidden from the actor. */
export const counterConditionsSuffice = (ctx: Context, filters: FindingQuery): boolean =>
  visibility(ctx).length === 0 && uncounted(ctx, filters).length === 0;

/** Without `work:read-all`, a person sees what is assigned to them or to one of their teams. */
export function visibility(ctx: Context): Sql[] {
  return ctx.permissions.has("work:read-all") ? [] : [assignedTo(personOf(ctx))];
}

/** As `visibility`, for one finding: who has to mend an issue may also read the findings on its path. */
export function readable(ctx: Context): Sql[] {
  if (ctx.permissions.has("work:read-all")) return [];
  const userId = personOf(ctx);
  return [
    sql`(${assignedTo(userId)} OR EXISTS (
      SELECT 1 FROM "Issue" i
      WHERE i."organizationId" = f."organizationId" AND i.status <> 'resolved' AND f."resourceKey" = ANY(i.keys)
        AND (i."assigneeId" = ${userId}::uuid OR EXISTS (
          SELECT 1 FROM "TeamMember" m
          WHERE m."organizationId" = i."organizationId" AND m."teamId" = i."teamId" AND m."userId" = ${userId}::uuid))))`,
  ];
}

const assignedTo = (userId: string): Sql => sql`(f."assigneeId" = ${userId}::uuid OR EXISTS (
  SELECT 1 FROM "TeamMember" m
  WHERE m."organizationId" = f."organizationId" AND m."teamId" = f."teamId" AND m."userId" = ${userId}::uuid))`;

function counted({ status, severity, layer, provider, account, check }: CountedFilters): Sql[] {
  return [
    ...(status.length > 0 ? [byStatus(status)] : []),
    ...(severity.length > 0 ? [sql`f.severity = ANY(${severity})`] : []),
    ...(layer.length > 0 ? [sql`f.layer = ANY(${layer})`] : []),
    ...(provider.length > 0 ? [sql`f.provider = ANY(${provider})`] : []),
    ...(account ? [sql`f.account = ${account}`] : []),
    ...(check ? [sql`f."checkId" = ${check}`] : []),
  ];
}

/** What is still to be done, which most lists show, is written out: that is how its own index is found. */
const byStatus = (status: CountedFilters["status"]): Sql =>
  status.length === 2 && status.includes("open") && status.includes("in-progress")
    ? sql`f.status IN ('open', 'in-progress')`
    : sql`f.status = ANY(${status})`;

function uncounted(ctx: Context, { workload, resource, assignee, team, due, q }: FindingQuery): Sql[] {
  return [
    ...(isUuid(workload)
      ? [
          sql`EXISTS (SELECT 1 FROM "WorkloadMember" w WHERE w."organizationId" = f."organizationId"
                AND w."workloadId" = ${workload}::uuid AND w."resourceKey" = f."resourceKey")`,
        ]
      : never(workload)),
    ...(isUuid(resource) ? [sql`f."resourceId" = ${resource}::uuid`] : never(resource)),
    ...byAssignee(ctx, assignee),
    ...(isUuid(team) ? [sql`f."teamId" = ${team}::uuid`] : never(team)),
    ...(due === "overdue" ? [sql`f."dueAt" < now()`] : []),
    ...(due === "week" ? [sql`f."dueAt" BETWEEN now() AND now() + interval '7 days'`] : []),
    ...(q.trim() ? [matches(q.trim())] : []),
  ];
}

function byAssignee(ctx: Context, assignee: string): Sql[] {
  if (assignee === "") return [];
  if (assignee === "nobody") return [sql`f."assigneeId" IS NULL AND f."teamId" IS NULL`];
  if (assignee === "me") return [assignedTo(personOf(ctx))];
  return isUuid(assignee) ? [sql`f."assigneeId" = ${assignee}::uuid`] : never(assignee);
}

/**
 * By resource, lowered by the database on both sides as it may know fewer letters than we do; or by check, whose own
 * words are few: the catalogue tells which hold the text.
 */
function matches(text: string): Sql {
  const wanted = text.toLowerCase();
  const ids = checks.flatMap(({ id, title }) =>
    id.includes(wanted) || title.toLowerCase().includes(wanted) ? [id] : [],
  );
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const byName =
    wanted.length < trigram
      ? sql`lower(f."resourceName") LIKE lower(${pattern})`
      : sql`f.id IN (SELECT findings_named_like(lower(${pattern})))`;
  return ids.length === 0 ? byName : sql`(${byName} OR f."checkId" = ANY(${ids}))`;
}

/** Shorter texts no index can look up, and most rows have: those are met in the list's own order. */
const trigram = 3;

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
/** A filter that can name nothing admits nothing, rather than everything. */
const never = (text: string): Sql[] => (text === "" ? [] : [sql`FALSE`]);
