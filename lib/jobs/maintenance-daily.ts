import { inTransaction, jobContext } from "#lib/access/context.ts";
import { forgetExpired } from "#lib/access/forget-expired.ts";
import { systemDb } from "#lib/platform/db.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { expireExceptions } from "#lib/remediation/expire-exceptions.ts";
import { defineJob } from "./define-job.ts";

const name = "maintenance.daily";
const dayMs = 24 * 60 * 60 * 1_000;
const jobRunDays = 30;

/** Opens what was excepted until today, takes each organization's snapshot, and clears away what has run out. */
export const maintenanceDaily = defineJob(name, {
  atOnce: 1,
  schedule: "10 0 * * *",
  run: async (_, signal) => {
    const organizations = await systemDb().organization.findMany({ select: { id: true } });
    for (const { id: organizationId } of organizations) {
      signal.throwIfAborted();
      const ctx = jobContext(organizationId, name);
      await expireExceptions(ctx);
      // Evaluating writes the day's snapshot, also where nothing was synced.
      await inTransaction(ctx, (tx) => enqueue(tx, "posture.evaluate", { organizationId }));
    }
    await clearAway(new Date());
  },
});

async function clearAway(now: Date): Promise<void> {
  await forgetExpired(now);
  const old = new Date(now.getTime() - jobRunDays * dayMs);
  await systemDb().jobRun.deleteMany({ where: { startedAt: { lt: old }, state: { not: "running" } } });
}
