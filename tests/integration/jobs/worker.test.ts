import { afterEach, expect, test } from "vitest";

import { inTransaction } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import { listJobs } from "#lib/inventory/list-jobs.ts";
import { retryJob } from "#lib/inventory/retry-job.ts";
import { defineJob, type Job } from "#lib/jobs/define-job.ts";
import { startWorker, type RunningWorker } from "#lib/jobs/start-worker.ts";
import { systemDb } from "#lib/platform/db.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { eventually } from "#tests/support/eventually.ts";

const all = { state: [], name: "", cursor: null, limit: 50 };
let worker: RunningWorker | undefined;

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

async function working(run: Parameters<typeof defineJob<"posture.evaluate">>[1]["run"]): Promise<void> {
  const job: Job = defineJob("posture.evaluate", { atOnce: 2, run });
  worker = await startWorker([job]);
}

test("a job runs once its transaction commits, and never if it rolls back", async () => {
  const [kept, rolledBack] = await Promise.all([createOrganization(), createOrganization()]);
  const ran: string[] = [];
  await working(async ({ organizationId }) => void ran.push(organizationId));
  const refused = inTransaction(rolledBack, async (tx) => {
    await enqueue(tx, "posture.evaluate", { organizationId: rolledBack.organizationId });
    throw new AppError("conflict", "no");
  });
  await expect(refused).rejects.toThrow("no");
  await inTransaction(kept, (tx) => enqueue(tx, "posture.evaluate", { organizationId: kept.organizationId }));
  await eventually(() => expect(ran).toEqual([kept.organizationId]));
  await eventually(async () =>
    expect((await listJobs(kept, all)).items).toMatchObject([{ state: "done", attempt: 1 }]),
  );
});

test("one runs and one waits for an organization, however many were asked for", async () => {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  let runs = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await working(async () => {
    runs++;
    await held;
  });
  const ask = () => inTransaction(ctx, (tx) => enqueue(tx, "posture.evaluate", { organizationId }));
  await ask();
  await eventually(() => expect(runs).toBe(1));
  for (let n = 0; n < 5; n++) await ask();
  release();
  await eventually(async () => expect((await listJobs(ctx, all)).items).toHaveLength(2));
  await eventually(async () =>
    expect((await listJobs(ctx, { ...all, state: ["done"] })).items).toHaveLength(2),
  );
  expect(runs).toBe(2);
});

test("a worker that is told to stop hands its job on without using up an attempt", async () => {
  const ctx = await createOrganization();
  let started = false;
  await working(async (_, signal) => {
    started = true;
    await new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(new Error("stopped"))),
    );
  });
  await inTransaction(ctx, (tx) => enqueue(tx, "posture.evaluate", { organizationId: ctx.organizationId }));
  await eventually(() => expect(started).toBe(true));
  await worker?.stop();
  await working(async () => undefined);
  await eventually(async () => {
    const { items } = await listJobs(ctx, all);
    expect(items).toMatchObject([
      { state: "done", attempt: 1 },
      { state: "interrupted", attempt: 1 },
    ]);
  });
});

test("a job that keeps failing is given up, shown with its error, and can be retried by a person", async () => {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  let broken = true;
  await working(async () => {
    if (broken) throw new Error("no luck");
  });
  await inTransaction(ctx, (tx) => enqueue(tx, "posture.evaluate", { organizationId }));
  await systemDb().$executeRaw`
    UPDATE pgboss.job SET retry_limit = 1, retry_delay = 0, retry_backoff = false WHERE singleton_key = ${organizationId}`;
  const dead = () => listJobs(ctx, { ...all, state: ["dead"] });
  await eventually(async () => expect((await dead()).items).toMatchObject([{ error: "no luck" }]));
  broken = false;
  const [letter] = (await dead()).items;
  await retryJob(ctx, letter?.id ?? "");
  await eventually(async () =>
    expect((await listJobs(ctx, { ...all, state: ["done"] })).items).toHaveLength(1),
  );
});
