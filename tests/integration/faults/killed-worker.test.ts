import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { afterEach, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { requestSync } from "#lib/inventory/request-sync.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { eventually } from "#tests/support/eventually.ts";
import { storedInventory } from "#tests/support/stored-inventory.ts";
import { changedEstate, firstEstate } from "#tests/support/two-estates.ts";

const script = path.resolve(import.meta.dirname, "../../support/slow-worker.ts");
const running = new Set<ChildProcess>();

afterEach(() => running.forEach((worker) => worker.kill("SIGKILL")));

async function startWorker(...args: string[]): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [script, ...args], {
    env: process.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(worker);
  await once(worker.stdout, "data");
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
  running.delete(worker);
}

async function connected(): Promise<{ ctx: Context; connection: Connection }> {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  await syncOnce(ctx, connection, { estate: firstEstate });
  return { ctx, connection };
}

const newestSync = ({ id }: Connection) =>
  systemDb().sync.findFirstOrThrow({ where: { connectionId: id }, orderBy: { queuedAt: "desc" } });

/** Moves the clock past the heartbeat of a lost worker, and its job past the pause before the next attempt. */
const passHeartbeat = () => systemDb().$executeRaw`
  UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 hour', retry_delay = 0, retry_backoff = false
  WHERE name = 'inventory.sync' AND state = 'active'`;

const takenUp = (connection: Connection, fence: number) =>
  eventually(async () => expect((await newestSync(connection)).fence).toBeGreaterThan(fence), 30_000);

const lanes = 4;
const startAll = () => Promise.all(Array.from({ length: lanes }, () => startWorker("1")));

/** Kills all workers `afterMs` into the syncs they have just taken up, and tells how many of these were in mid-sync. */
async function killAll(workers: ChildProcess[], busy: Connection[], afterMs: number): Promise<number> {
  await wait(afterMs);
  const syncs = await Promise.all(busy.map(newestSync));
  await Promise.all(workers.map(kill));
  return syncs.filter(({ state }) => state === "running").length;
}

test("twenty workers killed in mid-sync leave what an undisturbed sync leaves", async () => {
  const reference = await connected();
  await syncOnce(reference.ctx, reference.connection, { estate: changedEstate });
  const undisturbed = await storedInventory(reference.ctx.organizationId);

  let killedCount = 0;
  let next = startAll();
  while (killedCount < 20) {
    const disturbed = await Promise.all(Array.from({ length: lanes }, connected));
    for (const { ctx, connection } of disturbed) await requestSync(ctx, connection.id);
    const fences = new Map<string, number>();
    // A job is given up after its fifth retry, so no sync is killed more often than that.
    for (let n = 0; n < 5; n++) {
      const workers = await next;
      const busy: Connection[] = [];
      for (const { connection } of disturbed)
        if ((await newestSync(connection)).state !== "complete") busy.push(connection);
      for (const connection of busy) await takenUp(connection, fences.get(connection.id) ?? 0);
      next = startAll();
      killedCount += await killAll(workers, busy, 120 * n);
      for (const connection of busy) fences.set(connection.id, (await newestSync(connection)).fence);
      await passHeartbeat();
    }
    for (const { ctx, connection } of disturbed) {
      await eventually(async () => expect((await newestSync(connection)).state).toBe("complete"), 30_000);
      expect(await storedInventory(ctx.organizationId)).toEqual(undisturbed);
      const versions = await systemDb().resourceVersion.groupBy({
        by: ["resourceId"],
        where: { organizationId: ctx.organizationId },
        _count: true,
      });
      expect(versions.every(({ _count }) => _count === 1)).toBe(true);
    }
  }
}, 240_000);

test("the sync of a lost worker goes on elsewhere within twenty seconds, from the collections not yet ended", async () => {
  const { ctx, connection } = await connected();
  await requestSync(ctx, connection.id);
  const lost = await startWorker();
  const ended = async () => {
    const { id: syncId } = await newestSync(connection);
    return systemDb().collectionRun.count({
      where: { organizationId: ctx.organizationId, syncId, state: "complete" },
    });
  };
  await eventually(async () => expect(await ended()).toBeGreaterThan(0));
  await kill(lost);
  const { fence } = await newestSync(connection);
  const endedBefore = await ended();
  const heir = await startWorker();
  const readyAt = Date.now();
  await takenUp(connection, fence);
  expect(Date.now() - readyAt).toBeLessThan(20_000);
  expect(await ended()).toBeGreaterThanOrEqual(endedBefore);
  await eventually(async () => expect((await newestSync(connection)).state).toBe("complete"), 30_000);
  await kill(heir);
}, 90_000);
