import { expect, test } from "vitest";

import { changedParts, inventoryStamp } from "#lib/inventory/inventory-stamp.ts";
import { readInventory, type Inventory } from "#lib/inventory/load-graph.ts";
import { readAgain } from "#lib/inventory/read-again.ts";
import { systemDb } from "#lib/platform/db.ts";
import { beginSnapshot, inBulkTransaction } from "#lib/platform/transaction.ts";
import { newId } from "#lib/platform/id.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { plainResource } from "#tests/support/plain-resource.ts";

const keys = Array.from({ length: 9 }, (_, n) => `gs://bucket-${n}`);
const told = ({ graph, idByKey, hashByKey }: Inventory) => ({
  nodes: graph.nodes.map(plainResource),
  relationships: graph.relationships,
  loose: graph.looseRelationships,
  into: graph.nodes.map(({ key }) =>
    graph.edgesInto(key).map(({ kind, resource, reason }) => [kind, resource.key, reason]),
  ),
  gaps: graph.gaps,
  names: graph.nodes.map(({ key }) => [idByKey.get(key), hashByKey.get(key)]),
});

test.each([
  ["objects", Number.POSITIVE_INFINITY],
  ["packed", 0],
] as const)(
  "after any changes, what is read again says what reading everything says: %s",
  async (_, packedFrom) => {
    const ctx = await createOrganization();
    const { organizationId } = ctx;
    const inventory = await createInventory(
      ctx,
      keys.slice(0, 6).map((key) => bucket(key)),
    );
    const { id: collectionId } = await systemDb().collection.findFirstOrThrow({ where: { organizationId } });
    const random = randomFrom(3);
    const link = async () => {
      const [fromKey, toKey] = [random.pick(keys), random.pick(keys)];
      const where = { organizationId, fromKey, toKey, validTo: null };
      const known = await systemDb().relationship.findFirst({ where });
      const reason = random.oneIn(2) ? null : `because ${random.below(4)}`;
      if (known)
        await systemDb().relationship.updateMany({
          where,
          data: random.oneIn(2) ? { validTo: new Date() } : { reason },
        });
      else
        await systemDb().relationship.create({
          data: {
            id: newId(),
            organizationId,
            fromKey,
            kind: "logs-to",
            toKey,
            reason,
            collectionId,
            validFrom: new Date(),
          },
        });
    };
    const read = (before: Inventory | null, stamp: Awaited<ReturnType<typeof inventoryStamp>> | null) =>
      inBulkTransaction(
        organizationId,
        async (client) => {
          const now = await inventoryStamp(client, organizationId);
          const whole = await readInventory(client, organizationId, "collected", packedFrom);
          const again =
            before && stamp && (await readAgain(client, organizationId, before, changedParts(stamp, now)));
          return { now, whole, again };
        },
        beginSnapshot,
      );
    for (let n = 0; n < 8; n++) await link();
    let { now: stamp, whole: inventoryBefore } = await read(null, null);
    for (let step = 0; step < 15; step++) {
      for (let n = random.below(4); n > 0; n--)
        if (random.oneIn(2)) await link();
        else if (random.oneIn(3))
          await systemDb().resource.updateMany({
            where: { organizationId, key: random.pick(keys) },
            data: { removedAt: random.oneIn(2) ? new Date() : null },
          });
        else
          await inventory.put(
            bucket(random.pick(keys), { publicRead: random.oneIn(2), versioning: random.oneIn(2) }),
          );
      const { now, whole, again } = await read(inventoryBefore, stamp);
      expect(again, `step ${step}`).not.toBeNull();
      if (!again) return;
      expect(told(again), `step ${step}`).toEqual(told(whole));
      [stamp, inventoryBefore] = [now, again];
    }
  },
);
