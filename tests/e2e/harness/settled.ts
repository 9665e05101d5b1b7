import { setTimeout as sleep } from "node:timers/promises";

import { systemDb } from "#lib/platform/db.ts";

const pollMs = 200;
const withinMs = 120_000;

/** Waits until every sync has ended and what follows from the last one is in the lists. */
export async function settled(organizationId: string): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSettled(organizationId))) {
    if (Date.now() > deadline)
      throw new Error(`Not settled in ${withinMs} ms: ${await stateOf(organizationId)}`);
    await sleep(pollMs);
  }
}

async function isSettled(organizationId: string): Promise<boolean> {
  const db = systemDb();
  const open = await db.sync.count({ where: { organizationId, finishedAt: null } });
  const running = await db.jobRun.count({ where: { organizationId, state: "running" } });
  const dead = await db.jobRun.findFirst({ where: { organizationId, state: "dead" } });
  if (dead) throw new Error(`${dead.name} was given up: ${dead.error}`);
  const last = await db.sync.findFirst({
    where: { organizationId, finishedAt: { not: null } },
    orderBy: { finishedAt: "desc" },
  });
  if (open > 0 || running > 0 || !last?.finishedAt) return false;
  const followed = { organizationId, state: "done", startedAt: { gte: last.finishedAt } };
  return (await db.jobRun.count({ where: { ...followed, name: "correlation.refresh" } })) > 0;
}

async function stateOf(organizationId: string): Promise<string> {
  const [syncs, jobs] = await Promise.all([
    systemDb().sync.findMany({ where: { organizationId }, select: { state: true, error: true } }),
    systemDb().jobRun.findMany({
      where: { organizationId },
      orderBy: { startedAt: "desc" },
      take: 5,
      select: { name: true, state: true, error: true },
    }),
  ]);
  return JSON.stringify({ syncs, jobs });
}
