import { expect, test } from "vitest";

import { jobContext } from "#lib/access/context.ts";
import { derive } from "#lib/inventory/derive.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { loadInventory } from "#lib/inventory/load-graph.ts";
import { systemDb } from "#lib/platform/db.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { randomFrom } from "#tests/factories/random.ts";

const keys = Array.from({ length: 6 }, (_, n) => `gs://bucket-${n}`);

async function estate() {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  const inventory = await createInventory(
    ctx,
    keys.map((key) => bucket(key)),
    keys.slice(1).map((to) => ({ from: keys[0] ?? "", kind: "logs-to" as const, to })),
  );
  return { organizationId, inventory };
}
const deriveNow = (organizationId: string) =>
  deriveOrganization(jobContext(organizationId, "correlation.refresh"));

test("what is derived after any change is what deriving from nothing says", async () => {
  const { organizationId, inventory } = await estate();
  const random = randomFrom(5);
  const db = systemDb();
  const changes = [
    () =>
      inventory.put(bucket(random.pick(keys), { publicRead: random.oneIn(2), versioning: random.oneIn(2) })),
    () =>
      db.resource.updateMany({
        where: { organizationId, key: random.pick(keys) },
        data: { removedAt: random.oneIn(2) ? new Date() : null },
      }),
    () =>
      db.relationship.updateMany({
        where: { organizationId, toKey: random.pick(keys) },
        data: random.oneIn(2) ? { validTo: new Date() } : { reason: `because ${random.below(9)}` },
      }),
    () =>
      db.collection.updateMany({
        where: { organizationId },
        data: { state: random.pick(["complete", "partial", "denied"] as const) },
      }),
  ];
  for (let step = 0; step < 12; step++) {
    await random.pick(changes)();
    const again = await deriveNow(organizationId);
    const { graph, hashByKey } = await loadInventory(organizationId, undefined, "collected");
    const anew = derive(graph);
    expect(again.graph.nodes, `step ${step}`).toEqual(anew.graph.nodes);
    expect(again.graph.relationships).toEqual(anew.graph.relationships);
    expect(again.graph.gaps).toEqual(anew.graph.gaps);
    expect(again.factsByKey).toEqual(anew.factsByKey);
    for (const { key } of graph.nodes) expect(again.hashByKey.get(key)).toBe(hashByKey.get(key));
  }
});

test("where nothing changed nothing is derived again, and no organization is told what another is", async () => {
  const [one, other] = [await estate(), await estate()];
  const first = await deriveNow(one.organizationId);
  expect((await deriveNow(one.organizationId)).graph).toBe(first.graph);
  const elsewhere = await deriveNow(other.organizationId);
  expect(elsewhere.graph).not.toBe(first.graph);
  await one.inventory.put(bucket(keys[0] ?? "", { publicRead: true }));
  expect((await deriveNow(one.organizationId)).graph.get(keys[0] ?? "")?.facets).toMatchObject({
    publicRead: true,
  });
});
