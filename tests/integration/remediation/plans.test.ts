import { beforeAll, describe, expect, test } from "vitest";

import { inTransaction, jobContext, type Context } from "#lib/access/context.ts";
import { listFrameworks } from "#lib/compliance/list-frameworks.ts";
import { defaultWeights } from "#lib/domain/score.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { planFixes } from "#lib/correlation/plan-fixes.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { getScoreWeights, previewScoreWeights, setScoreWeights } from "#lib/correlation/score-weights.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { systemDb } from "#lib/platform/db.ts";
import { cutIssues } from "#lib/remediation/cut-issues.ts";
import { changePlan, createPlan, deletePlan, getPlan, listPlans } from "#lib/remediation/plans.ts";
import { drawSimulation } from "#lib/remediation/draw-simulation.ts";
import { simulateControls } from "#lib/remediation/simulate-controls.ts";
import { simulateChanges } from "#lib/remediation/simulate-changes.ts";
import { claimsApi, createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

async function correlated(ctx: Context, at?: Date) {
  const job = jobContext(ctx.organizationId, "test");
  await refreshCorrelation(job, undefined, undefined, at);
}

async function claims() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await correlated(ctx);
  const issues = await systemDb().issue.findMany({ where: { organizationId: ctx.organizationId } });
  const plan = await planFixes(ctx, { maxFixes: 1 });
  return { ctx, inventory, issues, fixId: plan.steps[0]?.id ?? "" };
}

