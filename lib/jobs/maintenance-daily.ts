import { inTransaction, jobContext } from "#lib/access/context.ts";
import { forgetExpired } from "#lib/access/forget-expired.ts";
import { forgetHistory } from "#lib/access/forget-history.ts";
import { systemDb } from "#lib/platform/db.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { expireExceptions } from "#lib/remediation/expire-exceptions.ts";
import { defineJob } from "./define-job.ts";

const name = "maintenance.daily";
const dayMs = 24 * 60 * 60 * 1_000;
const jobRunDays = 30;

/** Opens what was excepted until today, takes each organization's snapshot, and clears away what has run out, history too. */
export const maintenanceDaily = defineJob(name, {
  atOnce: 1,
  schedule: "10 0 * * *",
  run: async (_, signal) => {
    const organizations = await systemDb().organization.findMany({ select: { id: true } });
    const failures: unknown[] = [];
    for (const { id } of organizations) {
      signal.throwIfAborted();
      // What is wrong with one organization's rows holds up no other's.
      await maintain(id).catch((error: unknown) => failures.push(error));
    }
    await clearAway(new Date());
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organizations failed`);
  },
});

async function maintain(organizationId: string): Promise<void> {
  const ctx = jobContext(organizationId, name);
  await expireExceptions(ctx);
  await forgetHistory(organizationId);
  // Evaluating writes the day's snapshot, also where nothing was synced.
  await inTransaction(ctx, (tx) => enqueue(tx, "posture.evaluate", { organizationId }));
}

async function clearAway(now: Date): Promise<void> {
  await forgetExpired(now);
  const old = new Date(now.getTime() - jobRunDays * dayMs);
  await systemDb().jobRun.deleteMany({ where: { startedAt: { lt: old }, state: { not: "running" } } });
}
