import { expect, test } from "vitest";

import { contextAt } from "#lib/access/moment.ts";
import { forgetHistory } from "#lib/access/forget-history.ts";
import { changeOrganization } from "#lib/access/organization.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { pool } from "#lib/platform/db.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";

const dayMs = 86_400_000;
const refused = (text: string): AppError =>
  expect.objectContaining({ code: "invalid-input", message: expect.stringContaining(text) }) as AppError;
const statesOf = async (organizationId: string) =>
  (await pool().query('SELECT 1 FROM history."Workload" WHERE "organizationId" = $1', [organizationId]))
    .rowCount;

test("what is older than an organization keeps is deleted, and no other's", async () => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  for (const { organizationId } of [mine, theirs]) {
    const id = await anyRow("Workload", organizationId);
    await pool().query('UPDATE "Workload" SET "stateFrom" = now() - interval \'50 days\' WHERE id = $1', [
      id,
    ]);
    await pool().query("UPDATE \"Workload\" SET name = 'Renamed' WHERE id = $1", [id]);
    await pool().query(
      'UPDATE history."Workload" SET "stateTo" = now() - interval \'40 days\' WHERE id = $1',
      [id],
    );
  }
  await changeOrganization(mine, { name: "Mine", historyDays: 30 });
  expect([await forgetHistory(mine.organizationId), await forgetHistory(theirs.organizationId)]).toEqual([
    1, 0,
  ]);
  expect([await statesOf(mine.organizationId), await statesOf(theirs.organizationId)]).toEqual([0, 1]);
});

test("a moment without history is refused and says since when there is one", async () => {
  const ctx = await createOrganization();
  const now = new Date();
  const days = (count: number) => new Date(now.getTime() - count * dayMs).toISOString();
  await expect(contextAt(ctx, days(1), now)).rejects.toEqual(refused("nothing has been synced"));
  const id = await anyRow("Sync", ctx.organizationId);
  await pool().query('UPDATE "Sync" SET "queuedAt" = $2 WHERE id = $1', [id, days(60)]);
  expect((await contextAt(ctx, days(59), now)).asOf?.toISOString()).toBe(days(59));
  await expect(contextAt(ctx, days(61), now)).rejects.toEqual(refused(`History begins on ${days(60)}`));
  await changeOrganization(ctx, { name: "Short", historyDays: 30 });
  await expect(contextAt(ctx, days(31), now)).rejects.toEqual(refused(`History begins on ${days(30)}`));
  await expect(contextAt(ctx, days(-1), now)).rejects.toEqual(refused("still to come"));
  await expect(contextAt(ctx, "yesterday", now)).rejects.toEqual(refused("Write a day"));
});
