import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { cancelSync } from "#lib/inventory/cancel-sync.ts";
import { listSyncs } from "#lib/inventory/list-syncs.ts";
import { scheduleSyncs } from "#lib/inventory/schedule-syncs.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { createFakeConnection } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const { signal } = new AbortController();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

const plantSync = (
  { organizationId, id }: Connection,
  state: "queued" | "running" | "complete" | "failed" | "cancelled",
  queuedAt: Date,
) =>
  systemDb().sync.create({
    data: {
      id: newId(),
      organizationId,
      connectionId: id,
      state,
      queuedAt,
      fence: 0,
      requestedBy: "test",
      ...(state === "queued" || state === "running" ? {} : { finishedAt: queuedAt }),
    },
  });
const queued = ({ id }: Connection) =>
  systemDb().sync.count({ where: { connectionId: id, state: "queued" } });
const hourly = (ctx: Context, some: Partial<Connection> = {}) =>
  createFakeConnection(ctx, { syncEveryMinutes: 60, ...some });

describe("a connection that syncs every hour", () => {
  test.each([
    ["never synced", null, 1],
    ["synced 59 minutes ago", ["complete", 59] as const, 0],
    ["synced 61 minutes ago", ["complete", 61] as const, 1],
    ["failed 61 minutes ago", ["failed", 61] as const, 1],
    ["failed just now", ["failed", 0] as const, 0],
    ["was cancelled just now", ["cancelled", 0] as const, 0],
    ["has been syncing for a day", ["running", 24 * 60] as const, 0],
  ])("and %s", async (_, last, syncs) => {
    const connection = await hourly(await createOrganization());
    if (last) await plantSync(connection, last[0], minutesAgo(last[1]));
    await scheduleSyncs(signal);
    expect(await queued(connection)).toBe(syncs);
  });

  test("is asked for once, however often the time is looked at", async () => {
    const connection = await hourly(await createOrganization());
    await Promise.all([scheduleSyncs(signal), scheduleSyncs(signal), scheduleSyncs(signal)]);
    await scheduleSyncs(signal);
    expect(await queued(connection)).toBe(1);
  });

  test("is not asked for while it is paused, deleted or only synced by hand", async () => {
    const ctx = await createOrganization();
    const paused = await hourly(ctx, { pausedAt: new Date() });
    const byHand = await hourly(ctx, { syncEveryMinutes: null });
    const deleted = await hourly(ctx);
    await systemDb().connection.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
    await scheduleSyncs(signal);
    for (const connection of [paused, byHand, deleted]) expect(await queued(connection)).toBe(0);
  });

  test("is asked for again in its own time after a person cancelled one that waited", async () => {
    const ctx = await createOrganization();
    const connection = await hourly(ctx);
    await scheduleSyncs(signal);
    const waiting = await systemDb().sync.findFirstOrThrow({ where: { connectionId: connection.id } });
    await cancelSync(ctx, waiting.id);
    await scheduleSyncs(signal);
    expect(await queued(connection)).toBe(0);
    await systemDb().sync.update({ where: { id: waiting.id }, data: { queuedAt: minutesAgo(61) } });
    await scheduleSyncs(signal);
    expect(await queued(connection)).toBe(1);
  });
});

test("each organization's syncs are asked for in its own name, and listed to it alone", async () => {
  const [one, other] = [await createOrganization(), await createOrganization()];
  const [mine, theirs] = [await hourly(one), await hourly(other)];
  await scheduleSyncs(signal);
  const listed = async (ctx: Context, connection: string) =>
    (await listSyncs(ctx, { connection, cursor: null, limit: 10 })).items.map(({ state }) => state);
  expect(await listed(one, mine.id)).toEqual(["queued"]);
  expect(await listed(one, "")).toEqual(["queued"]);
  expect(await listed(one, theirs.id)).toEqual([]);
  expect(await listed(one, "not-an-id")).toEqual([]);
});

test("a stop in between leaves the rest for the next minute", async () => {
  const ctx = await createOrganization();
  const connections = [await hourly(ctx), await hourly(ctx)];
  await expect(scheduleSyncs(AbortSignal.abort(new Error("Stopped")))).rejects.toThrow("Stopped");
  await scheduleSyncs(signal);
  for (const connection of connections) expect(await queued(connection)).toBe(1);
});
