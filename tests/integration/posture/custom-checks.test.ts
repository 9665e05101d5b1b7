import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { changeCustomCheck } from "#lib/posture/custom/change-custom-check.ts";
import { createCustomCheck } from "#lib/posture/custom/create-custom-check.ts";
import { deleteCustomCheck } from "#lib/posture/custom/delete-custom-check.ts";
import { getCustomCheck, listCustomChecks } from "#lib/posture/custom/list-custom-checks.ts";
import { saveCustomCheck } from "#lib/posture/custom/save-custom-check.ts";
import { validateCustomCheck } from "#lib/posture/custom/validate-custom-check.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { listFindingGroups } from "#lib/posture/count-findings.ts";
import { getCheck } from "#lib/posture/get-check.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { customDefinition } from "#tests/factories/custom-check.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const checkId = "custom/stores-versioned";
const evaluate = ({ organizationId }: Context) =>
  evaluateOrganization(jobContext(organizationId, "posture.evaluate"), undefined, [privateCheck]);
const estate = async () => {
  const ctx = await createOrganization();
  await createInventory(ctx, [bucket("a", { versioning: false }), bucket("b")]);
  return ctx;
};
const create = (ctx: Context, extra: Parameters<typeof customDefinition>[0] = {}) =>
  createCustomCheck(ctx, { definition: customDefinition(extra), enabled: true });
const findingsOf = ({ organizationId }: Context) =>
  systemDb().finding.findMany({ where: { organizationId, checkId } });
const noFilters = {
  status: [],
  severity: [],
  layer: [],
  provider: [],
  account: "",
  check: "",
  control: "",
  environment: "",
  source: "",
  workload: "",
  resource: "",
  assignee: "",
  team: "",
  due: null,
  q: "",
};

test("a check raises findings under its version, and is shown like any other", async () => {
  const ctx = await estate();
  await evaluate(ctx);
  const { id, version } = await create(ctx);
  expect(await evaluate(ctx)).toMatchObject({ mode: "incremental", changedFindingCount: 1 });
  const [finding] = await findingsOf(ctx);
  expect(finding).toMatchObject({ status: "open", resourceKey: "a", severity: "low", checkVersion: version });
  const detail = await getFinding(ctx, finding?.id ?? "");
  expect(detail).toMatchObject({
    title: "Stores are versioned",
    risk: "What is overwritten is gone.",
    evidence: { versioning: false },
    checkVersion: 1,
  });
  expect((await listFindingGroups(ctx, noFilters)).items).toMatchObject([
    { checkId, count: 1, evaluatedCount: 2 },
  ]);
  expect(await getCheck(ctx, checkId)).toMatchObject({ origin: "custom", passCount: 1, failCount: 1 });
  expect(await getCustomCheck(ctx, id)).toMatchObject({ passCount: 1, failCount: 1, problem: null });
});

test("a later version grades and words its findings anew, and both versions are kept", async () => {
  const ctx = await estate();
  const { id } = await create(ctx);
  await evaluate(ctx);
  const saved = await saveCustomCheck(ctx, id, {
    definition: customDefinition({ severity: "high" }),
    version: 1,
  });
  await evaluate(ctx);
  expect(await findingsOf(ctx)).toMatchObject([{ status: "open", severity: "high", checkVersion: 2 }]);
  const counters = await systemDb().findingCounter.findMany({
    where: { organizationId: ctx.organizationId, NOT: { count: 0 } },
  });
  expect(counters).toMatchObject([{ severity: "high", status: "open", count: 1 }]);
  expect(saved.versions.map(({ version, savedBy }) => [version, savedBy])).toEqual([
    [2, ctx.actor.name],
    [1, ctx.actor.name],
  ]);
  const stale = saveCustomCheck(ctx, id, { definition: customDefinition(), version: 1 });
  await expect(stale).rejects.toMatchObject({ code: "conflict" });
  const renamed = saveCustomCheck(ctx, id, { definition: customDefinition({ slug: "other" }), version: 2 });
  await expect(renamed).rejects.toMatchObject({ code: "invalid-input" });
});

