import { describe, expect, test } from "vitest";
import { z } from "zod";

import { inTransaction } from "#lib/access/context.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import { prepareDatabase } from "#lib/platform/prepare-database.ts";
import { readRows, sql } from "#lib/platform/sql.ts";
import { inBulkTransaction } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";

const Named = z.object({ name: z.string() });
const tenantTables = z
  .array(Named)
  .parse(
    await systemDb().$queryRaw`SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'organizationId' ORDER BY 1`,
  )
  .map(({ name }) => name);

/** What the application's role reads of a table, in the name of an organization or of none. */
async function countAs(organizationId: string | null, table: string): Promise<number> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('role', 'nacre_app', true)");
    if (organizationId !== null)
      await client.query("SELECT set_config('nacre.organization', $1, true)", [organizationId]);
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM "${table}"`);
    return Number(rows[0]?.count);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test("there are tenant tables to look at, and among them those that matter most", () => {
  expect(tenantTables.length).toBeGreaterThan(25);
  expect(tenantTables).toEqual(
    expect.arrayContaining([
      "AuditEntry",
      "Connection",
      "Finding",
      "Issue",
      "Resource",
      "Session",
      "ApiToken",
    ]),
  );
});

describe.each(tenantTables)("%s", (table) => {
  test("shows an organization its own rows, another's none, and nobody's to who names none", async () => {
    const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
    const before = await countAs(mine.organizationId, table);
    await anyRow(table, mine.organizationId);
    expect(await countAs(mine.organizationId, table)).toBe(before + 1);
    const theirOwn = await systemDb().$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) AS count FROM "${table}" WHERE "organizationId" = '${theirs.organizationId}'`,
    );
    expect(await countAs(theirs.organizationId, table)).toBe(Number(theirOwn[0]?.count));
    expect(await countAs(null, table)).toBe(0);
    expect(await countAs("", table)).toBe(0);
  });

  test("is moved to another organization by nobody", async () => {
    const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
    await anyRow(table, mine.organizationId);
    const move = inBulkTransaction(mine.organizationId, (client) =>
      client.query(`UPDATE "${table}" SET "organizationId" = $1`, [theirs.organizationId]),
    );
    await expect(move).rejects.toThrow(/row-level security|permission denied/);
  });

  test("is neither changed nor emptied from another organization", async () => {
    const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
    await anyRow(table, mine.organizationId);
    const kept = await countAs(mine.organizationId, table);
    if (table !== "AuditEntry")
      await inBulkTransaction(theirs.organizationId, async (client) => {
        await client.query(`DELETE FROM "${table}"`);
      });
    await expect(
      inBulkTransaction(theirs.organizationId, (client) => client.query(`TRUNCATE "${table}"`)),
    ).rejects.toThrow(/permission denied/);
    expect(await countAs(mine.organizationId, table)).toBe(kept);
  });
});

describe("a transaction of an organization", () => {
  test("leaves neither its role nor its organization on the connection", async () => {
    const ctx = await createOrganization();
    await inBulkTransaction(ctx.organizationId, (client) => client.query("SELECT 1"));
    await inTransaction(ctx, (tx) => tx.team.count());
    for (let n = 0; n < 12; n++) {
      const { rows } = await pool().query<{ role: string; organization: string | null }>(
        "SELECT current_user AS role, nullif(current_setting('nacre.organization', true), '') AS organization",
      );
      expect(rows).toEqual([{ role: "nacre", organization: null }]);
    }
  });

  test("cannot become the owner again by its own statement's parameters", async () => {
    const ctx = await createOrganization();
    const name = `x'); RESET ROLE; SELECT ('`;
    await inTransaction(ctx, (tx) =>
      tx.team.create({ data: { id: crypto.randomUUID(), organizationId: ctx.organizationId, name } }),
    );
    const rows = await readRows(ctx.organizationId, Named, sql`SELECT name FROM "Team" WHERE name = ${name}`);
    expect(rows).toEqual([{ name }]);
  });

  test("takes an organization's id for a value and not for SQL", async () => {
    const hostile = "x', true); SELECT set_config('role', 'nacre', true); --";
    await expect(
      inBulkTransaction(hostile, (client) => client.query('SELECT * FROM "Team"')),
    ).rejects.toThrow(/invalid input syntax for type uuid/);
    expect((await pool().query("SELECT current_user AS role")).rows).toEqual([{ role: "nacre" }]);
  });

  test("that reads only does not write", async () => {
    const ctx = await createOrganization();
    const write = inBulkTransaction(
      ctx.organizationId,
      (client) => client.query('DELETE FROM "Team"'),
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    );
    await expect(write).rejects.toThrow(/read-only transaction/);
  });

  test("whose work throws gives its connection back, as often as it happens", async () => {
    const ctx = await createOrganization();
    for (let n = 0; n < 25; n++)
      await expect(
        inBulkTransaction(ctx.organizationId, (client) => client.query("SELECT 1 / 0")),
      ).rejects.toThrow(/division by zero/);
    expect(pool().totalCount - pool().idleCount).toBe(0);
  });

  test("whose connection the server ends fails alone: the next one works", async () => {
    const ctx = await createOrganization();
    await expect(
      inBulkTransaction(ctx.organizationId, async (client) => {
        const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        await systemDb().$executeRaw`SELECT pg_terminate_backend(${rows[0]?.pid})`;
        await client.query("SELECT 1");
      }),
    ).rejects.toThrow(/terminat|connection error/);
    expect(await inTransaction(ctx, (tx) => tx.team.count())).toBe(0);
  });
});

describe("preparing", () => {
  test("again changes nothing and applies nothing", async () => {
    expect(await prepareDatabase(process.env["DATABASE_URL"] ?? "")).toEqual([]);
    const ctx = await createOrganization();
    await anyRow("Team", ctx.organizationId);
    expect(await countAs(ctx.organizationId, "Team")).toBe(1);
  });

  test("binds a tenant table that was added since", async () => {
    await pool().query('CREATE TABLE "AddedLater" (id uuid PRIMARY KEY, "organizationId" uuid NOT NULL)');
    const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
    await prepareDatabase(process.env["DATABASE_URL"] ?? "");
    await anyRow("AddedLater", theirs.organizationId);
    expect(await countAs(mine.organizationId, "AddedLater")).toBe(0);
    expect(await countAs(theirs.organizationId, "AddedLater")).toBe(1);
  });
});
