import { describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { IssueFilters } from "#lib/contract/issues.ts";
import { getCorrelationCoverage } from "#lib/correlation/get-coverage.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { listFixes } from "#lib/correlation/plan-fixes.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { simulateChanges } from "#lib/remediation/simulate-changes.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { claimsApi, claimsStore, createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { createResource, stored } from "#tests/factories/resource.ts";

const day = (index: number) => new Date(Date.UTC(2026, 10, 1 + index));
const refresh = ({ organizationId }: Context, at?: Date) =>
  refreshCorrelation(jobContext(organizationId, "correlation.refresh"), undefined, undefined, at);
const filters: IssueFilters = {
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
};
/** Without its grounding, the same way in still reaches an unguarded agent, which is another issue. */
const path = "open-way-in-to-sensitive-grounding";
const issues = async (ctx: Context) => (await listIssues(ctx, { ...filters, path })).items;
async function only(ctx: Context) {
  const [issue, ...more] = await issues(ctx);
  if (!issue || more.length > 0) throw new Error(`There are ${more.length + (issue ? 1 : 0)} issues`);
  return issue;
}
async function estate() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx, day(0));
  return { ctx, inventory };
}
const cutEdge = ({ organizationId }: Context, fromKey: string) =>
  systemDb().relationship.updateMany({
    where: { organizationId, fromKey, validTo: null, collectionId: { not: null } },
    data: { validTo: new Date() },
  });
const rejoinEdge = ({ organizationId }: Context, fromKey: string) =>
  systemDb().relationship.updateMany({
    where: { organizationId, fromKey, collectionId: { not: null } },
    data: { validTo: null },
  });
const denied = { reason: "denied", call: "s3:Get", permission: "s3:Get", message: "Denied" } as const;
/** The store of the claims estate with facts that could not be collected. */
const storeWithout = (...facts: string[]): Resource => ({
  ...claimsStore,
  unknown: Object.fromEntries(facts.map((fact) => [fact, denied])),
});

describe("an issue stays itself", () => {
  test("when a resource of it is renamed: it tells the new name, and that it changed", async () => {
    const { ctx } = await estate();
    const before = await only(ctx);
    await systemDb().resource.updateMany({
      where: { organizationId: ctx.organizationId, key: "claims-store" },
      data: { name: "Claims archive" },
    });
    expect((await refresh(ctx, day(1))).transitions).toMatchObject({ updated: 1, opened: 0, resolved: 0 });
    const after = await only(ctx);
    expect(after).toMatchObject({
      id: before.id,
      status: "open",
      reopenedCount: 0,
      openedAt: before.openedAt,
      changedAt: day(1).toISOString(),
      target: { key: "claims-store", name: "Claims archive" },
    });
    expect(after.story).toContain("Claims archive");
  });

  test("when the way in between changes, as long as it leads from the same start to the same end", async () => {
    const { ctx, inventory } = await estate();
    const before = await only(ctx);
    await inventory.put(stored(createResource("knowledge-base", "claims-base-2")));
    const { organizationId } = ctx;
    await systemDb().relationship.updateMany({
      where: { organizationId, fromKey: "claims-agent", toKey: "claims-base" },
      data: { toKey: "claims-base-2" },
    });
    await systemDb().relationship.updateMany({
      where: { organizationId, fromKey: "claims-base" },
      data: { fromKey: "claims-base-2" },
    });
    await refresh(ctx, day(1));
    const after = await getIssue(ctx, (await only(ctx)).id);
    expect(after.id).toBe(before.id);
    expect(after.steps.map(({ resourceKey }) => resourceKey)).toContain("claims-base-2");
  });

  test("when its resources are gone for a sync and return under the same keys", async () => {
    const { ctx, inventory } = await estate();
    const before = await only(ctx);
    await inventory.remove("claims-store");
    expect((await refresh(ctx, day(1))).transitions).toMatchObject({ resolved: 1 });
    expect(await only(ctx)).toMatchObject({ status: "resolved", resolvedAt: day(1).toISOString() });
    await inventory.put(claimsStore);
    expect((await refresh(ctx, day(2))).transitions).toMatchObject({ reopened: 1, opened: 0, resolved: 1 });
    expect(await only(ctx)).toMatchObject({
      id: before.id,
      status: "open",
      reopenedCount: 1,
      firstSeenAt: before.firstSeenAt,
      openedAt: day(2).toISOString(),
      resolvedAt: null,
    });
  });

  test("through any number of comings and goings, which are all in its timeline", async () => {
    const { ctx } = await estate();
    const { id } = await only(ctx);
    for (let time = 0; time < 3; time++) {
      await cutEdge(ctx, "claims-base");
      await refresh(ctx, day(2 * time + 1));
      await rejoinEdge(ctx, "claims-base");
      await refresh(ctx, day(2 * time + 2));
    }
    const { reopenedCount, timeline } = await getIssue(ctx, id);
    expect(reopenedCount).toBe(3);
    expect(timeline.map(({ kind }) => kind)).toEqual([
      "reopened",
      "resolved",
      "reopened",
      "resolved",
      "reopened",
      "resolved",
      "opened",
    ]);
  });

  test("and its age starts again when it comes back, for its score", async () => {
    const { ctx } = await estate();
    await refresh(ctx, day(40));
    const old = await only(ctx);
    await cutEdge(ctx, "claims-base");
    await refresh(ctx, day(41));
    await rejoinEdge(ctx, "claims-base");
    await refresh(ctx, day(42));
    expect([old.score, (await only(ctx)).score]).toEqual([83, 78]);
  });
});

