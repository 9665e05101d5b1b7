import { expect, test } from "vitest";
import { z } from "zod";

import { inTransaction, scopeOf, type Context } from "#lib/access/context.ts";
import { pool } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { readRows, sql } from "#lib/platform/sql.ts";
import { inBulkTransaction, type Tx } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const workload = (ctx: Context, name: string) => ({
  id: newId(),
  organizationId: ctx.organizationId,
  name,
  nameReason: "its tag",
  serviceModel: "paas",
  serviceModelReason: "its parts",
  providers: ["aws"],
  accounts: ["111122223333"],
  seedKeys: [],
  memberCount: 1,
  firstSeenAt: new Date(),
  changedAt: new Date(),
});
/** The moment after everything so far. */
async function now(): Promise<Date> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  const at = new Date();
  await new Promise((resolve) => setTimeout(resolve, 3));
  return at;
}

test("a row is read as it was at a moment, through every way to read", async () => {
  const ctx = await createOrganization();
  const before = await now();
  const row = workload(ctx, "Claims");
  await inTransaction(ctx, (tx) => tx.workload.create({ data: row }));
  const first = await now();
  await inTransaction(ctx, (tx) =>
    tx.workload.update({ where: { id: row.id }, data: { name: "Claims desk" } }),
  );
  const second = await now();
  await inTransaction(ctx, (tx) => tx.workload.delete({ where: { id: row.id } }));
  const names = async (asOf?: Date) =>
    inTransaction({ ...ctx, ...(asOf ? { asOf } : {}) }, async (tx) =>
      (await tx.workload.findMany()).map(({ name }) => name),
    );
  expect(await Promise.all([names(before), names(first), names(second), names()])).toEqual([
    [],
    ["Claims"],
    ["Claims desk"],
    [],
  ]);
});

test("a type that Prisma names is found in the past too", async () => {
  const ctx = await createOrganization();
  const skipped = (tx: Tx) => tx.collection.count({ where: { state: { notIn: ["skipped", "complete"] } } });
  expect(await inTransaction({ ...ctx, asOf: new Date() }, skipped)).toBe(0);
});

test("nothing is written while in the past", async () => {
  const ctx = await createOrganization();
  const past = { ...ctx, asOf: new Date() };
  await expect(
    inTransaction(past, (tx) => tx.workload.create({ data: workload(ctx, "Late") })),
  ).rejects.toThrow(/read-only|cannot/);
  await expect(
    inBulkTransaction(scopeOf(past), (client) => client.query('DELETE FROM public."Workload"')),
  ).rejects.toThrow(/read-only/);
});

test("another organization's past is not seen", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  const row = workload(theirs, "Theirs");
  await inTransaction(theirs, (tx) => tx.workload.create({ data: row }));
  const then = await now();
  await inTransaction(theirs, (tx) => tx.workload.delete({ where: { id: row.id } }));
  const seen = (ctx: Context) =>
    readRows(
      scopeOf({ ...ctx, asOf: then }),
      z.object({ name: z.string() }),
      sql`SELECT name FROM "Workload"`,
    );
  expect(await seen(theirs)).toEqual([{ name: "Theirs" }]);
  expect(await seen(mine)).toEqual([]);
  const kept = await inBulkTransaction(mine.organizationId, (client) =>
    client.query('SELECT 1 FROM history."Workload"'),
  );
  expect(kept.rowCount).toBe(0);
  const forged = inBulkTransaction(theirs.organizationId, (client) =>
    client.query('DELETE FROM history."Workload"'),
  );
  await expect(forged).rejects.toThrow(/permission denied/);
});

test("a write that changes nothing keeps nothing, and what is kept names who ended it", async () => {
  const ctx = await createOrganization();
  const row = workload(ctx, "Claims");
  await inTransaction(ctx, (tx) => tx.workload.create({ data: row }));
  await now();
  const states = () =>
    inBulkTransaction(
      ctx.organizationId,
      async (client) => (await client.query('SELECT name, "endedBy" FROM history."Workload"')).rows,
    );
  await inTransaction(ctx, (tx) => tx.workload.update({ where: { id: row.id }, data: { name: "Claims" } }));
  expect(await states()).toEqual([]);
  await inTransaction(ctx, (tx) => tx.workload.update({ where: { id: row.id }, data: { name: "Desk" } }));
  expect(await states()).toEqual([{ name: "Claims", endedBy: `user:${ctx.actor.id}` }]);
});

test("every table of an organization can be read in the past, and shows the same columns", async () => {
  const columns = async (schema: string) =>
    (
      await pool().query<{ text: string }>(
        `SELECT table_name || '.' || column_name AS text FROM information_schema.columns
         WHERE table_schema = $1 AND column_name NOT IN ('stateFrom', 'stateBy', 'stateTo', 'endedBy')
           AND table_name IN (SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organizationId')
         ORDER BY 1`,
        [schema],
      )
    ).rows.map(({ text }) => text);
  expect(await columns("past")).toEqual(await columns("public"));
});

test("keeping what many rows were compares no row with all others, whatever a connection planned before", async () => {
  const { rows } = await pool().query<{ name: string; settings: string[] }>(
    `SELECT p.proname AS name, coalesce(p.proconfig, '{}') AS settings FROM pg_proc p
     JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'history' AND p.proname LIKE 'replaced %'`,
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ settings }) => !settings.includes("enable_nestloop=off"))).toEqual([]);
});
