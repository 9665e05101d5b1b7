import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { AssignInput, SubjectType } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { dueDateFor } from "./due-date.ts";
import { lockSubject, requireOwner, tableOf, type Subject } from "./subject.ts";
import { writeTimeline } from "./write-timeline.ts";

/** Gives a finding or an issue to a person or a team with a due date; to nobody takes it back. */
export async function assign(ctx: Context, type: SubjectType, id: string, input: AssignInput): Promise<void> {
  requirePermission(ctx, "assignment:write");
  await inTransaction(ctx, (tx) => assignWithin(tx, ctx, type, id, input));
}

/** As `assign`, in a transaction that is already open. Returns the subject as it was, which is what undo needs. */
export async function assignWithin(
  tx: Tx,
  ctx: Context,
  type: SubjectType,
  id: string,
  input: AssignInput,
): Promise<Subject> {
  const before = await lockSubject(tx, ctx, type, id);
  if (before.status === "resolved")
    throw new AppError("conflict", `This ${type} is resolved. There is nothing to assign.`);
  await requireOwner(tx, ctx, input);
  const after = assignment(before, input, new Date());
  await tx.$executeRaw(
    sql`UPDATE ${tableOf[type]} SET "assigneeId" = ${after.assigneeId}::uuid, "teamId" = ${after.teamId}::uuid,
          "dueAt" = ${after.dueAt} WHERE "organizationId" = ${ctx.organizationId}::uuid AND id = ${id}::uuid`,
  );
  await keepHistory(tx, ctx, type, id, after);
  const data = {
    assigneeId: after.assigneeId,
    teamId: after.teamId,
    dueAt: after.dueAt?.toISOString() ?? null,
  };
  const names = await ownerNames(tx, after);
  await writeTimeline(tx, ctx, type, id, after.owned ? "assigned" : "unassigned", {
    ...data,
    ...names,
    comment: input.comment,
  });
  await audit(tx, ctx, {
    action: `${type}.${after.owned ? "assign" : "unassign"}`,
    subjectType: type,
    subjectId: id,
    before: {
      assigneeId: before.assigneeId,
      teamId: before.teamId,
      dueAt: before.dueAt?.toISOString() ?? null,
    },
    after: data,
  });
  return before;
}

type Assignment = { owned: boolean; assigneeId: string | null; teamId: string | null; dueAt: Date | null };

/** A new owner gets the time the severity gives; the same owner keeps the date unless told otherwise. */
export function assignment(before: Subject, input: AssignInput, at: Date): Assignment {
  const { assigneeId, teamId } = input;
  const owned = assigneeId !== null || teamId !== null;
  if (!owned) return { owned, assigneeId, teamId, dueAt: null };
  const sameOwner = before.assigneeId === assigneeId && before.teamId === teamId;
  const kept = sameOwner ? before.dueAt : null;
  return {
    owned,
    assigneeId,
    teamId,
    dueAt: input.dueAt === null ? (kept ?? dueDateFor(before.severity, at)) : new Date(input.dueAt),
  };
}

async function keepHistory(
  tx: Tx,
  ctx: Context,
  subjectType: SubjectType,
  subjectId: string,
  after: Assignment,
) {
  const { organizationId } = ctx;
  const at = new Date();
  await tx.assignment.updateMany({
    where: { organizationId, subjectType, subjectId, endedAt: null },
    data: { endedAt: at },
  });
  if (!after.owned || after.dueAt === null) return;
  const { assigneeId, teamId, dueAt } = after;
  await tx.assignment.create({
    data: {
      id: newId(),
      organizationId,
      subjectType,
      subjectId,
      assigneeId,
      teamId,
      dueAt,
      assignedById: personOf(ctx),
      assignedAt: at,
    },
  });
}

async function ownerNames(tx: Tx, { assigneeId, teamId }: Assignment) {
  const user = assigneeId === null ? null : await tx.user.findUnique({ where: { id: assigneeId } });
  const team = teamId === null ? null : await tx.team.findUnique({ where: { id: teamId } });
  return { assigneeName: user?.name ?? null, teamName: team?.name ?? null };
}