describe("what people did stands", () => {
  test("work in progress stays in progress when what is told changes, and open again when it comes back", async () => {
    const { ctx } = await estate();
    const { id } = await only(ctx);
    await systemDb().issue.update({ where: { id }, data: { status: "in-progress" } });
    await systemDb().resource.updateMany({
      where: { organizationId: ctx.organizationId, key: "claims-fn" },
      data: { name: "handler" },
    });
    await systemDb().resource.updateMany({
      where: { organizationId: ctx.organizationId, key: "claims-api" },
      data: { name: "front door" },
    });
    await refresh(ctx, day(1));
    expect(await only(ctx)).toMatchObject({ status: "in-progress", entry: { name: "front door" } });
    await cutEdge(ctx, "claims-base");
    await refresh(ctx, day(2));
    await rejoinEdge(ctx, "claims-base");
    await refresh(ctx, day(3));
    expect(await only(ctx)).toMatchObject({ status: "open" });
  });

  test("an assignment ends when its issue is resolved, and once only", async () => {
    const { ctx } = await estate();
    const { id } = await only(ctx);
    const { organizationId } = ctx;
    await systemDb().assignment.create({
      data: {
        id: newId(),
        organizationId,
        subjectType: "issue",
        subjectId: id,
        assigneeId: ctx.actor.id,
        dueAt: day(30),
        assignedById: ctx.actor.id,
        assignedAt: day(0),
      },
    });
    const ended = async () =>
      (await systemDb().assignment.findMany({ where: { organizationId } })).map(({ endedAt }) => endedAt);
    expect(await ended()).toEqual([null]);
    await cutEdge(ctx, "claims-base");
    await refresh(ctx, day(1));
    await refresh(ctx, day(2));
    expect(await ended()).toEqual([day(1)]);
  });

  test("an assignment that ended with its issue goes on when it comes back, and one ended before does not", async () => {
    const { ctx } = await estate();
    const { id } = await only(ctx);
    const { organizationId } = ctx;
    const assignment = (endedAt: Date | null) => ({
      id: newId(),
      organizationId,
      subjectType: "issue",
      subjectId: id,
      assigneeId: ctx.actor.id,
      dueAt: day(30),
      assignedById: ctx.actor.id,
      assignedAt: day(0),
      endedAt,
    });
    const [former, present] = [assignment(day(0)), assignment(null)];
    await systemDb().assignment.createMany({ data: [former, present] });
    await cutEdge(ctx, "claims-base");
    await refresh(ctx, day(1));
    await rejoinEdge(ctx, "claims-base");
    await refresh(ctx, day(2));
    const rows = await systemDb().assignment.findMany({ where: { organizationId } });
    const endOf = (wanted: string) => rows.find((row) => row.id === wanted)?.endedAt;
    expect([endOf(former.id), endOf(present.id)]).toEqual([day(0), null]);
  });
});

describe("what was not collected", () => {
  test("keeps an issue open where an edge of it may be missing, and resolves it where it cannot", async () => {
    const { ctx, inventory } = await estate();
    await cutEdge(ctx, "claims-base");
    await inventory.put(storeWithout("relationships.ingests"));
    expect((await refresh(ctx, day(1))).transitions).toMatchObject({ resolved: 0 });
    expect((await only(ctx)).status).toBe("open");
    await inventory.put(storeWithout("facets.versioning", "facets.accessLogging"));
    expect((await refresh(ctx, day(2))).transitions).toMatchObject({ resolved: 1 });
    expect((await only(ctx)).status).toBe("resolved");
  });

  test("is told as coverage while it is so, and not any longer", async () => {
    const { ctx, inventory } = await estate();
    const dark = createResource("api", "claims-api", { publicNetwork: true });
    await inventory.put(stored({ ...dark, unknown: { "facets.authentication": denied } }));
    await refresh(ctx, day(1));
    expect((await getCorrelationCoverage(ctx)).undecided.map(({ resourceKey }) => resourceKey)).toContain(
      "claims-api",
    );
    await inventory.put(claimsApi("none"));
    await refresh(ctx, day(2));
    expect(await getCorrelationCoverage(ctx)).toEqual({
      refreshedAt: day(2).toISOString(),
      undecided: [],
      undecidedCount: 0,
      truncated: [],
    });
  });

  test("before the first refresh is everything: nothing is claimed", async () => {
    const ctx = await createOrganization();
    expect(await getCorrelationCoverage(ctx)).toEqual({
      refreshedAt: null,
      undecided: [],
      undecidedCount: 0,
      truncated: [],
    });
    expect((await refresh(ctx)).pathCount).toBe(0);
  });
});

