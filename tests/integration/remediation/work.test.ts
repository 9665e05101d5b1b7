import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { AssignInput, CommentInput } from "#lib/contract/remediation.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { addComment } from "#lib/remediation/add-comment.ts";
import { assign } from "#lib/remediation/assign.ts";
import { dueDays } from "#lib/remediation/due-date.ts";
import { listWork } from "#lib/remediation/list-work.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";
import { at, createFindings } from "#tests/factories/public-buckets.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { outcomesOf } from "#tests/support/outcomes.ts";

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
const mine = { whose: "me" as const, team: "" };
const all = { whose: "all" as const, team: "" };
const to = (person: Context, dueAt: string | null = null) =>
  AssignInput.parse({ assigneeId: person.actor.id, dueAt });
const assignmentsOf = (ctx: Context, subjectId: string) =>
  systemDb().assignment.findMany({
    where: { organizationId: ctx.organizationId, subjectId },
    orderBy: { assignedAt: "asc" },
  });

async function createTeam(ctx: Context, name: string, ...members: Context[]): Promise<string> {
  const { organizationId } = ctx;
  const teamId = newId();
  await systemDb().team.create({ data: { id: teamId, organizationId, name } });
  for (const { actor } of members)
    await systemDb().teamMember.create({ data: { organizationId, teamId, userId: actor.id } });
  return teamId;
}

