import { expect, test } from "vitest";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { pageSize, type FakeEstate, type FakeScript } from "#tests/support/fake-connector.ts";
import { presentNames, storedInventory } from "#tests/support/stored-inventory.ts";

const pageCount = 6;
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `thing-${n + from}`);
const estateOf = (names: string[]): FakeEstate => ({
  regions: ["eu-west-1"],
  buckets: names.map((name) => ({ name })),
  roles: [],
});
const before = estateOf(numbered(pageSize * pageCount));
/** A few gone and a few new, on every page: what may be believed of it depends on having seen all pages. */
const after = estateOf(numbered(pageSize * pageCount, 4));

async function connected() {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  await syncOnce(ctx, connection, { estate: before });
  return { ctx, connection };
}

const failing = (page: number, reason: ProviderError["reason"]): FakeScript => ({
  estate: after,
  fault: (call: ProviderCall) => {
    if (call.operation === "ListBuckets" && Number(call.input["token"] ?? 0) === page * pageSize)
      throw new ProviderError(reason, call, "It does not answer");
  },
});

const undisturbed = async () => {
  const { ctx, connection } = await connected();
  await syncOnce(ctx, connection, { estate: after });
  return storedInventory(ctx.organizationId);
};
const expected = undisturbed();

test.each(["failed", "throttled", "denied", "malformed"] as const)(
  "whichever page of a listing is %s, nothing is tombstoned, and the next whole sync ends as if it had not been",
  async (reason) => {
    for (let page = 0; page < pageCount; page++) {
      const { ctx, connection } = await connected();
      const sync = await syncOnce(ctx, connection, failing(page, reason));
      expect(sync).toMatchObject({ state: "partial", removedCount: 0 });
      expect(await presentNames(ctx.organizationId)).toEqual(expect.arrayContaining(numbered(60)));
      const { collections } = await storedInventory(ctx.organizationId);
      expect(collections).toMatchObject([
        { collectorId: "buckets", state: reason === "denied" ? "denied" : "failed", unknown: { reason } },
        { collectorId: "roles", state: "complete" },
      ]);
      await syncOnce(ctx, connection, { estate: after });
      expect(await storedInventory(ctx.organizationId)).toEqual(await expected);
    }
  },
);

test("credentials that expire in mid-sync fail it at once, with what to do, and tombstone nothing", async () => {
  const { ctx, connection } = await connected();
  const sync = await syncOnce(ctx, connection, failing(2, "expired-credentials"));
  expect(sync).toMatchObject({
    state: "failed",
    removedCount: 0,
    remedy: expect.stringContaining("enter new ones"),
  });
  expect(await presentNames(ctx.organizationId)).toHaveLength(60);
});

test("a defect in one collector fails that one alone", async () => {
  const { ctx, connection } = await connected();
  const fault = (call: ProviderCall) => {
    if (call.operation === "ListRoles") throw new TypeError("undefined is not a function");
  };
  const sync = await syncOnce(ctx, connection, { estate: { ...after, roles: ["r"] }, fault });
  expect(sync).toMatchObject({ state: "partial", removedCount: 4 });
  const { collections } = await storedInventory(ctx.organizationId);
  expect(collections).toMatchObject([
    { state: "complete" },
    { state: "failed", unknown: { message: /undefined/ } },
  ]);
});