describe("in whatever steps it was come to", () => {
  /** What is told, without ids and dates. */
  const told = async (ctx: Context) =>
    (
      await systemDb().issue.findMany({
        where: { organizationId: ctx.organizationId, status: { not: "resolved" } },
        orderBy: [{ pathId: "asc" }, { startKey: "asc" }, { endKey: "asc" }],
      })
    ).map(({ pathId, startKey, endKey, story, keys, path, fixes, severity, layers, accounts }) => ({
      pathId,
      startKey,
      endKey,
      story,
      keys,
      path,
      fixes,
      severity,
      layers,
      accounts,
    }));
  const level = (classification: string) =>
    stored(
      createResource(
        "data-store",
        "claims-store",
        { blocksPublicAccess: true },
        { tags: { "data-classification": classification } },
      ),
    );

  test.each([1, 2, 3])("many refreshes end where one would, seed %i", async (seed) => {
    const random = randomFrom(seed);
    const [stepwise, atOnce] = [await createOrganization(), await createOrganization()];
    const [first, second] = [await createClaimsEstate(stepwise), await createClaimsEstate(atOnce)];
    const versions = [
      claimsApi("none"),
      claimsApi("identity"),
      level("confidential"),
      level("internal"),
      stored(createResource("compute", "chat-fn", { publicNetwork: true, authentication: "none" })),
      stored(createResource("compute", "chat-fn", { authentication: "identity" })),
      stored(createResource("ai-service", "chat-service", { publicNetwork: true, keyAuthentication: true })),
    ];
    for (let time = 0; time < 8; time++) {
      const version = random.pick(versions);
      await first.put(version);
      await refresh(stepwise);
      await second.put(version);
    }
    await refresh(atOnce);
    expect(await told(stepwise)).toEqual(await told(atOnce));
  });

  test("two refreshes at the same time make one issue of one path", async () => {
    const ctx = await createOrganization();
    await createClaimsEstate(ctx);
    await Promise.all([refresh(ctx), refresh(ctx), refresh(ctx)]);
    expect(await issues(ctx)).toHaveLength(1);
    const workloads = await systemDb().workload.findMany({ where: { organizationId: ctx.organizationId } });
    expect(workloads).toHaveLength(2);
  });

  test("two organizations with the same keys have each their own issue", async () => {
    const [one, two] = [await estate(), await estate()];
    const [mine, theirs] = [await only(one.ctx), await only(two.ctx)];
    expect(mine.id).not.toBe(theirs.id);
    await cutEdge(one.ctx, "claims-base");
    await refresh(one.ctx, day(1));
    expect((await only(one.ctx)).status).toBe("resolved");
    expect((await only(two.ctx)).status).toBe("open");
  });
});

describe("fixes of what is stored", () => {
  test("a change that needs others beside it is told with them, filtered by its id, and simulated", async () => {
    const { ctx, inventory } = await estate();
    const { organizationId } = ctx;
    const archive = stored({ ...claimsStore, key: "claims-archive", name: "claims-archive" });
    await inventory.put(archive);
    const edge = await systemDb().relationship.findFirstOrThrow({
      where: { organizationId, fromKey: "claims-base" },
    });
    await systemDb().relationship.create({ data: { ...edge, id: newId(), toKey: "claims-archive" } });
    await refresh(ctx, day(1));
    const { id } = await only(ctx);
    const { fixes } = await getIssue(ctx, id);
    const separate = fixes.find(({ aspect }) => aspect === "separate-sensitive-data");
    expect(separate).toMatchObject({
      id: "separate-sensitive-data claims-archive claims-store",
      breaks: [id],
    });
    expect(separate?.change).toContain("; the same for claims-store");
    expect((await listIssues(ctx, { ...filters, fix: separate?.id ?? "" })).items).toHaveLength(1);
    await expect(simulateChanges(ctx, ["separate-sensitive-data claims-archive"])).rejects.toMatchObject({
      code: "not-found",
    });
    const simulated = await simulateChanges(ctx, [separate?.id ?? ""]);
    expect([simulated.left, simulated.broken.map((issue) => issue.id)]).toEqual([[], [id]]);
  });

  test("what is resolved is broken by nothing any more", async () => {
    const { ctx } = await estate();
    expect((await listFixes(ctx)).items.length).toBeGreaterThan(0);
    await cutEdge(ctx, "claims-base");
    await refresh(ctx, day(1));
    await cutEdge(ctx, "claims-fn");
    await refresh(ctx, day(2));
    expect((await listFixes(ctx)).items).toEqual([]);
    expect(await simulateChanges(ctx, [])).toMatchObject({ left: [], broken: [] });
  });

  test("each person's plan is about the issues they may see", async () => {
    const { ctx } = await estate();
    const engineer = await createMember(ctx.organizationId, "engineer");
    const auditor = await createMember(ctx.organizationId, "auditor");
    expect((await listFixes(engineer)).items).toEqual([]);
    expect((await listFixes(auditor)).items.length).toBe((await listFixes(ctx)).items.length);
  });
});
