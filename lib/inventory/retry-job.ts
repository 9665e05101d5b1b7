import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { JobView } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/domain/errors.ts";
import { jobPayloads } from "#lib/domain/job.ts";
import { enqueue, isJobName } from "#lib/platform/queue.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { toJobView } from "./list-jobs.ts";
import { requestSyncWithin } from "./request-sync.ts";

/** Has a job that was given up run again. */
export async function retryJob(ctx: Context, id: string): Promise<JobView> {
  requirePermission(ctx, "job:write");
  return inTransaction(ctx, async (tx) => {
    const { organizationId } = ctx;
    const run = await tx.jobRun.findFirst({ where: { id, organizationId } });
    if (!run) throw new AppError("not-found", "There is no such job.");
    if (run.state !== "dead") throw new AppError("conflict", "Only a job that was given up can be retried.");
    await again(tx, ctx, run.name, run.payload);
    await audit(tx, ctx, {
      action: "job.retry",
      subjectType: "job",
      subjectId: id,
      before: { name: run.name },
    });
    return toJobView(await tx.jobRun.update({ where: { id }, data: { state: "retried" } }));
  });
}

async function again(tx: Tx, ctx: Context, name: string, payload: unknown): Promise<void> {
  if (!isJobName(name)) throw new AppError("conflict", "This version of Nacre has no such job.");
  if (!jobPayloads[name].safeParse(payload).success)
    throw new AppError("conflict", "What this job was about cannot be read any more.");
  if (name !== "inventory.sync") return enqueue(tx, name, jobPayloads[name].parse(payload));
  const { connectionId } = jobPayloads[name].parse(payload);
  await connectionInOrganization(tx, ctx, connectionId);
  await requestSyncWithin(tx, ctx, connectionId);
}
