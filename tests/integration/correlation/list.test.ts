import { beforeAll, describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { issueFilterParsers, type IssueFilters } from "#lib/contract/issues.ts";
import { countIssues } from "#lib/correlation/count-issues.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { randomFrom } from "#tests/factories/random.ts";

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

const severities = ["critical", "high", "medium", "low", "info"] as const;
const layers = ["model", "data", "identity", "api", "pipeline"] as const;
const hourMs = 3_600_000;

type Seeded = Awaited<ReturnType<typeof seed>>;
/** Sixty issues of every kind, of which some tie in score and in time. */
async function seed() {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  const engineer = await createMember(organizationId, "engineer");
  const other = await createMember(organizationId, "engineer");
  const team = await systemDb().team.create({ data: { id: newId(), organizationId, name: "Platform" } });
  await systemDb().teamMember.create({
    data: { organizationId, teamId: team.id, userId: engineer.actor.id },
  });
  const workloads = [newId(), newId()];
  const random = randomFrom(42);
  const now = Date.now();
  const rows = Array.from({ length: 60 }, (_, index) => {
    const severity = random.pick(severities);
    const at = new Date(now - random.below(5) * 24 * hourMs);
    const owner = random.below(4);
    return {
      id: newId(),
      organizationId,
      pathId: random.pick(["path-a", "path-b"]),
      startKey: `s${index}`,
      endKey: `e${index % 3}`,
      title: `Title ${index}`,
      story: random.pick(["100% open", "a_b", "back\\slash", "Über alles", "plain"]),
      severity,
      severityRank: severities.indexOf(severity),
      score: random.below(6) * 10,
      because: [],
      status: random.pick(["open", "open", "in-progress", "resolved"]),
      keys: [`s${index}`, `e${index % 3}`],
      fixes: [{ id: `fix ${index % 4}` }],
      layers: layers.filter(() => random.oneIn(2)),
      path: { nodes: [], stops: [], edges: [], otherEntries: [], otherTargets: [] },
      providers: [random.pick(["aws", "azure", "gcp"])],
      accounts: [],
      workloadIds: workloads.filter(() => random.oneIn(2)),
      firstSeenAt: at,
      openedAt: at,
      changedAt: at,
      dueAt: random.pick([
        null,
        new Date(now - hourMs),
        new Date(now + 24 * hourMs),
        new Date(now + 30 * 24 * hourMs),
      ]),
      assigneeId: [null, engineer.actor.id, other.actor.id, null][owner] ?? null,
      teamId: owner === 3 ? team.id : null,
    };
  });
  await systemDb().issue.createMany({ data: rows });
  return { ctx, engineer, other, team, workloads, rows, now };
}
type Row = Seeded["rows"][number];

let seeded: Seeded;
beforeAll(async () => {
  seeded = await seed();
});
const idsOf = async (changes: Partial<IssueFilters>, who: Context = seeded.ctx) =>
  (await listIssues(who, filters(changes))).items.map(({ id }) => id).toSorted();
const expected = (admits: (row: Row) => boolean) =>
  seeded.rows
    .filter(admits)
    .map(({ id }) => id)
    .toSorted();

describe("a filter admits exactly what it says", () => {
  type Case = [string, () => Partial<IssueFilters>, (row: Row) => boolean];
  const cases: Case[] = [
    ["nothing said", () => ({}), () => true],
    ["one status", () => ({ status: ["open"] }), ({ status }) => status === "open"],
    ["two", () => ({ status: ["open", "resolved"] }), ({ status }) => status !== "in-progress"],
    ["a severity", () => ({ severity: ["critical"] }), ({ severity }) => severity === "critical"],
    ["a layer among others", () => ({ layer: ["data"] }), (row) => row.layers.includes("data")],
    [
      "any of two layers",
      () => ({ layer: ["data", "api"] }),
      (row) => row.layers.includes("data") || row.layers.includes("api"),
    ],
    ["a cloud", () => ({ provider: ["gcp"] }), (row) => row.providers.includes("gcp")],
    ["a path", () => ({ path: "path-a" }), ({ pathId }) => pathId === "path-a"],
    ["a path that is none", () => ({ path: "path-%" }), () => false],
    ["a fix", () => ({ fix: "fix 2" }), (row) => row.fixes[0]?.id === "fix 2"],
    ["part of a fix", () => ({ fix: "fix" }), () => false],
    [
      "a workload",
      () => ({ workload: seeded.workloads[0] ?? "" }),
      (row) => row.workloadIds.includes(seeded.workloads[0] ?? ""),
    ],
    ["a workload by what is no id", () => ({ workload: "claims" }), () => false],
    ["a resource that is none", () => ({ resource: newId() }), () => false],
    ["a resource by what is no id", () => ({ resource: "' OR 1=1" }), () => false],
    ["nobody's", () => ({ assignee: "nobody" }), (row) => row.assigneeId === null && row.teamId === null],
    [
      "a person's",
      () => ({ assignee: seeded.other.actor.id }),
      (row) => row.assigneeId === seeded.other.actor.id,
    ],
    [
      "a person's, with their team's",
      () => ({ assignee: seeded.engineer.actor.id }),
      (row) => row.assigneeId === seeded.engineer.actor.id || row.teamId !== null,
    ],
    ["a person by what is no id", () => ({ assignee: "everybody" }), () => false],
    ["a team's", () => ({ team: seeded.team.id }), (row) => row.teamId !== null],
    ["overdue", () => ({ due: "overdue" }), (row) => row.dueAt !== null && row.dueAt.getTime() < seeded.now],
    [
      "due within a week",
      () => ({ due: "week" }),
      ({ dueAt }) =>
        dueAt !== null && dueAt.getTime() > seeded.now && dueAt.getTime() < seeded.now + 7 * 24 * hourMs,
    ],
    ["text with a percent sign", () => ({ q: "0%" }), ({ story }) => story === "100% open"],
    ["text with an underscore", () => ({ q: "a_b" }), ({ story }) => story === "a_b"],
    ["text with a backslash", () => ({ q: "\\s" }), ({ story }) => story === "back\\slash"],
    ["text in other case", () => ({ q: "PLAIN" }), ({ story }) => story === "plain"],
    ["text of other letters", () => ({ q: "Über" }), ({ story }) => story === "Über alles"],
    ["a title", () => ({ q: "title 1" }), ({ title }) => title.startsWith("Title 1")],
    ["white space alone", () => ({ q: "   " }), () => true],
    [
      "everything at once",
      () => ({ status: ["open"], severity: ["critical", "high"], provider: ["aws", "gcp"], path: "path-b" }),
      (row) =>
        row.status === "open" &&
        ["critical", "high"].includes(row.severity) &&
        !row.providers.includes("azure") &&
        row.pathId === "path-b",
    ],
  ];

  test.each(cases)("%s", async (_, changes, admits) => {
    expect(await idsOf(changes())).toEqual(expected(admits));
  });

  test.each(cases)("%s: counted as listed", async (_, changes) => {
    expect((await countIssues(seeded.ctx, filters(changes()))).total).toBe((await idsOf(changes())).length);
  });
});

describe("facets", () => {
  test("count each value as its own filter would list it, under the other filters", async () => {
    const base = { provider: ["aws" as const, "azure" as const], status: ["open" as const] };
    const facets = await countIssues(seeded.ctx, filters(base));
    for (const severity of severities)
      expect(facets.severity[severity] ?? 0).toBe((await idsOf({ ...base, severity: [severity] })).length);
    for (const layer of layers)
      expect(facets.layer[layer] ?? 0).toBe((await idsOf({ ...base, layer: [layer] })).length);
    for (const status of ["open", "in-progress", "resolved"] as const)
      expect(facets.status[status] ?? 0).toBe((await idsOf({ ...base, status: [status] })).length);
    for (const path of ["path-a", "path-b"])
      expect(facets.path[path] ?? 0).toBe((await idsOf({ ...base, path })).length);
    for (const workload of seeded.workloads)
      expect(facets.workload[workload] ?? 0).toBe((await idsOf({ ...base, workload })).length);
  });

  test("know every filter there is", () => {
    expect(Object.keys(issueFilterParsers).toSorted()).toEqual(Object.keys(filters()).toSorted());
  });
});

describe("pages", () => {
  test.each([
    ["score", 1],
    ["score", 7],
    ["score", 59],
    ["score", 60],
    ["newest", 1],
    ["newest", 7],
  ] as const)("by %s, %i at a time, are the whole in order", async (sort, limit) => {
    const whole = (await listIssues(seeded.ctx, filters({ sort }))).items.map(({ id }) => id);
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listIssues(seeded.ctx, filters({ sort, cursor, limit }));
      expect(page.items.length).toBeLessThanOrEqual(limit);
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages).toEqual(whole);
    expect(new Set(whole).size).toBe(60);
  });

  test("by score begin with the worst, newest with what changed last", async () => {
    const byScore = (await listIssues(seeded.ctx, filters())).items.map(({ score }) => score);
    expect(byScore).toEqual(byScore.toSorted((a, b) => b - a));
    const newest = (await listIssues(seeded.ctx, filters({ sort: "newest" }))).items.map(
      ({ changedAt }) => changedAt,
    );
    expect(newest).toEqual(newest.toSorted().toReversed());
  });

  test.each([0, -1])("at least one, where %i are asked for", async (limit) => {
    expect((await listIssues(seeded.ctx, filters({ limit }))).items).toHaveLength(1);
  });

  test.each(["x", "W10", Buffer.from('["50","not-an-id"]').toString("base64url")])(
    "a cursor that was not given, %s, is refused",
    async (cursor) => {
      for (const sort of ["score", "newest"] as const)
        await expect(listIssues(seeded.ctx, filters({ cursor, sort }))).rejects.toMatchObject({
          code: "invalid-input",
        });
    },
  );

  test("of an organization without issues are one, and empty", async () => {
    const ctx = await createOrganization();
    expect(await listIssues(ctx, filters())).toEqual({ items: [], nextCursor: null });
    expect(await countIssues(ctx, filters())).toMatchObject({ total: 0, status: {}, severity: {} });
  });
});

describe("what an engineer sees", () => {
  test("is theirs and their team's, whatever they filter for", async () => {
    const own = (row: Row) => row.assigneeId === seeded.engineer.actor.id || row.teamId === seeded.team.id;
    expect(await idsOf({}, seeded.engineer)).toEqual(expected(own));
    expect(await idsOf({ assignee: "me" }, seeded.engineer)).toEqual(expected(own));
    expect(await idsOf({ assignee: "nobody" }, seeded.engineer)).toEqual([]);
    expect(await idsOf({ assignee: seeded.other.actor.id }, seeded.engineer)).toEqual([]);
    expect((await countIssues(seeded.engineer, filters())).total).toBe(expected(own).length);
  });

  test("ends with their place in the team", async () => {
    const { organizationId } = seeded.ctx;
    const leaver = await createMember(organizationId, "engineer");
    const membership = { organizationId, teamId: seeded.team.id, userId: leaver.actor.id };
    await systemDb().teamMember.create({ data: membership });
    expect((await idsOf({}, leaver)).length).toBeGreaterThan(0);
    await systemDb().teamMember.deleteMany({ where: membership });
    expect(await idsOf({}, leaver)).toEqual([]);
  });
});
