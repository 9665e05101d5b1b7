import { expect, test } from "vitest";

import { loadGraph } from "#lib/inventory/load-graph.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { bucketKey, denied, roleKey } from "#tests/support/fake-connector.ts";
import { presentNames } from "#tests/support/stored-inventory.ts";

const region = "eu-west-1";
const named = (...names: string[]) => names.map((name) => ({ name }));
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `b${n}` }));
const estateOf = (buckets: { name: string }[], roles: string[] = ["admin"]) => ({
  estate: { regions: [region], buckets, roles },
});

async function connected() {
  const ctx = await createOrganization();
  return { ctx, connection: await createFakeConnection(ctx) };
}

test("a sync stores what every page of every collector saw", async () => {
  const { ctx, connection } = await connected();
  const sync = await syncOnce(ctx, connection, estateOf(numbered(25)));
  expect(sync).toMatchObject({
    state: "complete",
    resourceCount: 26,
    changedCount: 26,
    removedCount: 0,
    callCount: 4,
  });
  expect((await loadGraph(ctx.organizationId)).nodes).toHaveLength(26);
});

test("an unchanged second sync changes nothing", async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, estateOf(numbered(25)));
  const before = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
  const sync = await syncOnce(ctx, connection, estateOf(numbered(25)));
  expect(sync).toMatchObject({ state: "complete", resourceCount: 26, changedCount: 0, removedCount: 0 });
  expect(await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } })).toEqual(
    before,
  );
});

test("what a complete run no longer sees is tombstoned, and comes back with its id and history", async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, estateOf(named("kept", "gone")));
  const where = { organizationId: ctx.organizationId, name: "gone" };
  const first = await systemDb().resource.findFirstOrThrow({ where });
  const second = await syncOnce(ctx, connection, estateOf(named("kept")));
  expect(second.removedCount).toBe(1);
  expect(await presentNames(ctx.organizationId)).toEqual(["admin", "kept"]);
  await syncOnce(ctx, connection, estateOf(named("kept", "gone")));
  const back = await systemDb().resource.findFirstOrThrow({ where });
  expect(back).toMatchObject({ id: first.id, firstSeenAt: first.firstSeenAt, removedAt: null });
  const versions = await systemDb().resourceVersion.findMany({ where: { resourceId: first.id } });
  expect(versions).toMatchObject([{ validFrom: first.changedAt, document: first.document }]);
});

test("a changed resource keeps the state it was in before", async () => {
  const { ctx, connection } = await connected();
  const tagged = (owner: string) => estateOf([{ name: "b", tags: { owner } } as { name: string }]);
  await syncOnce(ctx, connection, tagged("ml"));
  const sync = await syncOnce(ctx, connection, tagged("ops"));
  expect(sync.changedCount).toBe(1);
  const versions = await systemDb().resourceVersion.findMany({
    where: { organizationId: ctx.organizationId },
  });
  expect(versions).toMatchObject([{ name: "b", syncId: sync.id, document: { tags: { owner: "ml" } } }]);
});

test("a denied collector keeps what was known, and is a gap", async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, estateOf(numbered(3)));
  const sync = await syncOnce(ctx, connection, {
    ...estateOf([]),
    fault: (call) => {
      if (call.operation === "ListBuckets") throw denied(call);
    },
  });
  expect(sync).toMatchObject({ state: "partial", removedCount: 0 });
  const graph = await loadGraph(ctx.organizationId);
  expect(graph.nodes).toHaveLength(4);
  expect(graph.gaps).toMatchObject([
    {
      region,
      produces: ["aws.s3.bucket", "encrypted-by"],
      unknown: { reason: "denied", permission: "fake:ListBuckets" },
    },
  ]);
});

test("a listing that lost most of its items waits for a second complete run", async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, estateOf(numbered(40)));
  const first = await syncOnce(ctx, connection, estateOf([]));
  expect(first).toMatchObject({ state: "partial", removedCount: 0 });
  expect(await presentNames(ctx.organizationId)).toHaveLength(41);
  const second = await syncOnce(ctx, connection, estateOf([]));
  expect(second).toMatchObject({ state: "complete", removedCount: 40 });
});

test("a relationship that is no longer stated is closed, and one whose reason stands is left alone", async () => {
  const { ctx, connection } = await connected();
  const keyed = (key?: string) => estateOf([{ name: "b", ...(key ? { key } : {}) } as { name: string }]);
  await syncOnce(ctx, connection, keyed(roleKey("admin")));
  const [opened] = await systemDb().relationship.findMany({ where: { organizationId: ctx.organizationId } });
  await syncOnce(ctx, connection, keyed(roleKey("admin")));
  expect(await systemDb().relationship.findMany({ where: { organizationId: ctx.organizationId } })).toEqual([
    opened,
  ]);
  expect((await loadGraph(ctx.organizationId)).follow(bucketKey(region, "b"), "encrypted-by")).toHaveLength(
    1,
  );
  await syncOnce(ctx, connection, keyed());
  expect((await loadGraph(ctx.organizationId)).follow(bucketKey(region, "b"), "encrypted-by")).toEqual([]);
});

test("a region that is no longer covered goes once a second sync agrees", async () => {
  const { ctx, connection } = await connected();
  const both = { estate: { regions: [region, "us-east-1"], buckets: named("b"), roles: [] } };
  await syncOnce(ctx, connection, both);
  const first = await syncOnce(ctx, connection, estateOf(named("b"), []));
  expect(first.removedCount).toBe(0);
  const second = await syncOnce(ctx, connection, estateOf(named("b"), []));
  expect(second.removedCount).toBe(1);
  expect((await loadGraph(ctx.organizationId)).nodes.map(({ region: at }) => at)).toEqual([region]);
});
