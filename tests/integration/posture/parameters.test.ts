import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";
import { systemDb } from "#lib/platform/db.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getCheck } from "#lib/posture/get-check.ts";
import { listCheckParameters } from "#lib/posture/list-check-parameters.ts";
import { resetCheckParameters, setCheckParameters } from "#lib/posture/set-check-parameters.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const checkId = "gcp/audit-retention";
const outsidersCheck = defineClassCheck({
  ...privateCheck,
  id: "test/few-outsiders",
  appliesToClass: "data-store",
  parameters: {
    outsidersMax: numberParameter({ title: "Outsiders", help: "Few.", unit: "", default: 0, min: 0, max: 9 }),
  },
  evaluate: ({ facets: { externalPrincipals } }, _graph, { outsidersMax }) =>
    externalPrincipals.length > outsidersMax ? fail("Too many", { outsidersMax }) : pass,
  examples: { pass: [], fail: [] },
});
const evaluate = ({ organizationId }: Context, checks = [privateCheck, outsidersCheck]) =>
  evaluateOrganization(jobContext(organizationId, "posture.evaluate"), undefined, checks);
const store = ({ organizationId }: Context, values: object) =>
  systemDb().checkParameters.create({
    data: {
      organizationId,
      checkId: outsidersCheck.id,
      values,
      changedAt: new Date(),
      changedById: "x",
      changedByName: "x",
    },
  });
const state = async ({ organizationId }: Context) => ({
  findings: await systemDb().finding.findMany({
    where: { organizationId },
    select: { checkId: true, resourceKey: true, status: true },
    orderBy: [{ checkId: "asc" }, { resourceKey: "asc" }],
  }),
  tallies: await systemDb().checkTally.findMany({
    where: { organizationId },
    select: { checkId: true, passCount: true, failCount: true, unknownCount: true },
    orderBy: { checkId: "asc" },
  }),
});
const estate = async () => {
  const ctx = await createOrganization();
  await createInventory(ctx, [
    bucket("a", { externalPrincipals: ["x"], publicRead: true }),
    bucket("b", { externalPrincipals: ["x", "y"] }),
    bucket("c"),
  ]);
  return ctx;
};

test("what is set is told with who set it, audited, and undone by a reset", async () => {
  const ctx = await createOrganization();
  const view = await setCheckParameters(ctx, checkId, { retainedDaysMin: 30 });
  expect(view).toMatchObject({
    parameters: [{ usual: 90, value: 30, isOwn: true }],
    changed: { by: ctx.actor.name },
  });
  expect((await getCheck(ctx, checkId)).parameters).toEqual(view.parameters);
  await resetCheckParameters(ctx, checkId);
  const listed = (await listCheckParameters(ctx)).items.find((item) => item.checkId === checkId);
  expect(listed).toMatchObject({ parameters: [{ value: 90, isOwn: false }], changed: null });
  const entries = await systemDb().auditEntry.findMany({
    where: { organizationId: ctx.organizationId, subjectId: checkId },
    orderBy: { sequence: "asc" },
  });
  expect(entries.map(({ action, after }) => [action, after])).toEqual([
    ["check.set-parameters", { retainedDaysMin: 30 }],
    ["check.reset-parameters", null],
  ]);
});

test.each([
  ["out of bounds", checkId, { retainedDaysMin: 0 }, "invalid-input"],
  ["of no such name", checkId, { constructor: 1 }, "invalid-input"],
  ["of a check without any", "data-store/private", { a: 1 }, "not-found"],
  ["of no check", "aws/none", {}, "not-found"],
])("a value %s is refused", async (_, id, values, code) => {
  await expect(setCheckParameters(await createOrganization(), id, values)).rejects.toMatchObject({ code });
});

test("an engineer and an auditor set nothing, and another organization sees nothing of it", async () => {
  const ctx = await createOrganization();
  await setCheckParameters(ctx, checkId, { retainedDaysMin: 30 });
  for (const role of ["engineer", "auditor"] as const) {
    const member = await createMember(ctx.organizationId, role);
    await expect(setCheckParameters(member, checkId, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(resetCheckParameters(member, checkId)).rejects.toMatchObject({ code: "forbidden" });
  }
  const { items } = await listCheckParameters(await createOrganization());
  expect(items.filter(({ changed }) => changed !== null)).toEqual([]);
});

test("a changed value evaluates its own check alone, and leaves what a full evaluation would", async () => {
  const ctx = await estate();
  expect(await evaluate(ctx)).toMatchObject({ mode: "full", evaluatedCount: 6, changedFindingCount: 3 });
  // What was just written is looked at again for two minutes, whatever the checks.
  await systemDb()
    .$executeRaw`UPDATE "Resource" SET "changedAt" = now() - interval '1 hour' WHERE "organizationId" = ${ctx.organizationId}::uuid`;
  await evaluate(ctx);
  await store(ctx, { outsidersMax: 1 });
  expect(await evaluate(ctx)).toMatchObject({
    mode: "incremental",
    evaluatedCount: 3,
    changedFindingCount: 2,
  });
  const incremental = await state(ctx);
  expect(incremental.findings.filter(({ status }) => status === "open")).toHaveLength(2);
  expect(incremental.tallies).toMatchObject([
    { checkId: "test/few-outsiders", passCount: 2, failCount: 1 },
    { checkId: "test/private", passCount: 2, failCount: 1 },
  ]);
  await systemDb().evaluationState.delete({ where: { organizationId: ctx.organizationId } });
  expect(await evaluate(ctx)).toMatchObject({ mode: "full", changedFindingCount: 0 });
  expect(await state(ctx)).toEqual(incremental);
});

test("a check that goes takes its findings and tallies with it, and leaves the others'", async () => {
  const ctx = await estate();
  await evaluate(ctx);
  await evaluate(ctx, [privateCheck]);
  const { findings, tallies } = await state(ctx);
  expect(findings.filter(({ checkId: id }) => id === outsidersCheck.id).map(({ status }) => status)).toEqual([
    "resolved",
    "resolved",
  ]);
  expect(tallies).toMatchObject([{ checkId: "test/private", passCount: 2, failCount: 1 }]);
});

test("a stored value that no longer fits is as usual", async () => {
  const ctx = await estate();
  await store(ctx, { outsidersMax: 99, gone: 1 });
  await evaluate(ctx);
  const { findings } = await state(ctx);
  expect(findings.filter(({ checkId: id }) => id === outsidersCheck.id)).toHaveLength(2);
});
