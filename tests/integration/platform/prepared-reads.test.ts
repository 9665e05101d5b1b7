import { expect, test, vi } from "vitest";
import { z } from "zod";

import { systemDb } from "#lib/platform/db.ts";
import { readRows, sql } from "#lib/platform/sql.ts";
import { readInOrganization } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const allTeams = sql`SELECT name FROM "Team"`;
const Named = z.object({ name: z.string() });

async function withTeam(name: string): Promise<string> {
  const { organizationId } = await createOrganization();
  await systemDb().team.create({ data: { id: crypto.randomUUID(), organizationId, name } });
  return organizationId;
}

const preparedLike = (organizationId: string, text: string) =>
  readRows(
    organizationId,
    z.object({ statement: z.string() }),
    sql`SELECT statement FROM pg_prepared_statements WHERE statement LIKE ${text}`,
  );

test("organizations share a plan, and no row", async () => {
  const [mine, theirs] = [await withTeam("mine"), await withTeam("theirs")];
  // More often than the executions after which Postgres keeps a plan.
  for (let n = 0; n < 16; n++) {
    expect(await readRows(mine, Named, allTeams, { planOnce: true })).toEqual([{ name: "mine" }]);
    expect(await readRows(theirs, Named, allTeams, { planOnce: true })).toEqual([{ name: "theirs" }]);
  }
  expect(await preparedLike(mine, 'SELECT name FROM "Team"')).toHaveLength(1);
});

test("what is not said to be planned once is planned with its values", async () => {
  const organizationId = await withTeam("mine");
  for (let n = 0; n < 3; n++)
    await readRows(organizationId, Named, sql`SELECT name, 1 AS one FROM "Team" WHERE name = ${"mine"}`);
  expect(await preparedLike(organizationId, "SELECT name, 1 AS one%")).toEqual([]);
});

test("a bundle that has the module for itself prepares no other statement by a name that is taken", async () => {
  const organizationId = await withTeam("mine");
  const planOnce = true;
  await readInOrganization(organizationId, 'SELECT name, 2 AS two FROM "Team"', [], { planOnce });
  vi.resetModules();
  const again = await import("#lib/platform/transaction.ts");
  expect(again.readInOrganization).not.toBe(readInOrganization);
  for (const text of ['SELECT name, 3 AS three FROM "Team"', 'SELECT name, 2 AS two FROM "Team"'])
    expect(await again.readInOrganization(organizationId, text, [], { planOnce })).toHaveLength(1);
});

test("a statement that fails can be asked again, and others after it", async () => {
  const organizationId = await withTeam("mine");
  const read = (text: string) => readInOrganization(organizationId, text, [], { planOnce: true });
  for (let n = 0; n < 8; n++) {
    await expect(read("SELECT 1 / 0")).rejects.toThrow(/division by zero/);
    await expect(read("SELECT nothing")).rejects.toThrow(/nothing/);
    expect(await read('SELECT name FROM "Team"')).toEqual([{ name: "mine" }]);
  }
});
