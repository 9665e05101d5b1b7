import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { loadFindingFilters, type FindingFilters } from "#lib/contract/findings.ts";
import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Finding } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { countFindings, listFindingGroups } from "#lib/posture/count-findings.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { plantFindings, type PlantedFinding } from "#tests/factories/planted-findings.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const all: FindingFilters = {
  ...loadFindingFilters(new URLSearchParams()),
  status: [],
  limit: 500,
};
const filters = (some: Partial<FindingFilters> = {}): FindingFilters => ({ ...all, ...some });

const pick = <T>(values: readonly T[], n: number): T => {
  const value = values[n % values.length];
  if (value === undefined) throw new Error("Nothing to pick from");
  return value;
};
const statuses = ["open", "in-progress", "excepted", "resolved"] as const;
const checkIds = checks.slice(0, 5).map(({ id }) => id);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));

const admin = await createOrganization();
const engineer = await createMember(admin.organizationId, "engineer");
const colleague = await createMember(admin.organizationId, "engineer");
const teamId = newId();
await systemDb().team.create({
  data: { id: teamId, organizationId: admin.organizationId, name: "Claims platform" },
});
await systemDb().teamMember.create({
  data: { organizationId: admin.organizationId, teamId, userId: engineer.actor.id },
});

const oddNames: Readonly<Record<number, string>> = { 17: "100%_sure\\thing", 18: "DONNÉES D'ÉTÉ" };
/** Every dimension turns at a speed of its own, so that all values meet. */
const planted: PlantedFinding[] = Array.from({ length: 240 }, (_, n) => ({
  checkId: pick(checkIds, n),
  status: pick(statuses, Math.floor(n / 2)),
  severity: pick(severities, Math.floor(n / 3)),
  layer: pick(layers, Math.floor(n / 7)),
  provider: pick(["aws", "azure", "gcp"], Math.floor(n / 5)),
  account: `account-${n % 4}`,
  resourceKey: `key-${n}`,
  resourceName: oddNames[n] ?? `store ${n}`,
  openedAt: day(Math.floor(n / 8)),
  changedAt: day(60 - Math.floor(n / 9)),
  assigneeId: [engineer.actor.id, colleague.actor.id][n % 6] ?? null,
  teamId: n % 10 === 3 ? teamId : null,
  dueAt: n % 4 === 0 ? new Date(Date.now() + (n - 120) * 3_600_000) : null,
}));
const findings = await plantFindings(admin, planted);

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const sortedIds = (rows: readonly { id: string }[]) => idsOf(rows).toSorted();
const weightOf = ({ severityRank }: Finding) => -severityRank;
const worstFirst = (rows: readonly Finding[]) =>
  rows.toSorted(
    (a, b) =>
      weightOf(b) - weightOf(a) || b.openedAt.getTime() - a.openedAt.getTime() || (a.id < b.id ? 1 : -1),
  );

