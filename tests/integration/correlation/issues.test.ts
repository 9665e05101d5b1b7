import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { issueFilterParsers, type IssueFilters } from "#lib/contract/issues.ts";
import { countIssues } from "#lib/correlation/count-issues.ts";
import { getCorrelationCoverage } from "#lib/correlation/get-coverage.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { listFixes, planFixes } from "#lib/correlation/plan-fixes.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { simulateChanges } from "#lib/remediation/simulate-changes.ts";
import { newId } from "#lib/platform/id.ts";
import { claimsApi, createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

const refresh = ({ organizationId }: Context, at?: Date) =>
  refreshCorrelation(jobContext(organizationId, "correlation.refresh"), undefined, undefined, at);
const filters = (changes: Partial<IssueFilters> = {}): IssueFilters => ({
  status: [],
  severity: [],
  layer: [],
  provider: [],
  workload: "",
  path: "",
  resource: "",
  fix: "",
  assignee: "",
  team: "",
  due: null,
  q: "",
  sort: "score",
  cursor: null,
  limit: 100,
  ...changes,
});
const notFound = expect.objectContaining({ code: "not-found" }) as AppError;

test("an issue is opened, resolved when its path is cut, and reopened with its owner when it returns", async () => {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  expect((await refresh(ctx)).transitions).toMatchObject({ opened: 1 });
  const [issue] = (await listIssues(ctx, filters())).items;
  expect(issue).toMatchObject({
    pathId: "open-way-in-to-sensitive-grounding",
    status: "open",
    entry: { name: "claims-api" },
    target: { name: "claims-store" },
    workload: { name: "Claims assistant" },
    environment: "production",
  });
  const id = issue?.id ?? "";
  const dueAt = new Date("2027-01-01T00:00:00Z");
  await systemDb().issue.update({ where: { id }, data: { assigneeId: ctx.actor.id, dueAt } });

  await inventory.put(claimsApi("identity"));
  expect((await refresh(ctx)).transitions).toMatchObject({ resolved: 1, opened: 0 });
  expect(await getIssue(ctx, id)).toMatchObject({ status: "resolved" });

  await inventory.put(claimsApi("none"));
  expect((await refresh(ctx)).transitions).toMatchObject({ reopened: 1, opened: 0 });
  const reopened = await getIssue(ctx, id);
  expect(reopened).toMatchObject({
    status: "open",
    reopenedCount: 1,
    assignee: { id: ctx.actor.id },
    dueAt: dueAt.toISOString(),
  });
  expect(reopened.timeline.map(({ kind }) => kind)).toEqual(["reopened", "resolved", "opened"]);
});

test("refreshing what did not change writes nothing", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const rows = () => systemDb().issue.findMany({ where: { organizationId: ctx.organizationId } });
  const members = () => systemDb().workloadMember.findMany({ where: { organizationId: ctx.organizationId } });
  const before = [await rows(), await members()];
  expect((await refresh(ctx)).transitions).toEqual({
    opened: 0,
    reopened: 0,
    resolved: 0,
    updated: 0,
    unchanged: 1,
  });
  expect([await rows(), await members()]).toEqual(before);
});

test("an older issue scores higher, and is not news because of it", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx, new Date("2026-11-01T00:00:00Z"));
  const [young] = (await listIssues(ctx, filters())).items;
  await refresh(ctx, new Date("2026-12-01T00:00:00Z"));
  const [old] = (await listIssues(ctx, filters())).items;
  expect([young?.score, old?.score]).toEqual([78, 83]);
  expect(old?.changedAt).toBe(young?.changedAt);
});

test("an issue is not resolved while a fact on its path could not be collected", async () => {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx);
  const denied = {
    reason: "denied",
    call: "apigateway:GetRoutes",
    permission: "apigateway:GET",
    message: "Denied",
  } as const;
  const api = stored(
    createResource(
      "api",
      "claims-api",
      { publicNetwork: true },
      { unknown: { "facets.authentication": denied } },
    ),
  );
  await inventory.put(api);
  expect((await refresh(ctx)).transitions).toMatchObject({ resolved: 0, unchanged: 1 });
  const { undecided } = await getCorrelationCoverage(ctx);
  expect(undecided).toContainEqual(
    expect.objectContaining({ resourceKey: "claims-api", permission: "apigateway:GET" }),
  );
});

