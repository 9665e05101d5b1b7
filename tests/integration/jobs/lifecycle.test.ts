import { afterEach, describe, expect, test } from "vitest";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { jobQueues, type JobName } from "#lib/domain/job.ts";
import { listJobs } from "#lib/inventory/list-jobs.ts";
import { retryJob } from "#lib/inventory/retry-job.ts";
import { bury } from "#lib/jobs/bury.ts";
import { defineJob, type Job } from "#lib/jobs/define-job.ts";
import { maintenanceDaily } from "#lib/jobs/maintenance-daily.ts";
import { jobs } from "#lib/jobs/registry.ts";
import { startWorker, type RunningWorker } from "#lib/jobs/start-worker.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { deadLetterQueue, enqueue, jobNames } from "#lib/platform/queue.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";
import { eventually } from "#tests/support/eventually.ts";

const name = "correlation.refresh";
const all = { state: [], name: "", cursor: null, limit: 200 };
type Run = Parameters<typeof defineJob<typeof name>>[1]["run"];
const workers = new Set<RunningWorker>();

afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  workers.clear();
  await pool().query("DELETE FROM pgboss.job");
  await pool().query("DELETE FROM pgboss.schedule");
});

async function working(run: Run, { atOnce = 2, onDead }: { atOnce?: number; onDead?: () => void } = {}) {
  const spec = { atOnce, run, ...(onDead ? { onDead: async () => onDead() } : {}) };
  const worker = await startWorker([defineJob(name, spec)], 1);
  workers.add(worker);
  return worker;
}

const ask = (ctx: Context) =>
  inTransaction(ctx, (tx) => enqueue(tx, name, { organizationId: ctx.organizationId }));
const runsOf = async (ctx: Context) =>
  (await listJobs(ctx, all)).items.map(({ state, attempt, error }) => ({ state, attempt, error }));

/** Puts a job on the queue as another version of ours might have, or somebody by hand. */
const put = (queue: JobName, data: unknown, retries = 0) =>
  pool().query(
    `INSERT INTO pgboss.job (name, data, singleton_key, retry_limit, retry_delay, retry_backoff, dead_letter, policy)
     VALUES ($1, $2, $3, $4, 0, false, $5, 'stately')`,
    [queue, JSON.stringify(data), newId(), retries, deadLetterQueue],
  );

/** Makes the next attempts follow at once. */
const hurry = () => pool().query("UPDATE pgboss.job SET retry_delay = 0, retry_backoff = false");