describe("weights", () => {
  const heavier = { ...defaultWeights, age: 35, severity: 0 };

  test("are the usual ones until somebody weighs anew", async () => {
    const ctx = await createOrganization();
    expect(await getScoreWeights(ctx)).toMatchObject({ weights: defaultWeights, changedAt: null });
  });

  test("move exactly what the preview said, and the preview moves nothing", async () => {
    const { ctx, issues } = await claims();
    const preview = await previewScoreWeights(ctx, heavier);
    const scores = async () =>
      new Map(
        (await systemDb().issue.findMany({ where: { organizationId: ctx.organizationId } })).map(
          ({ id, score }) => [id, score] as const,
        ),
      );
    expect(await scores()).toEqual(new Map(issues.map(({ id, score }) => [id, score])));
    expect(preview.moved.length).toBeGreaterThan(0);
    expect(await setScoreWeights(ctx, heavier)).toEqual(preview);
    const after = await scores();
    for (const { id, to } of preview.moved) expect(after.get(id)).toBe(to);
    const moved = new Set(preview.moved.map(({ id }) => id));
    for (const { id, score } of issues.filter((issue) => !moved.has(issue.id)))
      expect(after.get(id)).toBe(score);
  });

  test("hold for what is found later, and every score is the sum of its points", async () => {
    const { ctx, issues } = await claims();
    await setScoreWeights(ctx, heavier);
    await correlated(ctx);
    for (const { id } of issues) {
      const issue = await getIssue(ctx, id);
      expect(issue.because.reduce((sum, { points }) => sum + points, 0)).toBe(issue.score);
      expect(issue.because.find(({ factor }) => factor === "severity")).toBeUndefined();
    }
  });

  test("leave each score that was in the history of its issue", async () => {
    const { ctx, issues } = await claims();
    const before = issues[0]?.score;
    await setScoreWeights(ctx, heavier);
    const { scoreHistory, score } = await getIssue(ctx, issues[0]?.id ?? "");
    expect(scoreHistory.map((entry) => entry.score)).toEqual([before, score]);
  });

  test("are an administrator's to change", async () => {
    const { ctx } = await claims();
    const analyst = await createMember(ctx.organizationId, "analyst");
    await expect(previewScoreWeights(analyst, heavier)).rejects.toMatchObject({ code: "forbidden" });
    await expect(setScoreWeights(analyst, heavier)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a simulation", () => {
  test("tells what would close, and touches nothing", async () => {
    const { ctx, issues, fixId } = await claims();
    const simulated = await simulateChanges(ctx, [fixId]);
    expect(simulated.broken.map(({ id }) => id)).toEqual(issues.map(({ id }) => id));
    expect(simulated.left).toEqual([]);
    for (const { before, after } of simulated.layers) expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
    const now = await systemDb().issue.findMany({ where: { organizationId: ctx.organizationId } });
    expect(now).toEqual(issues);
  });

  test("tells the controls that stand otherwise, to whoever may read them", async () => {
    const { ctx } = await claims();
    await evaluateOrganization(jobContext(ctx.organizationId, "test"), undefined, checks);
    const open = await systemDb().finding.findMany({
      where: { organizationId: ctx.organizationId, status: "open" },
      select: { checkId: true },
    });
    const within = (context: Context, closing: { checkId: string }[]) =>
      inTransaction(context, (tx) => simulateControls(tx, context, closing));
    const failing = await listFrameworks(ctx, { workload: "", account: "", environment: "" });
    const changed = await within(ctx, open);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(({ from, to }) => from === "failing" && to !== "failing")).toBe(true);
    for (const { framework } of changed)
      expect(failing.items.find(({ id }) => id === framework.id)?.byStatus.failing).toBeGreaterThan(0);
    expect(await within(ctx, [])).toEqual([]);
    const reader = { ...ctx, permissions: new Set(["issue:read" as const]) };
    expect(await within(reader, open)).toEqual([]);
  });

  test("draws the open paths, and cuts the edges at what changes", async () => {
    const { ctx, issues, fixId } = await claims();
    const whole = await drawSimulation(ctx, []);
    expect(whole).toMatchObject({ cut: [], drawnCount: issues.length, openCount: issues.length });
    expect(whole.graph.nodes.filter(({ role }) => role === "entry").map(({ name }) => name)).toEqual([
      "claims-api",
    ]);
    const changed = await drawSimulation(ctx, [fixId]);
    expect(changed.graph).toEqual(whole.graph);
    const names = new Map(changed.graph.nodes.map(({ id, name }) => [id, name]));
    const { fixes } = await simulateChanges(ctx, [fixId]);
    expect(changed.cut.length).toBeGreaterThan(0);
    for (const index of changed.cut) {
      const { from = "", to = "" } = changed.graph.edges[index] ?? {};
      expect([names.get(from), names.get(to)]).toContain(fixes[0]?.resourceName);
    }
  });

  test("of another organization's change is not found", async () => {
    const { fixId } = await claims();
    const stranger = await createOrganization();
    await expect(drawSimulation(stranger, [fixId])).rejects.toMatchObject({ code: "not-found" });
    await expect(simulateChanges(stranger, [fixId])).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a cut", () => {
  test("breaks every issue, says who has them, and what goes with it", async () => {
    const { ctx, issues } = await claims();
    await systemDb().issue.updateMany({
      where: { organizationId: ctx.organizationId },
      data: { assigneeId: ctx.actor.id },
    });
    const cut = await cutIssues(ctx, { issueIds: [] });
    expect(cut).toMatchObject({ exact: true, issueCount: issues.length, unbreakable: [] });
    expect(cut.fixes[0]?.owner?.id).toBe(ctx.actor.id);
    const broken = new Set(cut.fixes.flatMap(({ breaks }) => breaks));
    expect(broken).toEqual(new Set(issues.map(({ id }) => id)));
  });

  test("of an issue that is not open is refused", async () => {
    const { issues } = await claims();
    const stranger = await createOrganization();
    await expect(cutIssues(stranger, { issueIds: [issues[0]?.id ?? ""] })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("a plan", () => {
  let made: Awaited<ReturnType<typeof claims>>;
  beforeAll(async () => {
    made = await claims();
  });

  test("promises what was simulated, and says whether it came so", async () => {
    const { ctx, inventory } = made;
    const { steps } = await planFixes(ctx, { maxFixes: 20 });
    const authenticate = steps.find(({ aspect }) => aspect === "require-authentication") ?? steps[0];
    const fixId = authenticate?.id ?? "";
    const plan = await createPlan(ctx, { name: "Close the door", fixIds: [fixId] });
    expect(plan).toMatchObject({ state: "not-yet", promisedCount: 1, closedCount: 0, newIssueCount: 0 });
    expect(plan.promise).toEqual(await simulateChanges(ctx, [fixId]));

    await inventory.put(claimsApi("identity"));
    await correlated(ctx);
    expect(await getPlan(ctx, plan.id)).toMatchObject({
      state: "kept",
      closedCount: 1,
      fixes: [{ id: fixId, state: "kept", issues: [{ closedAt: expect.any(String) }] }],
    });
    expect((await listPlans(ctx)).items).toMatchObject([{ id: plan.id, state: "kept" }]);
  });

  test("is renamed, given to somebody with a date, closed, and deleted", async () => {
    const { ctx } = await claims();
    const { steps } = await planFixes(ctx, { maxFixes: 1 });
    const { id } = await createPlan(ctx, { name: "First", fixIds: [steps[0]?.id ?? ""] });
    const dueAt = "2027-01-01T00:00:00.000Z";
    expect(await changePlan(ctx, id, { name: "Second", assigneeId: ctx.actor.id, dueAt })).toMatchObject({
      name: "Second",
      assignee: { id: ctx.actor.id },
      dueAt,
    });
    expect(await changePlan(ctx, id, { closed: true })).toMatchObject({ assignee: { id: ctx.actor.id } });
    await deletePlan(ctx, id);
    await expect(getPlan(ctx, id)).rejects.toMatchObject({ code: "not-found" });
  });

  test("of another organization is not found", async () => {
    const { ctx, fixId } = await claims();
    const { id } = await createPlan(ctx, { name: "Ours", fixIds: [fixId] });
    const stranger = await createOrganization();
    await expect(getPlan(stranger, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(changePlan(stranger, id, { name: "Theirs" })).rejects.toMatchObject({ code: "not-found" });
    await expect(deletePlan(stranger, id)).rejects.toMatchObject({ code: "not-found" });
    expect((await listPlans(stranger)).items).toEqual([]);
  });
});
