import { z } from "zod";

import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { log } from "#lib/platform/log.ts";
import type { Job } from "./define-job.ts";
import { keyOf, organizationOf, toJson } from "./run.ts";

/** A job that failed for the last time, as it arrives in the dead-letter queue. */
export type DeadLetter = {
  data: unknown;
  sourceName: string | null;
  sourceId: string | null;
  sourceOutput: unknown;
  sourceRetryCount: number | null;
};

const Output = z.object({ message: z.string() });

/**
 * Keeps a dead job where a person sees it and can have it run again, and puts right what it left behind. Done again
 * where the second part fails, so the first is done once.
 */
export async function bury(jobs: readonly Job[], letter: DeadLetter): Promise<void> {
  const job = jobs.find(({ name }) => name === letter.sourceName);
  if (!job || !letter.sourceId) return;
  const error = Output.safeParse(letter.sourceOutput).data?.message ?? "Its worker was lost";
  log.error({ job: job.name, jobId: letter.sourceId, reason: error }, "job given up");
  await systemDb().jobRun.updateMany({
    where: { jobId: letter.sourceId, state: "running" },
    data: { state: "failed", error: "Its worker was lost", finishedAt: new Date() },
  });
  await keep(job, { ...letter, sourceId: letter.sourceId }, error);
  await job.onDead(letter.data, error);
}

async function keep(job: Job, letter: DeadLetter & { sourceId: string }, error: string): Promise<void> {
  const where = { jobId: letter.sourceId, state: { in: ["dead", "retried"] } };
  if ((await systemDb().jobRun.count({ where })) > 0) return;
  const at = new Date();
  await systemDb().jobRun.create({
    data: {
      id: newId(),
      jobId: letter.sourceId,
      name: job.name,
      organizationId: organizationOf(letter.data),
      key: keyOf(job.name, letter.data),
      state: "dead",
      attempt: (letter.sourceRetryCount ?? 0) + 1,
      startedAt: at,
      finishedAt: at,
      error,
      payload: toJson(letter.data),
    },
  });
}
