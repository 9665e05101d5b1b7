import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { Grant } from "#lib/domain/ability.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

const read = (source: string, changes: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  abilities: ["read-data"],
  on: "s3:claims",
  conditional: false,
  source,
  ...changes,
});
/** Of a provider whose abilities are read off its roles, not off policies. */
const role = (...grants: Grant[]) =>
  stored(createResource("identity", "role", { grants, trusts: [] }, { type: "gcp.iam.group" }));
const derive = ({ organizationId }: Context) =>
  deriveOrganization(jobContext(organizationId, "correlation.refresh"));

async function estate(...grants: Grant[]) {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [
    role(...grants),
    stored(createResource("data-store", "s3:claims", {}, { type: "gcp.storage.bucket" })),
  ]);
  await derive(ctx);
  const edges = async (present = true) =>
    (
      await systemDb().relationship.findMany({
        where: { organizationId: ctx.organizationId, ...(present ? { validTo: null } : {}) },
        orderBy: [{ validFrom: "asc" }],
      })
    ).map(({ fromKey, kind, toKey, reason }) => `${fromKey} ${kind} ${toKey}: ${reason}`);
  return { ctx, inventory, edges };
}

test("an edge says the statement it rests on now, and what it rested on before is kept as history", async () => {
  const { ctx, inventory, edges } = await estate(read("office only", { conditional: true }));
  expect(await edges()).toEqual(["role can-read s3:claims: office only, under a condition"]);
  await inventory.put(role(read("office only", { conditional: true }), read("everywhere")));
  const { changedKeys } = await derive(ctx);
  expect(await edges()).toEqual(["role can-read s3:claims: everywhere"]);
  expect(await edges(false)).toHaveLength(2);
  expect([...(changedKeys ?? [])]).toEqual(expect.arrayContaining(["role", "s3:claims"]));
});

test("an edge whose statement goes is ended, and one that returns is a new one", async () => {
  const { ctx, inventory, edges } = await estate(read("policy"));
  await inventory.put(role());
  await derive(ctx);
  expect(await edges()).toEqual([]);
  await inventory.put(role(read("policy")));
  await derive(ctx);
  expect(await edges()).toEqual(["role can-read s3:claims: policy"]);
  expect(await edges(false)).toHaveLength(2);
});

test("deriving again what did not change writes nothing and names nothing as changed", async () => {
  const { ctx, edges } = await estate(read("policy"));
  const rows = () => systemDb().relationship.findMany({ where: { organizationId: ctx.organizationId } });
  const before = await rows();
  expect((await derive(ctx)).changedKeys?.size).toBe(0);
  expect(await rows()).toEqual(before);
  expect(await edges()).toHaveLength(1);
});

test("what a collection states itself is not derived beside it", async () => {
  const { ctx, edges } = await estate(read("policy"));
  await systemDb().relationship.updateMany({
    where: { organizationId: ctx.organizationId },
    data: {
      collectionId: (
        await systemDb().collection.findFirstOrThrow({ where: { organizationId: ctx.organizationId } })
      ).id,
    },
  });
  await derive(ctx);
  expect(await edges()).toEqual(["role can-read s3:claims: policy"]);
});