type Case = [name: string, filters: Partial<FindingFilters>, admits: (finding: Finding) => boolean];
const cases: Case[] = [
  ["nothing", {}, () => true],
  ["one status", { status: ["open"] }, ({ status }) => status === "open"],
  [
    "what is still to be done",
    { status: ["open", "in-progress"] },
    ({ status }) => status === "open" || status === "in-progress",
  ],
  ["severities", { severity: ["critical", "low"] }, ({ severity }) => /critical|low/.test(severity)],
  ["a layer", { layer: ["identity"] }, ({ layer }) => layer === "identity"],
  ["clouds", { provider: ["aws", "gcp"] }, ({ provider }) => provider !== "azure"],
  ["an account", { account: "account-2" }, ({ account }) => account === "account-2"],
  ["a check", { check: pick(checkIds, 3) }, ({ checkId }) => checkId === pick(checkIds, 3)],
  ["mine", { assignee: "me" }, () => false],
  ["a person", { assignee: colleague.actor.id }, ({ assigneeId }) => assigneeId === colleague.actor.id],
  ["a team", { team: teamId }, (finding) => finding.teamId === teamId],
  ["nobody's", { assignee: "nobody" }, (finding) => finding.assigneeId === null && finding.teamId === null],
  ["overdue", { due: "overdue" }, ({ dueAt }) => dueAt !== null && dueAt.getTime() < Date.now()],
  [
    "due within a week",
    { due: "week" },
    ({ dueAt }) =>
      dueAt !== null && dueAt.getTime() > Date.now() && dueAt.getTime() < Date.now() + 7 * 86_400_000,
  ],
  ["a name, whatever its case", { q: "STORE 12" }, ({ resourceName }) => resourceName.startsWith("store 12")],
  ["a percent sign as text", { q: "100%" }, ({ resourceName }) => resourceName.includes("100%")],
  ["an underscore as text", { q: "%_s" }, ({ resourceName }) => resourceName.includes("%_s")],
  ["a backslash as text", { q: "\\th" }, ({ resourceName }) => resourceName.includes("\\th")],
  ["spaces round a search", { q: "  store 7 " }, ({ resourceName }) => resourceName.startsWith("store 7")],
  [
    "capitals beyond ASCII, as they are",
    { q: "ÉTÉ" },
    ({ resourceName }) => resourceName === "DONNÉES D'ÉTÉ",
  ],
  ["a name that nothing has", { q: "no such thing" }, () => false],
  ["an account that nothing has", { account: "elsewhere" }, () => false],
  ["a person who is none", { assignee: "not-an-id" }, () => false],
  ["a team that is none", { team: "' OR 1=1 --" }, () => false],
  ["a resource that is none", { resource: "x" }, () => false],
  ["a workload that is none", { workload: "x" }, () => false],
  [
    "several together",
    { status: ["open"], severity: ["critical", "high"], provider: ["aws"], account: "account-0" },
    ({ status, severity, provider, account }) =>
      status === "open" && /critical|high/.test(severity) && provider === "aws" && account === "account-0",
  ],
];