test("an issue shows its path, points that add up, fixes and findings", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const [view] = (await listIssues(ctx, filters())).items;
  const issue = await getIssue(ctx, view?.id ?? "");
  expect(issue.steps.map(({ name }) => name)).toEqual([
    "claims-api",
    "claims-fn",
    "claims-agent",
    "claims-base",
    "claims-store",
  ]);
  expect(issue.steps.map(({ next }) => next?.kind ?? null)).toEqual([
    "routes-to",
    "invokes",
    "grounded-on",
    "ingests",
    null,
  ]);
  expect(issue.graph.nodes.map(({ role }) => role)).toEqual(["entry", null, null, null, "target"]);
  expect(issue.graph.edges).toHaveLength(4);
  expect(issue.because.reduce((sum, { points }) => sum + points, 0)).toBe(issue.score);
  expect(issue.fixes.map(({ aspect }) => aspect)).toContain("require-authentication");
  expect(issue.story).toContain("claims-api");
});

test("fixes are ranked, planned and simulated over what is open", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const [fix] = (await listFixes(ctx)).items;
  const plan = await planFixes(ctx, { maxFixes: 1 });
  expect(plan).toMatchObject({ issueCount: 1, brokenCount: 1, steps: [{ id: fix?.id }] });
  expect(await simulateChanges(ctx, [fix?.id ?? ""])).toMatchObject({
    left: [],
    broken: [{ id: expect.any(String) }],
  });
  await expect(simulateChanges(ctx, ["nothing"])).rejects.toEqual(notFound);
  expect((await listIssues(ctx, filters({ fix: fix?.id ?? "" }))).items).toHaveLength(1);
  expect((await listIssues(ctx, filters({ fix: "nothing" }))).items).toEqual([]);
});

const seed = async (ctx: Context, count: number) => {
  const at = new Date("2026-11-22T00:00:00Z");
  await systemDb().issue.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      id: newId(),
      organizationId: ctx.organizationId,
      pathId: "shape",
      startKey: `s${index}`,
      endKey: "e",
      title: "Title",
      story: `Story ${index}`,
      severity: index % 2 ? "high" : "critical",
      severityRank: index % 2,
      score: 50 + (index % 4),
      because: [],
      status: "open",
      keys: [],
      fixes: [],
      layers: ["api"],
      path: { nodes: [], stops: [], edges: [], otherEntries: [], otherTargets: [] },
      providers: ["aws"],
      accounts: [],
      workloadIds: [],
      firstSeenAt: at,
      openedAt: at,
      changedAt: at,
    })),
  });
};

test.each(["score", "newest"] as const)(
  "pages by %s concatenate to the whole, in order and without a repeat",
  async (sort) => {
    const ctx = await createOrganization();
    await seed(ctx, 11);
    const whole = (await listIssues(ctx, filters({ sort }))).items.map(({ id }) => id);
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listIssues(ctx, filters({ sort, cursor, limit: 3 }));
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(whole).toHaveLength(11);
    expect(pages).toEqual(whole);
  },
);

test("filters and facets agree, and each facet ignores its own filter", async () => {
  const ctx = await createOrganization();
  await seed(ctx, 5);
  const facets = await countIssues(ctx, filters({ severity: ["high"] }));
  expect(facets).toMatchObject({ total: 2, severity: { critical: 3, high: 2 }, layer: { api: 2 } });
  expect((await listIssues(ctx, filters({ severity: ["high"] }))).items).toHaveLength(facets.total);
  expect((await listIssues(ctx, filters({ workload: "not-an-id" }))).items).toEqual([]);
  expect((await listIssues(ctx, filters({ q: "story 3" }))).items).toHaveLength(1);
  expect(Object.keys(issueFilterParsers).toSorted()).toEqual(Object.keys(filters()).toSorted());
});

test("another organization sees none of it", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const [issue] = (await listIssues(ctx, filters())).items;
  const stranger = await createOrganization();
  await expect(getIssue(stranger, issue?.id ?? "")).rejects.toEqual(notFound);
  expect((await listIssues(stranger, filters())).items).toEqual([]);
  expect((await listFixes(stranger)).items).toEqual([]);
  expect((await countIssues(stranger, filters())).total).toBe(0);
});

test("an engineer sees the issues that are theirs, and nobody may refresh without permission", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await refresh(ctx);
  const engineer = await createMember(ctx.organizationId, "engineer");
  expect((await listIssues(engineer, filters())).items).toEqual([]);
  const [issue] = (await listIssues(ctx, filters())).items;
  await expect(getIssue(engineer, issue?.id ?? "")).rejects.toEqual(notFound);
  await systemDb().issue.update({ where: { id: issue?.id ?? "" }, data: { assigneeId: engineer.actor.id } });
  expect((await listIssues(engineer, filters({ assignee: "me" }))).items).toHaveLength(1);
  await expect(refreshCorrelation(engineer)).rejects.toMatchObject({ code: "forbidden" });
});
