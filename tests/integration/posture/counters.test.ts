import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { Check } from "#lib/domain/check.ts";
import { systemDb } from "#lib/platform/db.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const evaluate = ({ organizationId }: Context, checks: readonly Check[] = [privateCheck]) =>
  evaluateOrganization(jobContext(organizationId, "posture.evaluate"), undefined, checks);

type Facts = Record<"checkId" | "status" | "severity" | "layer" | "provider" | "account", string>;
const idOf = ({ checkId, status, severity, layer, provider, account }: Facts) =>
  [checkId, status, severity, layer, provider, account].join(" ");

const counters = async ({ organizationId }: Context) => {
  const rows = await systemDb().findingCounter.findMany({ where: { organizationId, NOT: { count: 0 } } });
  return Object.fromEntries(rows.map((row) => [idOf(row), row.count]));
};
const recount = async ({ organizationId }: Context) => {
  const counts: Record<string, number> = {};
  for (const finding of await systemDb().finding.findMany({ where: { organizationId } }))
    counts[idOf(finding)] = (counts[idOf(finding)] ?? 0) + 1;
  return counts;
};

/** Moves a resource as a sync does that finds it elsewhere: the reason of its finding changes with its name. */
const moveTo = ({ organizationId }: Context, key: string, account: string) =>
  systemDb().resource.update({
    where: { organizationId_key: { organizationId, key } },
    data: { account, name: `${key} in ${account}`, hash: account, changedAt: new Date() },
  });

test("a finding whose resource moved to another account is counted there, once, and leaves nothing behind", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [bucket("a", { publicRead: true })]);
  await evaluate(ctx);
  await moveTo(ctx, "a", "elsewhere");
  await evaluate(ctx);
  expect(await counters(ctx)).toEqual({ "test/private open critical data gcp elsewhere": 1 });
  expect(await recount(ctx)).toEqual(await counters(ctx));
  await inventory.remove("a");
  await evaluate(ctx);
  expect(await counters(ctx)).toEqual({ "test/private resolved critical data gcp elsewhere": 1 });
  expect(await recount(ctx)).toEqual(await counters(ctx));
});

test("a check that moves to another layer and severity takes its findings with it, reopened or not", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [
    bucket("a", { publicRead: true }),
    bucket("b", { publicRead: true }),
  ]);
  await evaluate(ctx);
  await inventory.put(bucket("a"));
  await evaluate(ctx);
  await inventory.put(bucket("a", { publicRead: true }));
  await evaluate(ctx, [{ ...privateCheck, layer: "api", severity: "low" }]);
  expect(await counters(ctx)).toMatchObject({ "test/private open low api gcp acme": 2 });
  expect(await recount(ctx)).toEqual(await counters(ctx));
});
