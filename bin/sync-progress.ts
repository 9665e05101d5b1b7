import { setTimeout as sleep } from "node:timers/promises";

import { systemDb } from "#lib/platform/db.ts";

const pollMs = 500;
const giveUpAfterMs = 15 * 60_000;
const unfinished = ["queued", "running"] as const;

type Line = { name: string; text: string };

/** Prints a line whenever a sync gets further, and at the end what is known of the estate. */
export async function showSyncs(organizationId: string, signal: AbortSignal): Promise<void> {
  const since = new Date();
  const watched = await systemDb().sync.findMany({
    where: { organizationId, state: { in: [...unfinished] } },
    select: { id: true },
  });
  if (watched.length === 0) return;
  const syncIds = watched.map(({ id }) => id);
  const shown = new Map<string, string>();
  const deadline = Date.now() + giveUpAfterMs;
  while (!signal.aborted && Date.now() < deadline) {
    for (const { name, text } of await syncLines(syncIds)) {
      if (shown.get(name) === text) continue;
      shown.set(name, text);
      console.log(`  ${name}: ${text}`);
    }
    const open = await systemDb().sync.count({
      where: { id: { in: syncIds }, state: { in: [...unfinished] } },
    });
    if (open === 0 && (await isCorrelated(organizationId, since))) break;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  if (!signal.aborted) console.log(`  ${await estateLine(organizationId)}`);
}

async function syncLines(syncIds: readonly string[]): Promise<Line[]> {
  const syncs = await systemDb().sync.findMany({
    where: { id: { in: [...syncIds] } },
    orderBy: { id: "asc" },
  });
  const connections = await systemDb().connection.findMany({
    where: { id: { in: syncs.map(({ connectionId }) => connectionId) } },
  });
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  return Promise.all(
    syncs.map(async (sync) => {
      const runs = await systemDb().collectionRun.groupBy({
        by: ["state"],
        where: { syncId: sync.id },
        _count: true,
      });
      const total = runs.reduce((sum, { _count }) => sum + _count, 0);
      const waiting = runs
        .filter(({ state }) => state === "pending" || state === "running")
        .reduce((sum, { _count }) => sum + _count, 0);
      const progress = total === 0 ? sync.state : `${sync.state}, ${total - waiting} of ${total} collections`;
      const found = sync.finishedAt ? `, ${sync.resourceCount} resources` : "";
      const problem = sync.error ? ` — ${sync.error}` : "";
      return {
        name: names.get(sync.connectionId) ?? sync.connectionId,
        text: `${progress}${found}${problem}`,
      };
    }),
  );
}

/** The last step after the last sync is done: what stands in the lists then is whole. */
async function isCorrelated(organizationId: string, since: Date): Promise<boolean> {
  const where = { organizationId, startedAt: { gte: since } };
  const [pending, lastSync] = await Promise.all([
    systemDb().jobRun.count({ where: { ...where, state: "running" } }),
    systemDb().sync.findFirst({
      where: { organizationId, finishedAt: { not: null } },
      orderBy: { finishedAt: "desc" },
    }),
  ]);
  if (pending > 0 || !lastSync?.finishedAt) return false;
  const correlated = await systemDb().jobRun.count({
    where: {
      organizationId,
      name: "correlation.refresh",
      state: "done",
      startedAt: { gte: lastSync.finishedAt },
    },
  });
  return correlated > 0;
}

async function estateLine(organizationId: string): Promise<string> {
  const [resources, findings, workloads, issues] = await Promise.all([
    systemDb().resource.count({ where: { organizationId, removedAt: null } }),
    systemDb().finding.count({ where: { organizationId, status: "open" } }),
    systemDb().workload.count({ where: { organizationId, removedAt: null } }),
    systemDb().issue.count({ where: { organizationId, status: "open" } }),
  ]);
  return `The estate: ${resources} resources, ${findings} open findings, ${workloads} workloads, ${issues} issues.`;
}
