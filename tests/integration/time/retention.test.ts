import { expect, test } from "vitest";

import { contextAt } from "#lib/access/moment.ts";
import { forgetHistory } from "#lib/access/forget-history.ts";
import { changeOrganization } from "#lib/access/organization.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
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

test("the last sync is the newest that was read through to its issues", async () => {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  const now = new Date();
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const asOf = async () => (await contextAt(ctx, "last-sync", now)).asOf;
  const ended = async (minutes: number, state: "complete" | "partial" | "failed") => {
    const id = await anyRow("Sync", organizationId);
    await systemDb().sync.update({
      where: { id },
      data: { state, queuedAt: ago(minutes + 1), startedAt: ago(minutes + 1), finishedAt: ago(minutes) },
    });
  };
  const refreshed = (from: number, to: number) =>
    systemDb().jobRun.create({
      data: {
        id: newId(),
        jobId: newId(),
        organizationId,
        name: "correlation.refresh",
        key: organizationId,
        state: "done",
        attempt: 1,
        startedAt: ago(from),
        finishedAt: ago(to),
        payload: {},
      },
    });
  await ended(100, "failed");
  await expect(asOf()).rejects.toEqual(refused("No sync has ended yet"));
  await ended(90, "partial");
  expect(await asOf()).toEqual(ago(90));
  await refreshed(89, 88);
  expect(await asOf()).toEqual(ago(88));
  await ended(10, "complete");
  expect(await asOf()).toEqual(ago(88));
  await refreshed(9, 7);
  await refreshed(5, 4);
  expect(await asOf()).toEqual(ago(7));
});
