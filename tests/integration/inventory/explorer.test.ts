import { expect, test } from "vitest";

import { askGraph } from "#lib/explorer/ask-graph.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const buckets = [{ name: "training" }, { name: "public-site" }];

async function synced(names = buckets) {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  const sync = (some: { name: string }[]) =>
    syncOnce(ctx, connection, { estate: { regions: ["eu-west-1"], buckets: some, roles: [] } });
  await sync(names);
  return { ctx, sync };
}

test("a question is answered from the organization's own inventory, with the ids its pages are found by", async () => {
  const { ctx } = await synced();
  const answer = await askGraph(ctx, 'data-store as store where name like "train*"');
  expect(answer.columns).toEqual(["store"]);
  expect(answer.resources.map(({ name }) => name)).toEqual(["training"]);
  expect(answer.rows).toEqual([[answer.resources[0]?.id]]);
  expect(answer.graph.nodes.map(({ id }) => id)).toEqual(answer.rows[0]);
  expect(answer.readAt).not.toBeNull();
});

test("another organization's resources answer nothing", async () => {
  await synced();
  const stranger = await createOrganization();
  expect((await askGraph(stranger, "any")).rows).toEqual([]);
});

test("what a sync changed is in the next answer", async () => {
  const { ctx, sync } = await synced();
  expect((await askGraph(ctx, "data-store")).rows).toHaveLength(2);
  await sync([{ name: "training" }]);
  expect((await askGraph(ctx, "data-store")).rows).toHaveLength(1);
});

test("a text that makes no sense is refused with the place", async () => {
  const ctx = await createOrganization();
  await expect(askGraph(ctx, "data-stroe")).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringMatching(/Did you mean data-store\? \(at character 1\)/),
  });
});

test("who may not read the inventory may not ask", async () => {
  const ctx = await createOrganization();
  await expect(askGraph({ ...ctx, permissions: new Set() }, "any")).rejects.toMatchObject({
    code: "forbidden",
  });
});