describe.each(cases)("filtered by %s", (_, some, admits) => {
  const expected = worstFirst(findings.filter(admits));

  test("the list has what it admits, worst first and then newest", async () => {
    const { items, nextCursor } = await listFindings(admin, filters(some));
    expect(idsOf(items)).toEqual(idsOf(expected));
    expect(nextCursor).toBeNull();
  });

  test("pages concatenate to the same list", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listFindings(admin, filters({ ...some, limit: 37, cursor }));
      seen.push(...idsOf(page.items));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(idsOf(expected));
  });

  test("newest first has the same findings, and no older one before a newer", async () => {
    const { items } = await listFindings(admin, filters({ ...some, sort: "newest" }));
    expect(sortedIds(items)).toEqual(sortedIds(expected));
    const times = items.map(({ changedAt }) => Date.parse(changedAt));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("facets and groups count what the list has", async () => {
    const facets = await countFindings(admin, filters(some));
    expect(facets.total).toBe(expected.length);
    const { items } = await listFindingGroups(admin, filters(some));
    const byCheck = Object.groupBy(expected, ({ checkId }) => checkId);
    expect(Object.fromEntries(items.map(({ checkId, count }) => [checkId, count]))).toEqual(
      Object.fromEntries(Object.entries(byCheck).map(([checkId, rows]) => [checkId, rows?.length])),
    );
  });
});

describe("facets", () => {
  const countBy = (rows: readonly Finding[], of: (finding: Finding) => string) =>
    Object.fromEntries(
      Object.entries(Object.groupBy(rows, of)).map(([name, found]) => [name, found?.length]),
    );

  test("each one ignores its own filter and obeys all others", async () => {
    const facets = await countFindings(admin, filters({ severity: ["high"], provider: ["aws"] }));
    const high = findings.filter(({ severity }) => severity === "high");
    const aws = findings.filter(({ provider }) => provider === "aws");
    const both = high.filter(({ provider }) => provider === "aws");
    expect(facets.severity).toEqual(countBy(aws, ({ severity }) => severity));
    expect(facets.provider).toEqual(countBy(high, ({ provider }) => provider));
    expect(facets.layer).toEqual(countBy(both, ({ layer }) => layer));
    expect(facets.account).toEqual(countBy(both, ({ account }) => account));
  });

  test("counted from the findings, where counters know no such filter, they say the same", async () => {
    const everybody = await countFindings(admin, filters());
    const halves = await Promise.all(
      ["nobody", engineer.actor.id, colleague.actor.id].map((assignee) =>
        countFindings(admin, filters({ assignee })),
      ),
    );
    const onlyTeam = findings.filter((finding) => finding.assigneeId === null && finding.teamId !== null);
    expect(halves.reduce((sum, { total }) => sum + total, 0) + onlyTeam.length).toBe(everybody.total);
  });
});

describe("an engineer, who may see their own work only", () => {
  const isTheirs = (finding: Finding) =>
    finding.assigneeId === engineer.actor.id || finding.teamId === teamId;
  const theirs = worstFirst(findings.filter(isTheirs));

  test("lists what is theirs or their team's, whatever they ask for", async () => {
    const asks = [{}, { assignee: "me" }] as const;
    for (const ask of asks)
      expect(idsOf((await listFindings(engineer, filters(ask))).items)).toEqual(idsOf(theirs));
    const { items } = await listFindings(engineer, filters({ assignee: colleague.actor.id }));
    expect(sortedIds(items)).toEqual(
      sortedIds(theirs.filter(({ assigneeId }) => assigneeId === colleague.actor.id)),
    );
    expect((await listFindings(engineer, filters({ assignee: "nobody" }))).items).toEqual([]);
  });

  test("is told counts and groups of that alone", async () => {
    expect((await countFindings(engineer, filters())).total).toBe(theirs.length);
    const { items } = await listFindingGroups(engineer, filters());
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(theirs.length);
  });

  test("without a team sees only what names them", async () => {
    const { items } = await listFindings(colleague, filters());
    expect(items.every(({ assignee }) => assignee?.id === colleague.actor.id)).toBe(true);
    expect(items.length).toBe(findings.filter((f) => f.assigneeId === colleague.actor.id).length);
  });
});

describe("a cursor", () => {
  const bad: [string, string][] = [
    ["not base64 of anything", "???"],
    ["empty", ""],
    ["of another order", Buffer.from(JSON.stringify([day(1).toISOString(), newId()])).toString("base64url")],
    ["with a number where an id belongs", Buffer.from("[1,2,3]").toString("base64url")],
    ["with too much in it", Buffer.from(`["${"x".repeat(5_000)}"]`).toString("base64url")],
    ["of an object", Buffer.from("{}").toString("base64url")],
  ];

  test.each(bad.filter(([name]) => name !== "empty"))("%s is refused, and says so", async (_, cursor) => {
    await expect(listFindings(admin, filters({ cursor }))).rejects.toMatchObject({ code: "invalid-input" });
  });

  test("of another organization shows nothing of it", async () => {
    const stranger: Context = await createOrganization();
    const { nextCursor } = await listFindings(admin, filters({ limit: 3 }));
    expect(await listFindings(stranger, filters({ cursor: nextCursor }))).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test("goes on after a finding that is gone meanwhile", async () => {
    const { items, nextCursor } = await listFindings(admin, filters({ limit: 5 }));
    const whole = await listFindings(admin, filters());
    const last = items.at(-1);
    await systemDb().finding.update({ where: { id: last?.id ?? "" }, data: { account: "moved" } });
    const rest = await listFindings(admin, filters({ cursor: nextCursor }));
    expect(idsOf(rest.items)).toEqual(idsOf(whole.items).slice(5));
    await systemDb().finding.update({
      where: { id: last?.id ?? "" },
      data: { account: last?.resource.account ?? "" },
    });
  });

  test.each([
    ["none", 0, 1],
    ["less than none", -5, 1],
    ["more than a page may have", 10_000, 240],
  ])("a limit of %s is brought into bounds", async (_, limit, length) => {
    expect((await listFindings(admin, filters({ limit }))).items).toHaveLength(length);
  });
});
