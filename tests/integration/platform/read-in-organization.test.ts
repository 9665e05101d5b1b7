import { expect, test } from "vitest";
import { z } from "zod";

import { inTransaction } from "#lib/access/context.ts";
import { readers } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { readRows, sql } from "#lib/platform/sql.ts";
import { readInOrganization } from "#lib/platform/transaction.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const Named = z.object({ name: z.string() });
const teamNames = async (organizationId: string): Promise<string[]> =>
  (await readRows(organizationId, Named, sql`SELECT name FROM "Team" ORDER BY name`)).map(({ name }) => name);

async function organizationWithTeam(name: string): Promise<string> {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  await inTransaction(ctx, (tx) => tx.team.create({ data: { id: newId(), organizationId, name } }));
  return organizationId;
}

test("a statement that names no organization reads one organization's rows only", async () => {
  const [one, other] = [await organizationWithTeam("Claims"), await organizationWithTeam("Underwriting")];
  expect(await teamNames(one)).toEqual(["Claims"]);
  expect(await teamNames(other)).toEqual(["Underwriting"]);
});

test("many reads at once, over few connections, never see each other's organization", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) ids.push(await organizationWithTeam(`Team ${n}`));
  const asked = Array.from({ length: 120 }, (_, n) => n % ids.length);
  const read = await Promise.all(asked.map((n) => teamNames(ids[n] ?? "")));
  expect(read).toEqual(asked.map((n) => [`Team ${n}`]));
});

test("an id that is no organization's reads nothing, and one that is not an id is refused before it reads", async () => {
  expect(await teamNames(newId())).toEqual([]);
  await expect(teamNames("'; RESET ROLE; --")).rejects.toThrow(/uuid/);
});

test("a statement that fails says so, and the connections serve the next as before", async () => {
  const organizationId = await organizationWithTeam("Claims");
  const failing = Array.from({ length: 10 }, () =>
    readInOrganization(organizationId, 'SELECT 1 / (count(*) - 1) FROM "Team"', []),
  );
  for (const attempt of await Promise.allSettled(failing))
    expect(attempt).toMatchObject({ status: "rejected", reason: { message: "division by zero" } });
  expect(await teamNames(organizationId)).toEqual(["Claims"]);
});

test("nothing can be written on the way", async () => {
  const organizationId = await organizationWithTeam("Claims");
  await expect(
    readInOrganization(organizationId, `UPDATE "Team" SET name = 'Taken' RETURNING name`, []),
  ).rejects.toThrow(/read-only transaction/);
  expect(await teamNames(organizationId)).toEqual(["Claims"]);
});

test("neither role nor organization stays behind on a connection", async () => {
  await Promise.all(Array.from({ length: 20 }, async () => teamNames(await organizationWithTeam("Claims"))));
  const { rows } = await readers().query<{ role: string; organization: string | null }>(
    "SELECT current_user AS role, nullif(current_setting('nacre.organization', true), '') AS organization",
  );
  expect(rows).toEqual([{ role: "nacre", organization: null }]);
});
