import { beforeAll, describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { AssignInput, type WorkFilters } from "#lib/contract/remediation.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { assign } from "#lib/remediation/assign.ts";
import { listWork } from "#lib/remediation/list-work.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";

const dayMs = 24 * 60 * 60 * 1000;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);
const everybody: WorkFilters = { whose: "all", team: "" };
const mine: WorkFilters = { whose: "me", team: "" };

let admin: Context;
let engineer: Context;
let auditor: Context;
let teamId: string;
let ids: string[];

/** Six findings: late and soon with the engineer, later with the team, one under way with the admin, two with nobody. */
beforeAll(async () => {
  admin = await createOrganization();
  const { organizationId } = admin;
  engineer = await createMember(organizationId, "engineer");
  auditor = await createMember(organizationId, "auditor");
  await createInventory(
    admin,
    ["a", "b", "c", "d", "e", "f"].map((name) => bucket(name, { publicRead: true })),
  );
  await evaluateOrganization(jobContext(organizationId, "posture.evaluate"), undefined, [privateCheck]);
  ids = (await listFindings(admin, loadFindingFilters({}))).items.map(({ id }) => id);
  teamId = newId();
  await systemDb().team.create({ data: { id: teamId, organizationId, name: "Platform" } });
  await systemDb().teamMember.create({ data: { organizationId, teamId, userId: engineer.actor.id } });
  const give = (at: number, to: object, days: number) =>
    assign(admin, "finding", ids[at] ?? "", AssignInput.parse({ ...to, dueAt: inDays(days).toISOString() }));
  await give(0, { assigneeId: engineer.actor.id }, 1);
  await give(1, { assigneeId: engineer.actor.id }, 3);
  await give(2, { teamId }, 20);
  await give(3, { assigneeId: admin.actor.id }, 30);
  await setProgress(admin, ids[3] ?? "", { status: "in-progress" });
});

describe("everybody's work", () => {
  test("counts what is late and what is soon, each once, and what nobody owns", async () => {
    const work = await listWork(admin, everybody, inDays(2));
    expect(work.items.map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect([work.overdueCount, work.dueThisWeekCount, work.unownedCount]).toEqual([1, 1, 2]);
    expect(work.items.map(({ overdue }) => overdue)).toEqual([true, false, false, false]);
  });

  test("says which resource a finding and which workload an issue is about", async () => {
    const { organizationId } = admin;
    const workloadId = await anyRow("Workload", organizationId);
    await systemDb().workload.update({ where: { id: workloadId }, data: { name: "Claims assistant" } });
    const issues = [await anyRow("Issue", organizationId), await anyRow("Issue", organizationId)];
    await systemDb().issue.updateMany({
      where: { id: { in: issues } },
      data: { status: "open", severity: "high", layers: ["data"], teamId, dueAt: inDays(90) },
    });
    await systemDb().issue.update({ where: { id: issues[0] ?? "" }, data: { workloadId } });
    try {
      const { items } = await listWork(admin, everybody);
      const { resource } = await getFinding(admin, ids[0] ?? "");
      expect(items.find(({ id }) => id === ids[0])?.subjectName).toBe(resource.name);
      expect(issues.map((issue) => items.find(({ id }) => id === issue)?.subjectName)).toEqual([
        "Claims assistant",
        null,
      ]);
    } finally {
      await systemDb().issue.deleteMany({ where: { id: { in: issues } } });
    }
  });

  test("goes by owner, whoever is latest first, a team under its own name", async () => {
    const { byOwner } = await listWork(admin, everybody, inDays(2));
    expect(byOwner[0]).toMatchObject({ openCount: 2, overdueCount: 1 });
    expect(byOwner.map(({ openCount }) => openCount)).toEqual([2, 1, 1]);
    expect(byOwner.map(({ owner }) => owner)).toContain("Platform");
  });

  test("an item that is due at this very instant is not late yet, and is of this week", async () => {
    const due = new Date((await listWork(admin, everybody)).items[0]?.dueAt ?? "");
    const [first] = (await listWork(admin, everybody, due)).items;
    expect(first?.overdue).toBe(false);
    expect((await listWork(admin, everybody, due)).dueThisWeekCount).toBe(2);
    expect((await listWork(admin, everybody, new Date(due.getTime() + 1))).overdueCount).toBe(1);
  });

  test("narrows to one team, and to none where there is no such team", async () => {
    expect((await listWork(admin, { whose: "all", team: teamId })).items.map(({ id }) => id)).toEqual([
      ids[2],
    ]);
    expect((await listWork(admin, { whose: "all", team: newId() })).items).toEqual([]);
    expect((await listWork(admin, { whose: "all", team: "' OR 1=1 --" })).items).toEqual([]);
  });

  test("an auditor sees all of it", async () => {
    const work = await listWork(auditor, everybody);
    expect([work.items.length, work.unownedCount]).toEqual([4, 2]);
  });
});

describe("one's own work", () => {
  test("is what is given to oneself and to one's teams", async () => {
    expect((await listWork(engineer, mine)).items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect((await listWork(admin, mine)).items.map(({ id, status }) => [id, status])).toEqual([
      [ids[3], "in-progress"],
    ]);
  });

  test("tells nothing of what nobody owns, nor to an engineer who asks for everybody's", async () => {
    expect((await listWork(admin, mine)).unownedCount).toBeNull();
    const asked = await listWork(engineer, everybody);
    expect([asked.items.length, asked.unownedCount]).toEqual([3, null]);
  });

  test("another organization has none of it", async () => {
    const stranger = await createOrganization();
    expect(await listWork(stranger, everybody)).toEqual({
      items: [],
      overdueCount: 0,
      dueThisWeekCount: 0,
      unownedCount: 0,
      byOwner: [],
    });
  });
});