describe("a job that fails", () => {
  test("is tried again, and each attempt is shown with its number and its reason", async () => {
    const ctx = await createOrganization();
    let attempts = 0;
    await ask(ctx);
    await hurry();
    await working(async () => {
      attempts++;
      if (attempts < 3) throw new Error(`no luck ${attempts}`);
    });
    await eventually(async () =>
      expect(await runsOf(ctx)).toEqual([
        { state: "done", attempt: 3, error: null },
        { state: "failed", attempt: 2, error: "no luck 2" },
        { state: "failed", attempt: 1, error: "no luck 1" },
      ]),
    );
  });

  test("waits longer each time before it is tried again", async () => {
    const ctx = await createOrganization();
    await ask(ctx);
    await working(() => Promise.reject(new Error("no")));
    const waits: number[] = [];
    for (const attempt of [1, 2]) {
      await eventually(async () => {
        const { rows } = await pool().query<{ seconds: number }>(
          `SELECT extract(epoch FROM start_after - started_on)::float8 AS seconds FROM pgboss.job
           WHERE name = $1 AND state = 'retry' AND retry_count = $2`,
          [name, attempt - 1],
        );
        expect(rows).toHaveLength(1);
        waits.push(rows[0]?.seconds ?? 0);
      });
    }
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  test("what it throws that is no error is told all the same", async () => {
    const ctx = await createOrganization();
    await ask(ctx);
    await hurry();
    let attempts = 0;
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- what a library may do
    await working(() => (attempts++ === 0 ? Promise.reject("a word") : Promise.resolve()));
    await eventually(async () => expect((await runsOf(ctx)).at(-1)?.error).toBe("a word"));
  });
});

describe("a job whose payload is not what such a job carries", () => {
  test.each([
    ["nothing", null],
    ["a text", "text"],
    ["a list", []],
    ["no id", { organizationId: "everyone" }],
  ])(
    "%s: is given up and runs nothing, and holds up no other",
    async (_, data) => {
      const ctx = await createOrganization();
      let ran = 0;
      await put(name, data);
      await working(async () => void ran++);
      await ask(ctx);
      await eventually(async () => {
        const dead = await systemDb().jobRun.findMany({ where: { name, state: "dead", key: "" } });
        expect(dead.length).toBeGreaterThan(0);
        expect(dead[0]?.error).toMatch(/organizationId|expected|invalid/i);
      });
      await eventually(async () => expect((await runsOf(ctx))[0]?.state).toBe("done"));
      expect(ran).toBe(1);
      await systemDb().jobRun.deleteMany({ where: { key: "" } });
    },
    40_000,
  );

  test("cannot be retried by a person either, and says why", async () => {
    const ctx = await createOrganization();
    const id = newId();
    const { organizationId } = ctx;
    await systemDb().jobRun.create({
      data: {
        id,
        jobId: newId(),
        organizationId,
        name: "inventory.sync",
        key: "",
        state: "dead",
        attempt: 1,
        startedAt: new Date(),
        payload: { organizationId },
      },
    });
    await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
    await systemDb().jobRun.update({ where: { id }, data: { name: "removed.job" } });
    await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a dead letter", () => {
  const letterOf = (organizationId: string) => ({
    data: { organizationId },
    sourceName: name,
    sourceId: newId(),
    sourceOutput: { message: "the reason" },
    sourceRetryCount: 3,
  });
  const jobThat = (onDead: () => Promise<void>): Job =>
    defineJob(name, { atOnce: 1, run: async () => undefined, onDead });

  test("is kept once, also where putting things right fails at first", async () => {
    const ctx = await createOrganization();
    const letter = letterOf(ctx.organizationId);
    let tries = 0;
    const job = jobThat(() => (++tries === 1 ? Promise.reject(new Error("not yet")) : Promise.resolve()));
    await expect(bury([job], letter)).rejects.toThrow("not yet");
    await bury([job], letter);
    expect(tries).toBe(2);
    expect(await runsOf(ctx)).toEqual([{ state: "dead", attempt: 4, error: "the reason" }]);
  });

  test("ends the run that a lost worker left as running", async () => {
    const ctx = await createOrganization();
    const letter = { ...letterOf(ctx.organizationId), sourceOutput: null };
    await systemDb().jobRun.create({
      data: {
        id: newId(),
        jobId: letter.sourceId,
        organizationId: ctx.organizationId,
        name,
        key: ctx.organizationId,
        state: "running",
        attempt: 4,
        startedAt: new Date(),
        payload: letter.data,
      },
    });
    await bury([jobThat(() => Promise.resolve())], letter);
    const lost = "Its worker was lost";
    expect(await runsOf(ctx)).toEqual([
      { state: "dead", attempt: 4, error: lost },
      { state: "failed", attempt: 4, error: lost },
    ]);
  });

  test("of a job that this version does not have is let be", async () => {
    const ctx = await createOrganization();
    await bury([], letterOf(ctx.organizationId));
    await bury([jobThat(() => Promise.resolve())], { ...letterOf(ctx.organizationId), sourceId: null });
    expect(await runsOf(ctx)).toEqual([]);
  });

  test("is retried by those who may, in its organization, and once", async () => {
    const ctx = await createOrganization();
    await bury([jobThat(() => Promise.resolve())], letterOf(ctx.organizationId));
    const id = (await listJobs(ctx, all)).items[0]?.id ?? "";
    const analyst = await createMember(ctx.organizationId, "analyst");
    await expect(retryJob(analyst, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(retryJob(await createOrganization(), id)).rejects.toMatchObject({ code: "not-found" });
    expect((await retryJob(ctx, id)).state).toBe("retried");
    await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
    let ran = 0;
    await working(async () => void ran++);
    await eventually(() => expect(ran).toBe(1));
    const [entry] = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
    expect(entry).toMatchObject({ action: "job.retry", subjectId: id, before: { name } });
  });
});

describe("several workers", () => {
  test("share the jobs out: each is done once, by one of them", async () => {
    const ctxs = await Promise.all(Array.from({ length: 8 }, () => createOrganization()));
    const done = new Map<string, number[]>();
    const running = async (worker: number) =>
      working(async ({ organizationId }) => {
        done.set(organizationId, [...(done.get(organizationId) ?? []), worker]);
        await new Promise((resolve) => setTimeout(resolve, 100));
      });
    await Promise.all([running(1), running(2)]);
    await Promise.all(ctxs.map(ask));
    await eventually(() => expect(done.size).toBe(8));
    await eventually(async () => {
      for (const ctx of ctxs) expect(await runsOf(ctx)).toMatchObject([{ state: "done" }]);
    });
    expect([...done.values()].every((by) => by.length === 1)).toBe(true);
    expect(new Set([...done.values()].flat())).toEqual(new Set([1, 2]));
  });

  test("never run two jobs of one organization at once, however many ask", async () => {
    const ctx = await createOrganization();
    let now = 0;
    let most = 0;
    let runs = 0;
    const run: Run = async () => {
      most = Math.max(most, ++now);
      runs++;
      await new Promise((resolve) => setTimeout(resolve, 150));
      now--;
    };
    await Promise.all([working(run), working(run)]);
    for (let n = 0; n < 12; n++) {
      await ask(ctx);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await eventually(async () => {
      const { rows } = await pool().query("SELECT 1 FROM pgboss.job WHERE state < 'completed'");
      expect(rows).toEqual([]);
    });
    expect(most).toBe(1);
    expect(runs).toBeGreaterThan(1);
    expect(runs).toBeLessThan(12);
  });

  test("what is asked for while a job runs is done after it, on what is there by then", async () => {
    const ctx = await createOrganization();
    let state = 1;
    const seen: number[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await working(async () => {
      seen.push(state);
      if (seen.length === 1) await held;
    });
    await ask(ctx);
    await eventually(() => expect(seen).toEqual([1]));
    state = 2;
    await ask(ctx);
    release();
    await eventually(() => expect(seen).toEqual([1, 2]));
  });

  test("a job whose worker has not been heard of goes to another, and the lost attempt says so", async () => {
    const ctx = await createOrganization();
    await ask(ctx);
    await pool().query(
      `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '10 minutes',
         heartbeat_on = now() - interval '10 minutes', retry_delay = 0, retry_backoff = false WHERE name = $1`,
      [name],
    );
    const { rows } = await pool().query<{ id: string }>("SELECT id FROM pgboss.job WHERE name = $1", [name]);
    await systemDb().jobRun.create({
      data: {
        id: newId(),
        jobId: rows[0]?.id ?? "",
        organizationId: ctx.organizationId,
        name,
        key: ctx.organizationId,
        state: "running",
        attempt: 1,
        startedAt: new Date(Date.now() - 600_000),
        payload: {},
      },
    });
    await working(async () => undefined);
    await eventually(
      async () =>
        expect(await runsOf(ctx)).toEqual([
          { state: "done", attempt: 2, error: null },
          { state: "failed", attempt: 1, error: "Its worker was lost" },
        ]),
      30_000,
    );
  });
});

describe("the queues", () => {
  test("are there for every job, as its table says, and all fail into one", async () => {
    const { rows } = await pool().query<Record<string, unknown>>(
      `SELECT name, policy, retry_limit, retry_backoff, expire_seconds, heartbeat_seconds, dead_letter
       FROM pgboss.queue WHERE name <> $1`,
      [deadLetterQueue],
    );
    const expected = jobNames.map((job) => ({
      name: job,
      policy: "stately",
      retry_limit: jobQueues[job].retries,
      retry_backoff: true,
      expire_seconds: jobQueues[job].timeoutMinutes * 60,
      heartbeat_seconds: jobQueues[job].heartbeatSeconds,
      dead_letter: deadLetterQueue,
    }));
    const ours = rows.filter((row) => jobNames.some((job) => job === row["name"]));
    expect(ours.toSorted((a, b) => String(a["name"]).localeCompare(String(b["name"])))).toEqual(
      expected.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  });

  test("have somebody for each job, and each job's schedule is kept by whichever worker starts", async () => {
    expect(jobs.map((job) => job.name).toSorted()).toEqual([...jobNames].toSorted());
    const idle = jobs.map((job): Job => ({ ...job, run: async () => undefined }));
    workers.add(await startWorker(idle, 1));
    workers.add(await startWorker(idle, 1));
    const { rows } = await pool().query<{ name: string; cron: string }>(
      "SELECT name, cron FROM pgboss.schedule ORDER BY name",
    );
    expect(rows).toEqual(
      jobs
        .filter(({ schedule }) => schedule !== null)
        .map((job) => ({ name: job.name, cron: job.schedule }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  });
});

describe("the daily maintenance", () => {
  const signal = new AbortController().signal;
  const waiting = async () =>
    (
      await pool().query<{ key: string }>(
        "SELECT singleton_key AS key FROM pgboss.job WHERE name = 'posture.evaluate'",
      )
    ).rows.map(({ key }) => key);

  test("asks for each organization's evaluation, also where one organization's rows are broken", async () => {
    const [good, bad] = [await createOrganization(), await createOrganization()];
    const exceptionId = await anyRow("ExceptionRequest", bad.organizationId);
    // Its finding cannot be written to: the timeline refuses what is no JSON object of ours.
    await systemDb().exceptionRequest.update({
      where: { id: exceptionId },
      data: { state: "approved", expiresAt: new Date(0) },
    });
    await pool().query(
      `CREATE FUNCTION refuse_timeline() RETURNS trigger AS $$ BEGIN
         IF NEW."organizationId" = '${bad.organizationId}' THEN RAISE EXCEPTION 'broken rows'; END IF; RETURN NEW;
       END $$ LANGUAGE plpgsql`,
    );
    await pool().query(
      'CREATE TRIGGER refuse BEFORE INSERT ON "TimelineEvent" FOR EACH ROW EXECUTE FUNCTION refuse_timeline()',
    );
    await expect(maintenanceDaily.run({}, signal)).rejects.toThrow("1 organizations failed");
    expect(await waiting()).toContain(good.organizationId);
    expect(await waiting()).not.toContain(bad.organizationId);
    await pool().query('DROP TRIGGER refuse ON "TimelineEvent"');
    await maintenanceDaily.run({}, signal);
    expect(await waiting()).toContain(bad.organizationId);
  });

  test("forgets runs that ended more than thirty days ago, and none that is still running", async () => {
    const ctx = await createOrganization();
    const day = 86_400_000;
    const create = async (state: string, days: number) => {
      const id = await anyRow("JobRun", ctx.organizationId);
      const startedAt = new Date(Date.now() - days * day);
      await systemDb().jobRun.update({ where: { id }, data: { state, startedAt } });
      return id;
    };
    const kept = [await create("done", 29), await create("running", 40)];
    await create("done", 31);
    await create("dead", 31);
    await maintenanceDaily.run({}, signal);
    const left = await systemDb().jobRun.findMany({ where: { organizationId: ctx.organizationId } });
    expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  });

  test("stops between two organizations when told to", async () => {
    await createOrganization();
    await expect(maintenanceDaily.run({}, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
    expect(await waiting()).toEqual([]);
  });
});
