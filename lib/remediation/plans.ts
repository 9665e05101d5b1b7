import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { PlanDetail, type ChangePlan, type CreatePlan, type PlanView } from "#lib/contract/plans.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { outcomesOf, planInOrganization, planRows, toPlanView, type PlanRow } from "./plan-row.ts";
import { simulateWithin } from "./simulate-changes.ts";
import { requireOwner } from "./subject.ts";

/** Plans that are still followed first, the newest first. */
export async function listPlans(ctx: Context): Promise<{ items: PlanView[] }> {
  requirePermission(ctx, "issue:read");
  requirePermission(ctx, "work:read-all");
  return inTransaction(ctx, async (tx) => {
    const rows = await planRows(tx, ctx, sql`true`);
    const outcomes = await outcomesOf(tx, ctx, rows);
    return { items: rows.flatMap((row, at) => (outcomes[at] ? [toPlanView(row, outcomes[at])] : [])) };
  });
}

/** A plan with what was promised and what became of it. Throws `not-found`. */
export async function getPlan(ctx: Context, id: string): Promise<PlanDetail> {
  requirePermission(ctx, "issue:read");
  requirePermission(ctx, "work:read-all");
  return inTransaction(ctx, async (tx) => toDetail(tx, ctx, await planInOrganization(tx, ctx, id)));
}

/** Keeps a simulation as it is now. Throws `not-found` where a change breaks nothing that is open. */
export async function createPlan(
  ctx: Context,
  input: CreatePlan,
  at: Date = new Date(),
): Promise<PlanDetail> {
  requirePermission(ctx, "issue:write");
  const { organizationId, actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    const owner = ownerIn(input, { assigneeId: null, teamId: null, dueAt: null });
    await requireOwner(tx, ctx, owner);
    const promise = await simulateWithin(tx, ctx, input.fixIds);
    const fixes = await withBroken(tx, ctx, promise);
    const id = newId(at);
    const { name } = input;
    await tx.plan.create({
      data: {
        id,
        organizationId,
        name,
        fixes: asJson(fixes),
        promise: asJson(promise),
        createdAt: at,
        createdById: actor.id,
        createdByName: actor.name,
        ...owner,
      },
    });
    const after = { name, fixIds: input.fixIds };
    await audit(tx, ctx, { action: "plan.create", subjectType: "plan", subjectId: id, after });
    return toDetail(tx, ctx, await planInOrganization(tx, ctx, id));
  });
}

/** Renames a plan, gives it to somebody, or stops following it. */
export async function changePlan(
  ctx: Context,
  id: string,
  input: ChangePlan,
  at: Date = new Date(),
): Promise<PlanDetail> {
  requirePermission(ctx, "issue:write");
  return inTransaction(ctx, async (tx) => {
    const before = await planInOrganization(tx, ctx, id);
    const owner = ownerIn(input, before);
    await requireOwner(tx, ctx, owner);
    const closed = input.closed ?? before.closedAt !== null;
    const data = {
      name: input.name ?? before.name,
      ...owner,
      closedAt: closed ? (before.closedAt ?? at) : null,
    };
    await tx.plan.update({ where: { id }, data });
    await audit(tx, ctx, {
      action: "plan.change",
      subjectType: "plan",
      subjectId: id,
      before: { name: before.name, ...inWords(before) },
      after: { name: data.name, ...inWords(data) },
    });
    return toDetail(tx, ctx, await planInOrganization(tx, ctx, id));
  });
}

export async function deletePlan(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, "issue:write");
  await inTransaction(ctx, async (tx) => {
    const { name } = await planInOrganization(tx, ctx, id);
    await tx.plan.delete({ where: { id } });
    await audit(tx, ctx, { action: "plan.delete", subjectType: "plan", subjectId: id, before: { name } });
  });
}

type Owner = { assigneeId: string | null; teamId: string | null; dueAt: Date | null };

/** What the input says, else what was. A person takes the place of a team, and a team of a person. */
function ownerIn(
  { assigneeId, teamId, dueAt }: Pick<ChangePlan, "assigneeId" | "teamId" | "dueAt">,
  before: Owner,
): Owner {
  if (assigneeId && teamId)
    throw new AppError("invalid-input", "Give it to a person or to a team, not to both.", {
      fields: [{ field: "teamId", message: "Not beside a person" }],
    });
  const due = dueAt === undefined ? before.dueAt : toDate(dueAt);
  return {
    assigneeId: assigneeId === undefined && !teamId ? before.assigneeId : (assigneeId ?? null),
    teamId: teamId === undefined && !assigneeId ? before.teamId : (teamId ?? null),
    dueAt: due,
  };
}

const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

const inWords = ({ assigneeId, teamId, dueAt, closedAt }: Owner & { closedAt: Date | null }) => ({
  assigneeId,
  teamId,
  dueAt: dueAt?.toISOString() ?? null,
  closedAt: closedAt?.toISOString() ?? null,
});

/** The changes of a promise, each with the issues that it breaks by itself. */
async function withBroken(tx: Tx, ctx: Context, { fixes, broken }: PlanDetail["promise"]) {
  const issues = await tx.issue.findMany({
    where: { organizationId: ctx.organizationId, id: { in: broken.map(({ id }) => id) } },
    select: { id: true, fixes: true },
  });
  return fixes.map((fix) => ({
    ...fix,
    breaks: issues.flatMap(({ id, fixes: own }) =>
      Array.isArray(own) && own.some((one) => idOf(one) === fix.id) ? [id] : [],
    ),
  }));
}

const idOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, "id") : null;

async function toDetail(tx: Tx, ctx: Context, row: PlanRow): Promise<PlanDetail> {
  const [outcome] = await outcomesOf(tx, ctx, [row]);
  if (!outcome) throw new Error("Each plan has an outcome");
  const newIssueCount = await tx.issue.count({
    where: {
      organizationId: ctx.organizationId,
      status: { not: "resolved" },
      openedAt: { gt: row.createdAt },
    },
  });
  return PlanDetail.parse({
    ...toPlanView(row, outcome),
    fixes: outcome.fixes,
    promise: row.promise,
    newIssueCount,
  });
}

/** Safe because these are plain values of text, numbers, lists and records, which JSON keeps as they are. */
const asJson = (value: unknown) => structuredClone(value) as Prisma.InputJsonValue;
