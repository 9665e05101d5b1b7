import { expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { pool } from "#lib/platform/db.ts";
import { dryRunCustomCheck } from "#lib/posture/custom/dry-run.ts";
import { customDefinition } from "#tests/factories/custom-check.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const now = new Date("2026-04-01T00:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const run = (ctx: Context, definition = customDefinition(), days = 90) =>
  dryRunCustomCheck(ctx, { definition, days }, now);

/** Bucket `a` was not versioned from 60 to 20 days ago, `b` until 200 days ago; `c` is not now. */
async function estate(): Promise<Context> {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  await createInventory(
    ctx,
    [bucket("a"), bucket("b"), bucket("c", { versioning: false })],
    [{ from: "c", kind: "logs-to", to: "a" }],
  );
  const db = systemDb();
  const changed = { a: ago(20), b: ago(200), c: ago(5) };
  for (const [key, changedAt] of Object.entries(changed))
    await db.resource.updateMany({ where: { organizationId, key }, data: { changedAt } });
  await db.relationship.updateMany({ where: { organizationId }, data: { validFrom: ago(100) } });
  const version = async (key: string, versioning: boolean, from: Date, to: Date) => {
    const { id, name, document } = await db.resource.findFirstOrThrow({ where: { organizationId, key } });
    const { facets, ...rest } = document as { facets: object };
    await db.resourceVersion.create({
      data: {
        id: newId(),
        organizationId,
        resourceId: id,
        syncId: newId(),
        name,
        document: { ...rest, facets: { ...facets, versioning } },
        validFrom: from,
        validTo: to,
      },
    });
  };
  await version("a", false, ago(60), ago(20));
  await version("a", true, ago(100), ago(60));
  await version("b", false, ago(300), ago(200));
  return ctx;
}

const rowCount = async ({ organizationId }: Context) => {
  const { rows } = await pool().query<{ count: string }>(
    `SELECT (SELECT count(*) FROM "Finding" WHERE "organizationId" = $1) +
       (SELECT count(*) FROM "CustomCheck" WHERE "organizationId" = $1) +
       (SELECT count(*) FROM "AuditEntry" WHERE "organizationId" = $1) AS count`,
    [organizationId],
  );
  return rows[0]?.count;
};

test("says what fails now and what would have failed in the time, and writes nothing", async () => {
  const ctx = await estate();
  const before = await rowCount(ctx);
  const result = await run(ctx);
  expect(result.present).toMatchObject({ passCount: 2, failCount: 1, failing: [{ name: "c" }] });
  expect(result.past).toMatchObject({ days: 90, findingCount: 2 });
  expect(result.past.failing).toMatchObject([
    { name: "c", from: ago(5).toISOString(), to: null },
    { name: "a", from: ago(60).toISOString(), to: ago(20).toISOString() },
  ]);
  expect(result.isWhole).toBe(true);
  expect(await rowCount(ctx)).toBe(before);
  expect((await run(ctx, customDefinition(), 10)).past.findingCount).toBe(1);
});

test("follows relationships as they were", async () => {
  const ctx = await estate();
  const definition = customDefinition({
    passes: "follow('logs-to').all(l, l.facets.versioning)",
    examples: {
      pass: [{ name: "no log" }],
      fail: [
        {
          name: "a log",
          neighbours: [{ name: "l", follow: "logs-to", class: "data-store", facets: { versioning: false } }],
        },
      ],
    },
  });
  await systemDb().resource.updateMany({
    where: { organizationId: ctx.organizationId, key: "c" },
    data: { changedAt: ago(80) },
  });
  const { present, past } = await run(ctx, definition);
  expect(present).toMatchObject({ failCount: 0, passCount: 3 });
  expect(past.failing).toMatchObject([{ name: "c", from: ago(60).toISOString(), to: ago(20).toISOString() }]);
});

test("what was concluded in the past is unknown, not passed", async () => {
  const ctx = await estate();
  const definition = customDefinition({
    passes: "derived.exposure != 'anyone'",
    examples: {
      pass: [{ name: "inside", derived: { exposure: "internal" } }],
      fail: [{ name: "outside", derived: { exposure: "anyone" } }],
    },
  });
  expect((await run(ctx, definition)).past.findingCount).toBe(0);
});

test("another organization's estate is not looked at, and who may not write checks runs none", async () => {
  const ctx = await estate();
  const theirs = await createOrganization();
  expect((await run(theirs)).past.stateCount).toBe(0);
  const engineer = await createMember(ctx.organizationId, "engineer");
  await expect(run(engineer)).rejects.toMatchObject({ code: "forbidden" });
  await expect(run(ctx, customDefinition({ passes: "facets.none" }))).rejects.toMatchObject({
    code: "invalid-input",
  });
});