test("off, its findings are resolved; on again, they return; deleted, they still say what raised them", async () => {
  const ctx = await estate();
  const { id } = await create(ctx);
  await evaluate(ctx);
  await changeCustomCheck(ctx, id, { enabled: false });
  await evaluate(ctx);
  expect(await findingsOf(ctx)).toMatchObject([{ status: "resolved" }]);
  await changeCustomCheck(ctx, id, { enabled: true });
  await evaluate(ctx);
  expect(await findingsOf(ctx)).toMatchObject([{ status: "open", reopenedCount: 1 }]);
  await deleteCustomCheck(ctx, id);
  await evaluate(ctx);
  const [finding] = await findingsOf(ctx);
  expect(finding).toMatchObject({ status: "resolved" });
  expect(await getFinding(ctx, finding?.id ?? "")).toMatchObject({ title: "Stores are versioned" });
  expect((await listCustomChecks(ctx)).items).toEqual([]);
  await expect(getCustomCheck(ctx, id)).rejects.toMatchObject({ code: "not-found" });
  expect(await create(ctx)).toMatchObject({ id, version: 2 });
});

test("another organization neither sees a check nor is asked by it", async () => {
  const [mine, theirs] = [await estate(), await estate()];
  const { id } = await create(mine);
  await evaluate(theirs);
  expect(await findingsOf(theirs)).toEqual([]);
  expect((await listCustomChecks(theirs)).items).toEqual([]);
  const foreign = [
    () => getCustomCheck(theirs, id),
    () => saveCustomCheck(theirs, id, { definition: customDefinition(), version: 1 }),
    () => changeCustomCheck(theirs, id, { enabled: false }),
    () => deleteCustomCheck(theirs, id),
    () => getCheck(theirs, checkId),
  ];
  for (const call of foreign) await expect(call()).rejects.toMatchObject({ code: "not-found" });
  expect(await create(theirs)).toMatchObject({ checkId, version: 1 });
});

test("what is wrong is named field by field, and nothing is stored", async () => {
  const ctx = await createOrganization();
  const wrong = customDefinition({ passes: "facets.versionin", severity: "worst" });
  await expect(createCustomCheck(ctx, { definition: wrong, enabled: true })).rejects.toMatchObject({
    code: "invalid-input",
    fields: [{ field: "severity" }],
  });
  const { problems } = await validateCustomCheck(ctx, {
    definition: customDefinition({ passes: "facets.versionin" }),
  });
  expect(problems[0]).toMatchObject({ field: "passes" });
  expect((await listCustomChecks(ctx)).items).toEqual([]);
  await create(ctx);
  await expect(create(ctx)).rejects.toMatchObject({ code: "conflict", fields: [{ field: "slug" }] });
});

test("an engineer and an auditor read checks and write none", async () => {
  const ctx = await createOrganization();
  const { id } = await create(ctx);
  for (const role of ["engineer", "auditor"] as const) {
    const member = await createMember(ctx.organizationId, role);
    expect((await listCustomChecks(member)).items).toHaveLength(1);
    const changes = [
      () => create(member, { slug: "another" }),
      () => changeCustomCheck(member, id, { enabled: false }),
      () => deleteCustomCheck(member, id),
      () => validateCustomCheck(member, { definition: {} }),
    ];
    for (const change of changes) await expect(change()).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("a stored definition that no longer fits decides nothing, and says so", async () => {
  const ctx = await estate();
  const { id } = await create(ctx);
  await evaluate(ctx);
  await systemDb().customCheck.update({
    where: { id },
    data: { version: 2, definition: customDefinition({ passes: "facets.gone" }) as object },
  });
  await evaluate(ctx);
  const unknown = await systemDb().unknownEvaluation.findMany({
    where: { organizationId: ctx.organizationId },
  });
  expect(unknown.map((row) => row.resourceKey).toSorted()).toEqual(["a", "b"]);
  expect(await findingsOf(ctx)).toMatchObject([{ status: "open" }]);
  expect(await getCustomCheck(ctx, id)).toMatchObject({
    problem: expect.stringContaining("edit it") as string,
  });
});
