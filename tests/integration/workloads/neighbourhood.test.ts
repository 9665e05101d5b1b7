import { expect, test } from "vitest";

import { systemDb } from "#lib/platform/db.ts";
import { getNeighbourhood } from "#lib/workloads/get-neighbourhood.ts";
import { createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

async function estate() {
  const ctx = await createOrganization();
  await createInventory(
    ctx,
    [
      stored(createResource("agent", "agent")),
      stored(createResource("knowledge-base", "base")),
      stored(createResource("data-store", "store")),
      stored(createResource("identity", "writer")),
      stored(createResource("account", "account")),
      stored(createResource("compute", "stranger")),
    ],
    [
      { from: "agent", kind: "grounded-on", to: "base" },
      { from: "base", kind: "ingests", to: "store" },
      {
        from: "writer",
        kind: "can-write",
        to: "store",
        reason: "policy p, under a condition on aws:SourceIp",
      },
      { from: "account", kind: "contains", to: "agent" },
      { from: "account", kind: "contains", to: "stranger" },
    ],
  );
  const rows = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
  const idOf = (key: string) => rows.find((row) => row.key === key)?.id ?? "";
  const around = async (key: string, depth: "1" | "2" | "3") => {
    const graph = await getNeighbourhood(ctx, { resourceId: idOf(key), depth });
    return { ...graph, names: graph.nodes.map(({ name }) => name).toSorted() };
  };
  return { ctx, idOf, around };
}

test("each step shows what is one further, either way", async () => {
  const { around } = await estate();
  expect((await around("agent", "1")).names).toEqual(["account", "agent", "base"]);
  expect((await around("agent", "2")).names).toEqual(["account", "agent", "base", "store"]);
  const three = await around("agent", "3");
  expect(three.names).toEqual(["account", "agent", "base", "store", "writer"]);
  expect(three.cutShort).toBe(false);
});

test("what merely stands in the same account is not near", async () => {
  const { around } = await estate();
  expect((await around("agent", "3")).names).not.toContain("stranger");
  expect((await around("account", "1")).names).toEqual(["account", "agent", "stranger"]);
});

test("every edge says how it is known", async () => {
  const { around, ctx } = await estate();
  await systemDb().relationship.updateMany({
    where: { organizationId: ctx.organizationId, kind: "can-write" },
    data: { collectionId: null, reason: "policy p, under a condition on aws:SourceIp" },
  });
  const { edges } = await around("store", "1");
  expect(edges.map(({ kind, basis }) => `${kind} ${basis ?? "collected"}`).toSorted()).toEqual([
    "can-write maybe",
    "ingests collected",
  ]);
});

test("another organization's resource is not there", async () => {
  const { idOf } = await estate();
  const other = await createOrganization();
  await expect(getNeighbourhood(other, { resourceId: idOf("agent"), depth: "1" })).rejects.toMatchObject({
    code: "not-found",
  });
  const member = await createMember(other.organizationId, "auditor");
  await expect(getNeighbourhood(member, { resourceId: idOf("agent"), depth: "1" })).rejects.toMatchObject({
    code: "not-found",
  });
});
