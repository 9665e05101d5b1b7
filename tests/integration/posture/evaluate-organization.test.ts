import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { privateCheck, replicaCheck } from "#tests/factories/checks.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const checks = [privateCheck, replicaCheck];
const evaluate = ({ organizationId }: Context) =>
  evaluateOrganization(jobContext(organizationId, "posture.evaluate"), undefined, checks);
const findings = ({ organizationId }: Context) =>
  systemDb().finding.findMany({
    where: { organizationId },
    orderBy: [{ resourceKey: "asc" }, { checkId: "asc" }],
  });
const counted = async ({ organizationId }: Context) => {
  const rows = await systemDb().findingCounter.findMany({ where: { organizationId, NOT: { count: 0 } } });
  return Object.fromEntries(rows.map((row) => [`${row.checkId} ${row.status}`, row.count]));
};

test("a finding is opened, resolved when mended, reopened when it returns, and counted all along", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [bucket("a", { publicRead: true }), bucket("b")]);
  expect(await evaluate(ctx)).toMatchObject({ mode: "full", changedFindingCount: 1 });
  expect(await findings(ctx)).toMatchObject([{ status: "open", resourceName: "a", severityRank: 0 }]);
  expect(await counted(ctx)).toEqual({ "test/private open": 1 });

  await inventory.put(bucket("a"));
  expect(await evaluate(ctx)).toMatchObject({ mode: "incremental", changedFindingCount: 1 });
  expect(await findings(ctx)).toMatchObject([{ status: "resolved" }]);
  expect(await counted(ctx)).toEqual({ "test/private resolved": 1 });

  await inventory.put(bucket("a", { publicRead: true }));
  await evaluate(ctx);
  const [reopened] = await findings(ctx);
  expect(reopened).toMatchObject({ status: "open", reopenedCount: 1, resolvedAt: null });
  const timeline = await systemDb().timelineEvent.findMany({ where: { subjectId: reopened?.id ?? "" } });
  expect(timeline.map(({ kind }) => kind).toSorted()).toEqual(["reopened", "resolved"]);
});

test("evaluating again what did not change writes nothing", async () => {
  const ctx = await createOrganization();
  await createInventory(ctx, [bucket("a", { publicRead: true }), bucket("b")]);
  await evaluate(ctx);
  const before = await findings(ctx);
  expect(await evaluate(ctx)).toMatchObject({ changedFindingCount: 0 });
  expect(await findings(ctx)).toEqual(before);
});

test("a neighbour's change reaches the checks that look at it", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(
    ctx,
    [bucket("app"), bucket("log")],
    [{ from: "app", kind: "logs-to", to: "log" }],
  );
  await evaluate(ctx);
  await inventory.put(bucket("log", { publicRead: true }));
  expect(await evaluate(ctx)).toMatchObject({ mode: "incremental" });
  expect((await findings(ctx)).map((f) => `${f.resourceKey} ${f.checkId}`)).toEqual([
    "app test/private-replicas",
    "log test/private",
  ]);
});

test("the findings of a removed resource are resolved, and its tallies end", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [bucket("a", { publicRead: true })]);
  await evaluate(ctx);
  await inventory.remove("a");
  await evaluate(ctx);
  expect(await findings(ctx)).toMatchObject([{ status: "resolved" }]);
  const tallies = await systemDb().checkTally.findMany({ where: { organizationId: ctx.organizationId } });
  for (const tally of tallies) expect(tally).toMatchObject({ passCount: 0, failCount: 0, unknownCount: 0 });
});

test("an edge to what was never collected makes its check unknown, not passed", async () => {
  const ctx = await createOrganization();
  await createInventory(ctx, [bucket("app")], [{ from: "app", kind: "logs-to", to: "elsewhere" }]);
  await evaluate(ctx);
  const unknown = await systemDb().unknownEvaluation.findMany({
    where: { organizationId: ctx.organizationId },
  });
  expect(unknown.map(({ checkId }) => checkId)).toEqual(["test/private-replicas"]);
  const tally = await systemDb().checkTally.findUnique({
    where: {
      organizationId_checkId: { organizationId: ctx.organizationId, checkId: "test/private-replicas" },
    },
  });
  expect(tally).toMatchObject({ passCount: 0, unknownCount: 1 });
});

test("a full evaluation after an incremental one finds nothing to change", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(
    ctx,
    ["a", "b", "c", "d"].map((key) => bucket(key)),
    [{ from: "a", kind: "logs-to", to: "b" }],
  );
  await evaluate(ctx);
  await inventory.put(bucket("b", { publicRead: true }));
  await inventory.put(bucket("c", { publicRead: true }));
  await inventory.remove("d");
  expect(await evaluate(ctx)).toMatchObject({ mode: "incremental" });
  const incremental = await findings(ctx);
  await systemDb().evaluationState.delete({ where: { organizationId: ctx.organizationId } });
  expect(await evaluate(ctx)).toMatchObject({ mode: "full", changedFindingCount: 0 });
  expect(await findings(ctx)).toEqual(incremental);
});

test("a finding says its resource's present name, and nothing of it changed because of that", async () => {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, [bucket("a", { publicRead: true })]);
  await evaluate(ctx);
  const [before] = await findings(ctx);
  await inventory.put({ ...bucket("a", { publicRead: true }), name: "renamed" });
  await evaluate(ctx);
  const [after] = await findings(ctx);
  expect(after).toMatchObject({ resourceName: "renamed", reason: "renamed is readable by anyone" });
  expect(after).toMatchObject({ id: before?.id, status: "open", openedAt: before?.openedAt });
});
