import { expect, test } from "vitest";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { newId } from "#lib/platform/id.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const workload = (ctx: Context, name: string) => ({
  id: newId(),
  organizationId: ctx.organizationId,
  name,
  nameReason: "its tag",
  serviceModel: "paas",
  serviceModelReason: "its parts",
  providers: ["aws"],
  accounts: ["111122223333"],
  seedKeys: [],
  memberCount: 1,
  firstSeenAt: new Date(),
  changedAt: new Date(),
});
/** The moment after everything so far. */
async function now(): Promise<Date> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  const at = new Date();
  await new Promise((resolve) => setTimeout(resolve, 3));
  return at;
}

test("a row is read as it was at a moment, through every way to read", async () => {
  const ctx = await createOrganization();
  const before = await now();
  const row = workload(ctx, "Claims");
  await inTransaction(ctx, (tx) => tx.workload.create({ data: row }));
  const first = await now();
  await inTransaction(ctx, (tx) => tx.workload.update({ where: { id: row.id }, data: { name: "Claims desk" } }));
  const second = await now();
  await inTransaction(ctx, (tx) => tx.workload.delete({ where: { id: row.id } }));
  const names = async (asOf?: Date) =>
    inTransaction({ ...ctx, ...(asOf ? { asOf } : {}) }, async (tx) => (await tx.workload.findMany()).map(({ name }) => name));
  expect(await Promise.all([names(before), names(first), names(second), names()])).toEqual([[], ["Claims"], ["Claims desk"], []]);
});
