import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { ExceptionInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { isOwn, lockSubject } from "./subject.ts";
import { writeTimeline } from "./write-timeline.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Asks that a finding not be fixed, for a reason and until a day. Somebody else has to approve. */
export async function requestException(
  ctx: Context,
  findingId: string,
  input: ExceptionInput,
): Promise<{ id: string }> {
  requirePermission(ctx, "exception:request");
  return inTransaction(ctx, (tx) => requestExceptionWithin(tx, ctx, findingId, input));
}

export async function requestExceptionWithin(
  tx: Tx,
  ctx: Context,
  findingId: string,
  { reason, comment, expiresAt }: ExceptionInput,
): Promise<{ id: string }> {
  const { organizationId } = ctx;
  const until = checkedExpiry(new Date(expiresAt), new Date());
  const finding = await lockSubject(tx, ctx, "finding", findingId);
  if (!ctx.permissions.has("finding:write") && !(await isOwn(tx, ctx, finding)))
    throw new AppError("forbidden", "This finding is not assigned to you or your team.");
  if (finding.status === "resolved" || finding.status === "excepted")
    throw new AppError("conflict", `This finding is ${finding.status}. It needs no exception.`);
  const pending = await tx.exceptionRequest.count({
    where: { organizationId, findingId, state: "requested" },
  });
  if (pending > 0)
    throw new AppError("conflict", "An exception was already asked for and waits for a decision.");
  const id = newId();
  await tx.exceptionRequest.create({
    data: {
      id,
      organizationId,
      findingId,
      reason,
      comment,
      requestedById: personOf(ctx),
      requestedAt: new Date(),
      expiresAt: until,
      state: "requested",
    },
  });
  const data = { exceptionId: id, reason, comment, expiresAt: until.toISOString() };
  await writeTimeline(tx, ctx, "finding", findingId, "exception-requested", data);
  await audit(tx, ctx, {
    action: "exception.request",
    subjectType: "finding",
    subjectId: findingId,
    after: data,
  });
  return { id };
}

/** Throws `invalid-input` unless the day is between tomorrow and a year from now. */
export function checkedExpiry(until: Date, now: Date): Date {
  const days = (until.getTime() - now.getTime()) / dayMs;
  if (days > 0 && days <= 366) return until;
  const message =
    days <= 0 ? "Choose a day in the future" : "Choose a day within a year: exceptions are looked at again";
  throw new AppError("invalid-input", `expiresAt: ${message}.`, {
    fields: [{ field: "expiresAt", message }],
  });
}
