import { PgBoss, type JobWithMetadata } from "pg-boss";

import { env } from "#lib/platform/env.ts";
import { deadLetterQueue, queueSchema, reportError } from "#lib/platform/queue.ts";
import { bury } from "./bury.ts";
import type { Job } from "./define-job.ts";
import { Interrupted, runJob } from "./run.ts";

export type RunningWorker = { stop: () => Promise<void> };

const drainSeconds = 25;

/**
 * Takes jobs off the queue until stopped. Idle workers are woken by the database and look by themselves besides; a
 * job whose worker is lost goes to another within its heartbeat and the five seconds between two looks.
 */
export async function startWorker(jobs: readonly Job[], superviseSeconds = 5): Promise<RunningWorker> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: queueSchema,
    max: 4,
    migrate: false,
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on("error", reportError);
  await boss.start({ attempts: 20 });
  const stop = new AbortController();
  for (const job of jobs) await take(boss, job, stop.signal);
  await boss.work(
    deadLetterQueue,
    { ...polling, includeMetadata: true } as const,
    async (letters: JobWithMetadata<object>[]) => {
      for (const letter of letters) await bury(jobs, letter);
    },
  );
  for (const job of jobs) await (job.schedule ? boss.schedule(job.name, job.schedule, {}) : undefined);
  return {
    stop: async () => {
      stop.abort(new Interrupted("The worker stops"));
      await boss.stop({ graceful: true, timeout: drainSeconds * 1_000 });
    },
  };
}

const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 } as const;

async function take(boss: PgBoss, job: Job, stop: AbortSignal): Promise<void> {
  const options = { ...polling, localConcurrency: job.atOnce, includeMetadata: true as const };
  await boss.work(job.name, options, async ([delivery]: JobWithMetadata<object>[]) => {
    if (delivery) await runOrRequeue(boss, job, delivery, stop);
  });
}

/** A job that a stop interrupted is put back as a new one, so that rolling restarts never use up its attempts. */
async function runOrRequeue(
  boss: PgBoss,
  job: Job,
  delivery: JobWithMetadata<object>,
  stop: AbortSignal,
): Promise<void> {
  try {
    await runJob(job, delivery, delivery.signal, stop);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    const singletonKey = delivery.singletonKey ?? undefined;
    await boss.send(job.name, delivery.data, singletonKey ? { singletonKey } : {});
  }
}
