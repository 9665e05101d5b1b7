import fc from "fast-check";
import { expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import type { FakeEstate, FakeScript } from "#tests/support/fake-connector.ts";
import { presentNames, storedInventory } from "#tests/support/stored-inventory.ts";

const names = fc.uniqueArray(fc.constantFrom(...Array.from({ length: 14 }, (_, n) => `thing-${n}`)));
const estates: fc.Arbitrary<FakeEstate> = fc.record({
  regions: fc.constant(["eu-west-1"]),
  buckets: names.map((some) =>
    some.map((name) => ({ name, key: name.endsWith("1") ? "arn:key" : "arn:other" })),
  ),
  roles: fc.constant([]),
});
const reasons = fc.constantFrom("denied", "failed", "throttled", "malformed", "unsupported", "not-recorded");

const failAtCall = (estate: FakeEstate, at: number, reason: ProviderError["reason"]): FakeScript => {
  let count = 0;
  return {
    estate,
    fault: (call) => {
      if (call.operation === "ListBuckets" && count++ === at)
        throw new ProviderError(reason, call, "no answer");
    },
  };
};

async function connected() {
  const ctx = await createOrganization();
  return { ctx, connection: await createFakeConnection(ctx) };
}

test("an incomplete run never deletes, whatever was there before and wherever it was cut short", async () => {
  const runs = fc.record({ before: estates, now: estates, at: fc.nat(1), reason: reasons });
  await fc.assert(
    fc.asyncProperty(runs, async ({ before, now, at, reason }) => {
      fc.pre(now.buckets.length > at * 10);
      const { ctx, connection } = await connected();
      await syncOnce(ctx, connection, { estate: before });
      const known = await presentNames(ctx.organizationId);
      await syncOnce(ctx, connection, failAtCall(now, at, reason));
      expect(await presentNames(ctx.organizationId)).toEqual(expect.arrayContaining(known));
    }),
    { numRuns: 25 },
  );
});

test("syncing the same estate again writes no row at all", async () => {
  await fc.assert(
    fc.asyncProperty(estates, async (estate) => {
      const { ctx, connection } = await connected();
      await syncOnce(ctx, connection, { estate });
      const rows = () =>
        systemDb().$queryRaw`
          SELECT id::text, xmin::text FROM "Resource" WHERE "organizationId" = ${ctx.organizationId}::uuid
          UNION SELECT id::text, xmin::text FROM "ResourceVersion" WHERE "organizationId" = ${ctx.organizationId}::uuid
          UNION SELECT id::text, xmin::text FROM "Relationship" WHERE "organizationId" = ${ctx.organizationId}::uuid
          ORDER BY 1`;
      const before = await rows();
      await syncOnce(ctx, connection, { estate });
      expect(await rows()).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

test("any run of whole syncs ends in what the last one saw, whatever came before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(estates, { minLength: 1, maxLength: 4 }), async (history) => {
      const { ctx, connection } = await connected();
      for (const estate of history) await syncOnce(ctx, connection, { estate });
      const last = history.at(-1)?.buckets ?? [];
      const { resources, relationships } = await storedInventory(ctx.organizationId);
      const present = resources.filter(({ removed }) => !removed).map(({ name }) => name);
      expect(present.toSorted()).toEqual(last.map(({ name }) => name).toSorted());
      expect(relationships).toHaveLength(last.length);
    }),
    { numRuns: 15 },
  );
});
