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
  eventually(async () => expect((await newestSync(connection)).fence).toBeGreaterThan(fence), 20_000);

/** Two workers, each busy with one of the connections, killed `afterMs` into it. Returns how many were in mid-sync. */
async function killBoth(
  workers: ChildProcess[],
  connections: Connection[],
  afterMs: number,
): Promise<number> {
  await wait(afterMs);
  const syncs = await Promise.all(connections.map(newestSync));
  await Promise.all(workers.map(kill));
  await passHeartbeat();
  return syncs.filter(({ state }) => state === "running").length;
}

const startTwo = () => Promise.all([startWorker("1"), startWorker("1")]);

test("twenty workers killed in mid-sync leave what an undisturbed sync leaves", async () => {
  const reference = await connected();
  await syncOnce(reference.ctx, reference.connection, { estate: changedEstate });
  const undisturbed = await storedInventory(reference.ctx.organizationId);

  let killedCount = 0;
  let next = startTwo();
  while (killedCount < 20) {
    const both = [await connected(), await connected()];
    const connections = both.map(({ connection }) => connection);
    for (const { ctx, connection } of both) await requestSync(ctx, connection.id);
    let fence = 0;
    for (let n = 0, midSync = 2; n < 4 && midSync === 2; n++) {
      const workers = await next;
      for (const connection of connections) await takenUp(connection, fence);
      fence = Math.max(...(await Promise.all(connections.map(newestSync))).map((sync) => sync.fence));
      next = startTwo();
      midSync = await killBoth(workers, connections, 90 * n);
      killedCount += midSync;
    }
    for (const { ctx, connection } of both) {
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
  await eventually(async () => {
    const ended = {
      state: "complete" as const,
      organizationId: ctx.organizationId,
      syncId: (await newestSync(connection)).id,
    };
    expect(await systemDb().collectionRun.count({ where: ended })).toBeGreaterThan(0);
  });
  await kill(lost);
  const killedAt = Date.now();
  const heir = await startWorker();
  await eventually(async () => expect((await newestSync(connection)).state).toBe("complete"), 30_000);
  expect(Date.now() - killedAt).toBeLessThan(20_000);
  await kill(heir);
}, 60_000);
