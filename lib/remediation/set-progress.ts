import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ProgressInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { moveFinding } from "#lib/posture/move-finding.ts";
import { isOwn, lockSubject, type Subject } from "./subject.ts";
import { writeTimeline } from "./write-timeline.ts";

/** Says that work on a finding began or stopped: anybody's for an analyst, one's own for an engineer. */
export async function setProgress(ctx: Context, findingId: string, input: ProgressInput): Promise<void> {
  requirePermission(ctx, "assignment:work");
  await inTransaction(ctx, (tx) => setProgressWithin(tx, ctx, findingId, input));
}

export async function setProgressWithin(
  tx: Tx,
  ctx: Context,
  findingId: string,
  { status }: ProgressInput,
): Promise<Subject> {
  const before = await lockSubject(tx, ctx, "finding", findingId);
  if (!ctx.permissions.has("finding:write") && !(await isOwn(tx, ctx, before)))
    throw new AppError("forbidden", "This finding is not assigned to you or your team.");
  if (before.status !== "open" && before.status !== "in-progress")
    throw new AppError("conflict", `A finding that is ${before.status} cannot become ${status}.`);
  if (before.status === status) return before;
  await moveFinding(tx, ctx, findingId, { status });
  await writeTimeline(
    tx,
    ctx,
    "finding",
    findingId,
    status === "open" ? "progress-stopped" : "progress-started",
    {},
  );
  await audit(tx, ctx, {
    action: "finding.set-progress",
    subjectType: "finding",
    subjectId: findingId,
    before: { status: before.status },
    after: { status },
  });
  return before;
}
