import { z } from "zod";

import { jobPayloads, jobQueues, type JobName, type JobPayload } from "#lib/domain/job.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { log } from "#lib/platform/log.ts";
import type { Job } from "./define-job.ts";

/** A job as the queue hands it over. */
export type Delivery = { id: string; data: unknown; retryCount: number };

/** Thrown by `runJob` when the worker was told to stop: the job is not over and costs no attempt. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Runs one delivery of a job and keeps the row the interface shows. What the job throws is thrown on, for the queue. */
export async function runJob(
  job: Job,
  delivery: Delivery,
  signal: AbortSignal,
  stop: AbortSignal,
): Promise<void> {
  const id = await begin(job.name, delivery);
  const startedAt = performance.now();
  const end = async (state: "done" | "failed" | "interrupted", error: string | null) => {
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ job: job.name, jobId: delivery.id, state, durationMs, error }, "job ended");
    await systemDb().jobRun.update({ where: { id }, data: { state, error, finishedAt: new Date() } });
  };
  try {
    await job.run(delivery.data, AbortSignal.any([signal, stop]));
    await end("done", null);
  } catch (error) {
    if (stop.aborted) {
      await end("interrupted", null);
      throw new Interrupted();
    }
    await end("failed", messageOf(error));
    throw error;
  }
}

async function begin(name: JobName, { id: jobId, data, retryCount }: Delivery): Promise<string> {
  const id = newId();
  await systemDb().jobRun.updateMany({
    where: { jobId, state: "running" },
    data: { state: "failed", error: "Its worker was lost", finishedAt: new Date() },
  });
  await systemDb().jobRun.create({
    data: {
      id,
      jobId,
      name,
      organizationId: organizationOf(data),
      key: keyOf(name, data),
      state: "running",
      attempt: retryCount + 1,
      startedAt: new Date(),
      payload: toJson(data),
    },
  });
  return id;
}

const OfOrganization = z.object({ organizationId: z.uuid() });

export const organizationOf = (payload: unknown): string | null =>
  OfOrganization.safeParse(payload).data?.organizationId ?? null;

/** What the job works on; nothing where its payload is not what such a job carries, which its run will say. */
export function keyOf<N extends JobName>(name: N, payload: unknown): string {
  const parsed = jobPayloads[name].safeParse(payload);
  // Safe because each schema and each key stand under their own name.
  return parsed.success ? jobQueues[name].key(parsed.data as JobPayload<N>) : "";
}

// Safe because a payload has come out of a JSON column.
export const toJson = (payload: unknown): Prisma.InputJsonValue => (payload ?? {}) as Prisma.InputJsonValue;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