describe("assigning", () => {
  test("keeps the history: one assignment holds at a time, and the ended ones stay", async () => {
    const { admin, analyst, engineer, ids } = await createFindings(1);
    const id = at(ids, 0);
    const teamId = await createTeam(admin, "Platform");
    await assign(admin, "finding", id, to(engineer));
    await assign(admin, "finding", id, AssignInput.parse({ teamId }));
    await assign(analyst, "finding", id, AssignInput.parse({}));
    const history = await assignmentsOf(admin, id);
    expect(history.map(({ assigneeId, teamId: team }) => assigneeId ?? team)).toEqual([
      engineer.actor.id,
      teamId,
    ]);
    expect(history.every(({ endedAt }) => endedAt !== null)).toBe(true);
    const { timeline } = await getFinding(admin, id);
    expect(timeline.map(({ kind }) => kind)).toEqual(["unassigned", "assigned", "assigned", "opened"]);
    expect(timeline[1]?.data).toMatchObject({ teamName: "Platform", assigneeName: null });
  });

  test.each<[Severity, number]>([
    ["critical", dueDays.critical],
    ["high", dueDays.high],
    ["medium", dueDays.medium],
    ["low", dueDays.low],
    ["info", dueDays.info],
  ])("gives what is %s %i days", async (severity, days) => {
    const { admin, engineer, ids } = await createFindings(1);
    await systemDb().finding.update({ where: { id: at(ids, 0) }, data: { severity } });
    await assign(admin, "finding", at(ids, 0), to(engineer));
    const { dueAt } = await getFinding(admin, at(ids, 0));
    expect((Date.parse(dueAt ?? "") - Date.now()) / dayMs).toBeCloseTo(days, 2);
  });

  test.each([
    ["UTC", "2027-03-28T00:30:00Z", "2027-03-28T00:30:00.000Z"],
    ["a zone ahead, over the change of clocks", "2027-03-28T03:30:00+02:00", "2027-03-28T01:30:00.000Z"],
    ["a zone behind, over the change of day", "2027-03-27T23:59:59-08:00", "2027-03-28T07:59:59.000Z"],
    ["the odd zone", "2027-01-01T05:45:00+05:45", "2027-01-01T00:00:00.000Z"],
  ])("takes a date told in %s for its instant", async (_, told, instant) => {
    const { admin, engineer, ids } = await createFindings(1);
    await assign(admin, "finding", at(ids, 0), to(engineer, told));
    expect((await getFinding(admin, at(ids, 0))).dueAt).toBe(instant);
    expect((await assignmentsOf(admin, at(ids, 0)))[0]?.dueAt.toISOString()).toBe(instant);
  });

  test("is refused to somebody who was disabled, and leaves the finding and the log as they were", async () => {
    const { admin, engineer, ids } = await createFindings(1);
    await changePerson(admin, engineer.actor.id, { disabled: true });
    const entries = () => systemDb().auditEntry.count({ where: { organizationId: admin.organizationId } });
    const before = await entries();
    await expect(assign(admin, "finding", at(ids, 0), to(engineer))).rejects.toMatchObject({
      fields: [{ field: "assigneeId" }],
    });
    expect((await getFinding(admin, at(ids, 0))).assignee).toBeNull();
    expect(await entries()).toBe(before);
  });

  test("at once by two ends in one of the two, whole", async () => {
    const { admin, analyst, engineer, ids } = await createFindings(1);
    const id = at(ids, 0);
    const outcomes = await outcomesOf([
      assign(admin, "finding", id, to(engineer)),
      assign(analyst, "finding", id, to(analyst)),
    ]);
    expect(outcomes).toEqual(["done", "done"]);
    const open = (await assignmentsOf(admin, id)).filter(({ endedAt }) => endedAt === null);
    const { assignee } = await getFinding(admin, id);
    expect(open.map(({ assigneeId }) => assigneeId)).toEqual([assignee?.id]);
  });

  test.each(["engineer", "auditor"] as const)("is not an %s's, also of what is theirs", async (role) => {
    const { admin, ids } = await createFindings(1);
    const member = await createMember(admin.organizationId, role);
    await assign(admin, "finding", at(ids, 0), to(member));
    await expect(assign(member, "finding", at(ids, 0), AssignInput.parse({}))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test.each([
    ["a person and a team at once", { assigneeId: newId(), teamId: newId() }, "teamId"],
    ["a name for a person", { assigneeId: "ada" }, "assigneeId"],
    ["a day without a zone", { assigneeId: newId(), dueAt: "2027-01-01T00:00:00" }, "dueAt"],
    ["a day that is none", { assigneeId: newId(), dueAt: "2027-02-30T00:00:00Z" }, "dueAt"],
    ["a comment like a book", { assigneeId: newId(), comment: "x".repeat(4_001) }, "comment"],
  ])("refuses %s, by its field", (_, input, field) => {
    expect(AssignInput.safeParse(input).error?.issues[0]?.path).toEqual([field]);
  });
});

describe("progress", () => {
  test("said twice is written once", async () => {
    const { admin, ids } = await createFindings(1);
    for (let n = 0; n < 2; n++) await setProgress(admin, at(ids, 0), { status: "in-progress" });
    const kinds = (await getFinding(admin, at(ids, 0))).timeline.map(({ kind }) => kind);
    expect(kinds).toEqual(["progress-started", "opened"]);
  });

  test("is shown in the work list, and stops with it when the finding is mended", async () => {
    const { admin, engineer, mend, breakAgain, ids } = await createFindings(1);
    await assign(admin, "finding", at(ids, 0), to(engineer));
    await setProgress(engineer, at(ids, 0), { status: "in-progress" });
    expect((await listWork(engineer, mine)).items).toMatchObject([{ status: "in-progress" }]);
    await mend(0);
    await expect(setProgress(engineer, at(ids, 0), { status: "open" })).rejects.toMatchObject({
      code: "conflict",
    });
    await breakAgain(0);
    expect((await listWork(engineer, mine)).items).toMatchObject([{ status: "open" }]);
  });
});

describe("the work list", () => {
  test("of an engineer is their own and their teams', whatever they ask for", async () => {
    const { admin, analyst, engineer, ids } = await createFindings(4);
    const [theirs, others] = [
      await createTeam(admin, "Theirs", engineer),
      await createTeam(admin, "Others", analyst),
    ];
    await assign(admin, "finding", at(ids, 0), to(engineer));
    await assign(admin, "finding", at(ids, 1), AssignInput.parse({ teamId: theirs }));
    await assign(admin, "finding", at(ids, 2), AssignInput.parse({ teamId: others }));
    await assign(admin, "finding", at(ids, 3), to(analyst));
    const seen = async (ctx: Context, filters: typeof mine | typeof all) =>
      (await listWork(ctx, filters)).items.map(({ id }) => id).toSorted();
    const own = [at(ids, 0), at(ids, 1)].toSorted();
    expect(await seen(engineer, mine)).toEqual(own);
    expect(await seen(engineer, all)).toEqual(own);
    expect(await seen(engineer, { ...all, team: others } as typeof all)).toEqual([]);
    expect(await seen(analyst, mine)).toEqual([at(ids, 2), at(ids, 3)].toSorted());
    expect(await seen(analyst, all)).toEqual(ids.toSorted());
    expect(await seen(admin, mine)).toEqual([]);
    expect(await seen(await createOrganization(), all)).toEqual([]);
  });

  test("loses what is a team's the moment one leaves it", async () => {
    const { admin, engineer, ids } = await createFindings(1);
    const teamId = await createTeam(admin, "Platform", engineer);
    await assign(admin, "finding", at(ids, 0), AssignInput.parse({ teamId }));
    expect((await listWork(engineer, mine)).items).toHaveLength(1);
    await systemDb().teamMember.deleteMany({ where: { teamId } });
    expect((await listWork(engineer, mine)).items).toEqual([]);
    await expect(getFinding(engineer, at(ids, 0))).rejects.toMatchObject({ code: "not-found" });
  });

  test("stands in the order of the dates, and counts what is late and what is due this week", async () => {
    const { admin, engineer, ids } = await createFindings(5);
    const dates = [-1, 6.9, 0.01, 7.1, -30];
    for (const [place, days] of dates.entries())
      await assign(admin, "finding", at(ids, place), to(engineer, inDays(days)));
    const work = await listWork(engineer, mine);
    expect(work.items.map(({ id }) => id)).toEqual([4, 0, 2, 1, 3].map((place) => at(ids, place)));
    expect(work.items.map(({ overdue }) => overdue)).toEqual([true, true, false, false, false]);
    expect([work.overdueCount, work.dueThisWeekCount]).toEqual([2, 2]);
  });

  test("becomes late at the very instant after the date", async () => {
    const { admin, engineer, ids } = await createFindings(1);
    const due = "2027-05-01T10:00:00.000Z";
    await assign(admin, "finding", at(ids, 0), to(engineer, due));
    const lateAt = async (now: string) => (await listWork(engineer, mine, new Date(now))).items[0]?.overdue;
    expect(await lateAt("2027-05-01T09:59:59.999Z")).toBe(false);
    expect(await lateAt("2027-05-01T10:00:00.000Z")).toBe(false);
    expect(await lateAt("2027-05-01T10:00:00.001Z")).toBe(true);
  });

  test("tells of each owner how much is open and late, the latest first", async () => {
    const { admin, analyst, engineer, ids } = await createFindings(4);
    const teamId = await createTeam(admin, "Platform", engineer);
    await assign(admin, "finding", at(ids, 0), to(analyst));
    await assign(admin, "finding", at(ids, 1), to(analyst));
    await assign(admin, "finding", at(ids, 2), AssignInput.parse({ teamId, dueAt: inDays(-1) }));
    await assign(admin, "finding", at(ids, 3), to(engineer));
    expect((await listWork(admin, all)).byOwner).toEqual([
      { owner: "Platform", openCount: 1, overdueCount: 1 },
      { owner: analyst.actor.name, openCount: 2, overdueCount: 0 },
      { owner: engineer.actor.name, openCount: 1, overdueCount: 0 },
    ]);
  });

  test.each(["", "not-an-id", '\'; DROP TABLE "Team"; --'])("by the team %j breaks nothing", async (team) => {
    const { admin, engineer, ids } = await createFindings(1);
    await assign(admin, "finding", at(ids, 0), to(engineer));
    expect((await listWork(admin, { whose: "all", team })).items).toHaveLength(team === "" ? 1 : 0);
  });
});

describe("comments", () => {
  test.each([
    ["with markup", '<script>alert(1)</script> & "quotes"'],
    ["in another alphabet", "修正済み 🦪"],
    ["over several lines", "first\n\nsecond\tindented"],
    ["as long as they may be", "x".repeat(10_000)],
  ])("%s come back as they were written", async (_, text) => {
    const { admin, ids } = await createFindings(1);
    await addComment(admin, "finding", at(ids, 0), CommentInput.parse({ text }));
    expect((await getFinding(admin, at(ids, 0))).timeline[0]).toMatchObject({
      kind: "commented",
      actor: { kind: "user", name: admin.actor.name },
      data: { text },
    });
  });

  test.each([
    ["nothing", ""],
    ["spaces", " \n\t "],
    ["too much", "x".repeat(10_001)],
  ])("of %s are refused by the field", (_, text) => {
    expect(CommentInput.safeParse({ text }).error?.issues[0]?.path).toEqual(["text"]);
  });

  test("stay when the finding is mended, and may still be added", async () => {
    const { admin, mend, ids } = await createFindings(1);
    await addComment(admin, "finding", at(ids, 0), { text: "Looking at it" });
    await mend(0);
    await addComment(admin, "finding", at(ids, 0), { text: "Gone" });
    const texts = (await getFinding(admin, at(ids, 0))).timeline.map(({ data }) => data["text"]);
    expect(texts).toContain("Looking at it");
    expect(texts[0]).toBe("Gone");
  });

  test("are audited without their text, which is in the timeline for those who see the finding", async () => {
    const { admin, ids } = await createFindings(1);
    await addComment(admin, "finding", at(ids, 0), { text: "Only for who may see it" });
    const entries = await systemDb().auditEntry.findMany({
      where: { organizationId: admin.organizationId },
    });
    expect(entries.map(({ action }) => action)).toEqual(["finding.comment"]);
    expect(JSON.stringify(entries[0]?.after)).not.toContain("Only for who");
  });

  test("are nobody's on what they do not see or what is not there", async () => {
    const { admin, engineer, ids } = await createFindings(1);
    const stranger = await createOrganization();
    const outcomes = await outcomesOf([
      addComment(engineer, "finding", at(ids, 0), { text: "Hm" }),
      addComment(stranger, "finding", at(ids, 0), { text: "Hm" }),
      addComment(admin, "finding", newId(), { text: "Hm" }),
      addComment(admin, "issue", at(ids, 0), { text: "Hm" }),
    ]);
    expect(outcomes).toEqual(Array(4).fill("not-found"));
  });
});
