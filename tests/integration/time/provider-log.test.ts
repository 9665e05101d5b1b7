import { setTimeout } from "node:timers/promises";

import { expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { forgetHistory } from "#lib/access/forget-history.ts";
import { namedTarget, type ProviderChange } from "#lib/domain/provider-change.ts";
import { listChanges } from "#lib/history/list-changes.ts";
import { getResourceHistory } from "#lib/inventory/get-resource-history.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { account, bucketKey, denied, roleKey, type FakeScript } from "#tests/support/fake-connector.ts";

const region = "eu-west-1";
const longAgo = "2026-01-01T00:00:00.000Z";

const entry = (eventId: string, at: Date, more: Partial<ProviderChange> = {}): ProviderChange => ({
  log: "cloudtrail",
  eventId,
  at: at.toISOString(),
  action: "PutBucketTagging",
  actor: `arn:aws:sts::${account}:assumed-role/admin/anna`,
  actorKey: roleKey("admin"),
  agent: "Terraform",
  targets: [bucketKey(region, "b")],
  ...more,
});

const tagged = (owner: string, log: readonly ProviderChange[] | null, readFrom = longAgo): FakeScript => ({
  estate: { regions: [region], buckets: [{ name: "b", tags: { owner } }], roles: ["admin"] },
  ...(log ? { log: { changes: log, readFrom } } : {}),
});

async function connected(mode: "live" | "replay" = "live") {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  await systemDb().sync.updateMany({
    where: { organizationId: ctx.organizationId },
    data: { queuedAt: new Date(Date.now() - 86_400_000) },
  });
  return {
    ctx,
    connection,
    /** A recording's times are not those of its syncs; the fake provider is asked all the same. */
    asRecording: () => systemDb().connection.update({ where: { id: connection.id }, data: { mode } }),
  };
}

async function history(ctx: Context, name = "b") {
  const { id } = await systemDb().resource.findFirstOrThrow({
    where: { organizationId: ctx.organizationId, name },
  });
  return (await getResourceHistory(ctx, id)).items;
}

async function twoSyncs(ctx: Context, connection: Connection, second: () => FakeScript) {
  await syncOnce(ctx, connection, tagged("ml", []));
  await setTimeout(3);
  const between = new Date();
  await syncOnce(ctx, connection, second());
  return between;
}

test("a state of a resource names who brought it about, once, with the entry of the provider's log", async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, tagged("ml", []));
  const change = entry("e1", new Date());
  await setTimeout(3);
  await syncOnce(ctx, connection, tagged("ops", [change, change]));
  await syncOnce(ctx, connection, tagged("ops", [change]));
  const [present, before] = await history(ctx);
  const role = await systemDb().resource.findFirstOrThrow({
    where: { organizationId: ctx.organizationId, key: roleKey("admin") },
  });
  const { targets: _, actorKey: __, ...told } = change;
  expect(present?.log).toEqual({
    status: "named",
    note: null,
    entries: [{ ...told, actorResourceId: role.id }],
  });
  expect(before?.log).toBeNull();
});

test("changes of the estate name it too, and what a person did in Nacre does not", async () => {
  const { ctx, connection } = await connected();
  const between = await twoSyncs(ctx, connection, () => tagged("ops", [entry("e1", new Date())]));
  const { items } = await listChanges(ctx, { from: between.toISOString() });
  expect(items.find(({ title }) => title === "b")?.log).toMatchObject({
    status: "named",
    entries: [{ eventId: "e1", agent: "Terraform" }],
  });
});

test("an entry that names a thing by its name counts in its account and region only", async () => {
  const by = (kind: string, at: string | null) => [namedTarget(kind, account, at, "b")];
  const { ctx, connection } = await connected();
  await twoSyncs(ctx, connection, () =>
    tagged("ops", [
      entry("same", new Date(), { targets: by("aws.s3", region) }),
      entry("elsewhere", new Date(), { targets: by("aws.s3", "us-east-1") }),
      entry("other-service", new Date(), { targets: by("aws.lambda", region) }),
    ]),
  );
  expect((await history(ctx))[0]?.log?.entries.map(({ eventId }) => eventId)).toEqual(["same"]);
});

test("what was done before the last sync, or after this one, did not bring the state about", async () => {
  const { ctx, connection } = await connected();
  await twoSyncs(ctx, connection, () =>
    tagged("ops", [
      entry("old", new Date(Date.now() - 3_600_000)),
      entry("new", new Date(Date.now() + 60_000)),
    ]),
  );
  expect((await history(ctx))[0]?.log).toEqual({ status: "silent", entries: [], note: null });
});

test("a log that was not read that far, or not at all, is not said to be silent", async () => {
  const cut = await connected();
  await twoSyncs(cut.ctx, cut.connection, () =>
    tagged("ops", [], new Date(Date.now() + 1_000).toISOString()),
  );
  expect((await history(cut.ctx))[0]?.log).toMatchObject({
    status: "unread",
    note: expect.stringMatching(/^It was read back to /),
  });
  const refused = await connected();
  await twoSyncs(refused.ctx, refused.connection, () => ({
    ...tagged("ops", []),
    fault: (call) => {
      if (call.operation === "ReadLog") throw denied(call);
    },
  }));
  expect((await history(refused.ctx))[0]?.log).toEqual({
    status: "unread",
    entries: [],
    note: "fake:ReadLog was not answered: fake:ReadLog is missing.",
  });
  const without = await connected();
  await syncOnce(without.ctx, without.connection, tagged("ml", null));
  await syncOnce(without.ctx, without.connection, tagged("ops", null));
  expect((await history(without.ctx))[0]?.log).toBeNull();
});

test("of a recording, what its log had not said before is what brought the state about", async () => {
  const { ctx, connection, asRecording } = await connected("replay");
  const [made, changed] = [entry("made", new Date(longAgo)), entry("changed", new Date(longAgo))];
  await syncOnce(ctx, connection, tagged("ml", [made]));
  await setTimeout(3);
  await syncOnce(ctx, connection, tagged("ops", [changed, made]));
  await asRecording();
  const ids = (await history(ctx)).map(({ log }) => log?.entries.map(({ eventId }) => eventId));
  expect(ids).toEqual([["changed"], ["made"]]);
});

test("no organization sees another's log, and the past shows what was known then", async () => {
  const { ctx, connection } = await connected();
  const between = await twoSyncs(ctx, connection, () => tagged("ops", [entry("e1", new Date())]));
  const other = await createOrganization();
  const seen = (asOf?: Date, as: Context = ctx) =>
    systemDb().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'nacre_app', true), set_config('nacre.organization', ${as.organizationId}, true)`;
      if (asOf)
        await tx.$executeRaw`SELECT set_config('nacre.as_of', ${asOf.toISOString()}, true), set_config('search_path', 'past, public', true)`;
      return (await tx.$queryRaw<unknown[]>`SELECT 1 FROM "ProviderChange"`).length;
    });
  expect(await seen()).toBe(1);
  expect(await seen(between)).toBe(0);
  expect(await seen(undefined, other)).toBe(0);
  await pool().query(
    `UPDATE "ProviderChange" SET at = now() - interval '9000 days' WHERE "organizationId" = $1`,
    [ctx.organizationId],
  );
  await forgetHistory(ctx.organizationId);
  expect(await seen()).toBe(0);
});
