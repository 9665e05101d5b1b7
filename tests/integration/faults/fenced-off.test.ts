import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { ConnectionError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { cancelSync } from "#lib/inventory/cancel-sync.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import { createFakeConnection, queueSync, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { eventually } from "#tests/support/eventually.ts";
import { fakeConnector, type FakeScript } from "#tests/support/fake-connector.ts";
import { presentNames, storedInventory } from "#tests/support/stored-inventory.ts";

const estate = { regions: ["eu-west-1"], buckets: [{ name: "b" }], roles: ["r"] };
const newerEstate = { regions: ["eu-west-1"], buckets: [{ name: "newer" }], roles: ["r"] };

async function queued() {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  return { ctx, connection, sync: await queueSync(connection) };
}

const run = (ctx: Context, { id }: Connection, script: FakeScript, signal = new AbortController().signal) =>
  syncConnection(ctx, { connectionId: id }, signal, () => fakeConnector(script));

/** A provider that does not answer until it is told to, whatever happens meanwhile. */
function hanging(operation: string) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let reached = false;
  const script: FakeScript = {
    estate,
    waits: async (call: ProviderCall) => {
      if (call.operation !== operation) return;
      reached = true;
      await released;
    },
  };
  return { script, release, isReached: () => reached };
}

test("a worker that wakes up after another took its sync over writes nothing more", async () => {
  const { ctx, connection, sync } = await queued();
  const zombie = hanging("ListBuckets");
  const late = run(ctx, connection, zombie.script);
  await eventually(() => expect(zombie.isReached()).toBe(true));
  await run(ctx, connection, { estate: newerEstate });
  const stored = await storedInventory(ctx.organizationId);
  zombie.release();
  await late;
  expect(await storedInventory(ctx.organizationId)).toEqual(stored);
  expect(await presentNames(ctx.organizationId)).toEqual(["r", "newer"]);
  expect(await systemDb().sync.findUniqueOrThrow({ where: { id: sync.id } })).toMatchObject({
    state: "complete",
  });
});

test("a cancelled sync ends within ten seconds though a call hangs, and keeps what it stored", async () => {
  const { ctx, connection, sync } = await queued();
  const hung = hanging("ListBuckets");
  const running = run(ctx, connection, hung.script);
  await eventually(async () => expect(await presentNames(ctx.organizationId)).toEqual(["r"]));
  const askedAt = Date.now();
  await cancelSync(ctx, sync.id);
  await running;
  expect(Date.now() - askedAt).toBeLessThan(10_000);
  expect(await systemDb().sync.findUniqueOrThrow({ where: { id: sync.id } })).toMatchObject({
    state: "cancelled",
  });
  hung.release();
  await wait(100);
  expect(await presentNames(ctx.organizationId)).toEqual(["r"]);
});

test("a stopped worker's sync goes on where it was, and ends complete", async () => {
  const { ctx, connection, sync } = await queued();
  const hung = hanging("ListBuckets");
  const stop = new AbortController();
  const running = run(ctx, connection, hung.script, stop.signal);
  await eventually(async () => expect(await presentNames(ctx.organizationId)).toEqual(["r"]));
  stop.abort(new Error("The worker stops"));
  await expect(running).rejects.toThrow("The worker stops");
  expect(await systemDb().sync.findUniqueOrThrow({ where: { id: sync.id } })).toMatchObject({
    state: "running",
  });
  const calls: string[] = [];
  await run(ctx, connection, { estate, fault: ({ operation }) => void calls.push(operation) });
  expect(calls).toEqual(["ListRegions", "ListBuckets"]);
  expect(await systemDb().sync.findUniqueOrThrow({ where: { id: sync.id } })).toMatchObject({
    state: "complete",
    resourceCount: 2,
    changedCount: 2,
  });
});

test("a connection deleted in mid-sync keeps nothing of it", async () => {
  const { ctx, connection } = await queued();
  const hung = hanging("ListBuckets");
  const running = run(ctx, connection, hung.script);
  await eventually(() => expect(hung.isReached()).toBe(true));
  await deleteConnection(ctx, connection.id);
  hung.release();
  await running;
  expect(await presentNames(ctx.organizationId)).toEqual([]);
});

test("a connection that cannot be opened says what to change, and loses nothing", async () => {
  const { ctx, connection } = await queued();
  await run(ctx, connection, { estate });
  const connect = () => {
    throw new ConnectionError("AWS does not know this key", "Check the access key id");
  };
  const sync = await syncOnce(ctx, connection, { estate, connect });
  expect(sync).toMatchObject({
    state: "failed",
    error: "AWS does not know this key",
    remedy: "Check the access key id",
  });
  expect(await presentNames(ctx.organizationId)).toEqual(["r", "b"]);
});

test("a sync whose job was delivered twice runs once", async () => {
  const { ctx, connection } = await queued();
  await run(ctx, connection, { estate });
  const calls: string[] = [];
  await run(ctx, connection, { estate, fault: ({ operation }) => void calls.push(operation) });
  expect(calls).toEqual([]);
});
