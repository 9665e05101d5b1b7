import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { DecisionInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ExceptionRequest } from "#lib/platform/generated/client.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { moveFinding } from "#lib/posture/move-finding.ts";
import { lockSubject, type Subject } from "./subject.ts";
import { writeTimeline } from "./write-timeline.ts";

/** Approves or denies an exception. Nobody decides on what they asked for themselves. */
export async function decideException(ctx: Context, id: string, input: DecisionInput): Promise<void> {
  requirePermission(ctx, "exception:approve");
  const approver = personOf(ctx);
  await inTransaction(ctx, async (tx) => {
    const request = await pendingRequest(tx, ctx, id);
    if (request.requestedById === approver)
      throw new AppError("forbidden", "Somebody other than the requester has to decide.");
    const finding = await lockSubject(tx, ctx, "finding", request.findingId);
    if (input.approve) assertStillOf(finding, request);
    const state = input.approve ? "approved" : "denied";
    await tx.exceptionRequest.update({
      where: { id },
      data: { state, decidedById: approver, decidedAt: new Date(), decision: input.comment },
    });
    if (input.approve)
      await moveFinding(tx, ctx, request.findingId, { status: "excepted", exceptedUntil: request.expiresAt });
    await writeTimeline(tx, ctx, "finding", request.findingId, `exception-${state}`, {
      exceptionId: id,
      comment: input.comment,
      expiresAt: request.expiresAt.toISOString(),
    });
    await audit(tx, ctx, {
      action: input.approve ? "exception.approve" : "exception.deny",
      subjectType: "finding",
      subjectId: request.findingId,
      after: { exceptionId: id, comment: input.comment },
    });
  });
}

/** What was mended meanwhile needs no exception, and one that would be over already would hide nothing but the finding. */
function assertStillOf({ status }: Subject, { expiresAt }: ExceptionRequest): void {
  if (status === "resolved")
    throw new AppError("conflict", "This finding is resolved meanwhile. Deny the request, or let it be.");
  if (expiresAt <= new Date())
    throw new AppError(
      "conflict",
      "This exception was asked for until a day that is past. Ask for a new one.",
    );
}

/** Takes back one's own request while nobody has decided. */
export async function withdrawException(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, "exception:request");
  const person = personOf(ctx);
  await inTransaction(ctx, async (tx) => {
    const request = await pendingRequest(tx, ctx, id);
    if (request.requestedById !== person)
      throw new AppError("forbidden", "Only the requester can take it back.");
    await tx.exceptionRequest.update({ where: { id }, data: { state: "withdrawn", decidedAt: new Date() } });
    await writeTimeline(tx, ctx, "finding", request.findingId, "exception-withdrawn", { exceptionId: id });
    await audit(tx, ctx, {
      action: "exception.withdraw",
      subjectType: "finding",
      subjectId: request.findingId,
      after: { exceptionId: id },
    });
  });
}

async function pendingRequest(tx: Tx, ctx: Context, id: string): Promise<ExceptionRequest> {
  // The lock makes two deciders wait for each other; the second finds it decided.
  await tx.$executeRaw`SELECT 1 FROM "ExceptionRequest" WHERE id = ${id}::uuid FOR UPDATE`;
  const request = await tx.exceptionRequest.findFirst({ where: { organizationId: ctx.organizationId, id } });
  if (!request) throw new AppError("not-found", "There is no such exception.");
  if (request.state !== "requested")
    throw new AppError("conflict", `This exception is ${request.state} already.`);
  return request;
}
