import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";

import { systemDb } from "#lib/platform/db.ts";
import { inSnapshot, type SnapshotLimits } from "#lib/platform/snapshot.ts";
import type { Snapshot } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const limits = { wholeMilliseconds: 60_000, statementMilliseconds: 20_000, idleMilliseconds: 20_000 };

async function* readNames(snapshot: Snapshot): AsyncGenerator<unknown[]> {
  for (;;) yield await snapshot.read('SELECT name FROM "Team"', []);
}

const opened: AsyncGenerator<unknown[]>[] = [];
const open = (organizationId: string, own: Partial<SnapshotLimits> = {}, read = readNames) => {
  const reading = inSnapshot(organizationId, read, { ...limits, ...own });
  opened.push(reading);
  return reading;
};
afterEach(async () => {
  for (const reading of opened.splice(0)) await reading.return(undefined).catch(() => undefined);
});

async function withTeam(name: string) {
  const { organizationId } = await createOrganization();
  const { id } = await systemDb().team.create({ data: { id: randomUUID(), organizationId, name } });
  return { organizationId, id };
}

test("every reading sees the rows of the first, and only its organization's, whatever is written meanwhile", async () => {
  const { organizationId, id } = await withTeam("before");
  await withTeam("of another organization");
  const reading = open(organizationId);
  expect((await reading.next()).value).toEqual([{ name: "before" }]);
  await systemDb().team.update({ where: { id }, data: { name: "after" } });
  expect((await reading.next()).value).toEqual([{ name: "before" }]);
  expect((await open(organizationId).next()).value).toEqual([{ name: "after" }]);
});

test("nothing is written through it", async () => {
  const { organizationId } = await withTeam("kept");
  const writing = open(organizationId, {}, async function* (snapshot) {
    yield await snapshot.read(`UPDATE "Team" SET name = 'x'`, []);
  });
  await expect(writing.next()).rejects.toThrow(/read-only/);
});

test("it ends when it takes longer than it may, or when nobody takes what it read", async () => {
  const { organizationId } = await withTeam("any");
  await expect(open(organizationId, { wholeMilliseconds: -1 }).next()).rejects.toMatchObject({
    code: "rate-limited",
  });
  const idle = open(organizationId, { idleMilliseconds: 20 });
  await idle.next();
  await expect.poll(transactionsLeftIdle, { timeout: 10_000 }).toBe(0);
  await expect(idle.next()).rejects.toThrow(/terminat|queryable/i);
});

test("four are open at a time, and one that is left makes room", async () => {
  const { organizationId } = await withTeam("any");
  const four = Array.from({ length: 4 }, () => open(organizationId));
  for (const one of four) await one.next();
  await expect(open(organizationId).next()).rejects.toMatchObject({ code: "rate-limited" });
  await four[0]?.return(undefined);
  expect((await open(organizationId).next()).done).toBe(false);
});

async function transactionsLeftIdle(): Promise<number> {
  const rows = await systemDb().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  return Number(rows[0]?.count ?? 0);
}
