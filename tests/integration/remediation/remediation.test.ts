import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { AssignInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { countFindings } from "#lib/posture/count-findings.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { addComment } from "#lib/remediation/add-comment.ts";
import { assign } from "#lib/remediation/assign.ts";
import { decideException, withdrawException } from "#lib/remediation/decide-exception.ts";
import { expireExceptions } from "#lib/remediation/expire-exceptions.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";
import { listWork } from "#lib/remediation/list-work.ts";
import { requestException } from "#lib/remediation/request-exception.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";
import { privateCheck } from "#tests/factories/checks.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const dayMs = 24 * 60 * 60 * 1000;
const filters = loadFindingFilters(new URLSearchParams());
const toPerson = (id: string) => AssignInput.parse({ assigneeId: id });
const soon = () => new Date(Date.now() + 30 * dayMs).toISOString();
const risk = { reason: "risk-accepted" as const, comment: "Public by intent: holds the price list." };

/** The error code of each attempt, or undefined where it went through. */
async function codesOf(attempts: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(attempts);
  return settled.map((one) =>
    one.status === "rejected" && one.reason instanceof AppError ? one.reason.code : undefined,
  );
}

/** An organization with an admin, an engineer and findings on two public buckets. */
async function createFindings() {
  const admin = await createOrganization();
  const engineer = await createMember(admin.organizationId, "engineer");
  const inventory = await createInventory(admin, [
    bucket("a", { publicRead: true }),
    bucket("b", { publicRead: true }),
  ]);
  const evaluate = () =>
    evaluateOrganization(jobContext(admin.organizationId, "posture.evaluate"), undefined, [privateCheck]);
  await evaluate();
  const { items } = await listFindings(admin, filters);
  const [first, second] = items;
  if (!first || !second) throw new Error("The factory made no findings");
  return { admin, engineer, inventory, evaluate, first, second };
}

test("an engineer sees what is assigned to them, and nothing else, in every reading", async () => {
  const { admin, engineer, first, second } = await createFindings();
  expect((await listFindings(engineer, filters)).items).toEqual([]);
  await assign(admin, "finding", first.id, toPerson(engineer.actor.id));
  expect((await listFindings(engineer, filters)).items.map(({ id }) => id)).toEqual([first.id]);
  expect((await countFindings(engineer, filters)).total).toBe(1);
  expect((await listWork(engineer, { whose: "all", team: "" })).items.map(({ id }) => id)).toEqual([
    first.id,
  ]);
  await expect(getFinding(engineer, second.id)).rejects.toMatchObject({ code: "not-found" });
});

test("a team's finding is seen by its members", async () => {
  const { admin, engineer, first } = await createFindings();
  const { organizationId } = admin;
  const teamId = newId();
  await systemDb().team.create({ data: { id: teamId, organizationId, name: "Platform" } });
  await assign(admin, "finding", first.id, AssignInput.parse({ teamId }));
  expect((await listFindings(engineer, filters)).items).toEqual([]);
  await systemDb().teamMember.create({ data: { organizationId, teamId, userId: engineer.actor.id } });
  expect((await listFindings(engineer, filters)).items).toHaveLength(1);
});

test("the due date follows the severity, and survives a repeated assignment to the same person", async () => {
  const { admin, engineer, first } = await createFindings();
  await assign(admin, "finding", first.id, toPerson(engineer.actor.id));
  const { dueAt } = await getFinding(admin, first.id);
  expect(Math.round((Date.parse(dueAt ?? "") - Date.now()) / dayMs)).toBe(3);
  await assign(admin, "finding", first.id, { ...toPerson(engineer.actor.id), comment: "Please" });
  expect((await getFinding(admin, first.id)).dueAt).toBe(dueAt);
});

test("work cannot be given to people or teams of another organization", async () => {
  const { admin, first } = await createFindings();
  const stranger = await createOrganization();
  await expect(assign(admin, "finding", first.id, toPerson(stranger.actor.id))).rejects.toMatchObject({
    code: "invalid-input",
    fields: [{ field: "assigneeId" }],
  });
  expect((await getFinding(admin, first.id)).assignee).toBeNull();
});

test("nobody approves their own exception, and a second person's approval holds until it expires", async () => {
  const { admin, first } = await createFindings();
  const analyst = await createMember(admin.organizationId, "analyst");
  const { id } = await requestException(admin, first.id, { ...risk, expiresAt: soon() });
  await expect(decideException(admin, id, { approve: true, comment: "" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await decideException(analyst, id, { approve: true, comment: "Agreed" });
  expect(await getFinding(admin, first.id)).toMatchObject({ status: "excepted" });
  expect((await countFindings(admin, { ...filters, status: [] })).status).toEqual({
    open: 1,
    excepted: 1,
  });

  const job = jobContext(admin.organizationId, "maintenance.daily");
  expect(await expireExceptions(job, new Date(Date.now() + 31 * dayMs))).toBe(1);
  expect(await getFinding(admin, first.id)).toMatchObject({ status: "open", exceptedUntil: null });
  expect((await listExceptions(admin, { state: null })).items).toMatchObject([{ state: "expired" }]);
});

test("an exception is decided once, even by fifty approvers at the same time", async () => {
  const { admin, first } = await createFindings();
  const { id } = await requestException(admin, first.id, { ...risk, expiresAt: soon() });
  const approvers = await Promise.all(
    Array.from({ length: 8 }, () => createMember(admin.organizationId, "analyst")),
  );
  const decisions = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      decideException(approvers[index % 8] ?? admin, id, { approve: index % 2 === 0, comment: "" }),
    ),
  );
  expect(decisions.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("an exception without an end within a year is refused, naming the field", async () => {
  const { admin, first } = await createFindings();
  const far = new Date(Date.now() + 400 * dayMs).toISOString();
  for (const expiresAt of [far, new Date(Date.now() - dayMs).toISOString()])
    await expect(requestException(admin, first.id, { ...risk, expiresAt })).rejects.toMatchObject({
      fields: [{ field: "expiresAt" }],
    });
});

test("only the requester takes an exception back", async () => {
  const { admin, first } = await createFindings();
  const analyst = await createMember(admin.organizationId, "analyst");
  const { id } = await requestException(admin, first.id, { ...risk, expiresAt: soon() });
  await expect(withdrawException(analyst, id)).rejects.toMatchObject({ code: "forbidden" });
  await withdrawException(admin, id);
  await expect(decideException(analyst, id, { approve: true, comment: "" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("an engineer moves and comments on their own finding only", async () => {
  const { admin, engineer, first, second } = await createFindings();
  await assign(admin, "finding", first.id, toPerson(engineer.actor.id));
  await setProgress(engineer, first.id, { status: "in-progress" });
  await addComment(engineer, "finding", first.id, { text: "Rolling out tonight" });
  await expect(setProgress(engineer, second.id, { status: "in-progress" })).rejects.toMatchObject({
    code: "not-found",
  });
  const finding = await getFinding(admin, first.id);
  expect(finding.status).toBe("in-progress");
  expect(finding.timeline.map(({ kind }) => kind)).toEqual([
    "commented",
    "progress-started",
    "assigned",
    "opened",
  ]);
});

test("an auditor changes nothing", async () => {
  const { admin, first } = await createFindings();
  const auditor = await createMember(admin.organizationId, "auditor");
  const attempts = [
    assign(auditor, "finding", first.id, toPerson(auditor.actor.id)),
    setProgress(auditor, first.id, { status: "in-progress" }),
    addComment(auditor, "finding", first.id, { text: "Hm" }),
    requestException(auditor, first.id, { ...risk, expiresAt: soon() }),
  ];
  expect(await codesOf(attempts)).toEqual(Array(4).fill("forbidden"));
  expect((await getFinding(auditor, first.id)).timeline).toHaveLength(1);
});

test("a mended finding leaves the work list, and comes back to the same person if it returns", async () => {
  const { admin, engineer, inventory, evaluate, first } = await createFindings();
  await assign(admin, "finding", first.id, toPerson(engineer.actor.id));
  await inventory.put(bucket(first.resource.key));
  await evaluate();
  expect((await listWork(engineer, { whose: "me", team: "" })).items).toEqual([]);
  await inventory.put(bucket(first.resource.key, { publicRead: true }));
  await evaluate();
  expect((await listWork(engineer, { whose: "me", team: "" })).items).toMatchObject([{ id: first.id }]);
});

test("findings of another organization do not exist, for any verb", async () => {
  const { first } = await createFindings();
  const stranger: Context = await createOrganization();
  const attempts = [
    getFinding(stranger, first.id),
    assign(stranger, "finding", first.id, toPerson(stranger.actor.id)),
    setProgress(stranger, first.id, { status: "in-progress" }),
    addComment(stranger, "finding", first.id, { text: "Hello" }),
    requestException(stranger, first.id, { ...risk, expiresAt: soon() }),
  ];
  expect(await codesOf(attempts)).toEqual(Array(5).fill("not-found"));
});

test("pages by keyset concatenate to the whole list, in both orders", async () => {
  const admin = await createOrganization();
  await createInventory(
    admin,
    Array.from({ length: 7 }, (_, n) => bucket(`b${n}`, { publicRead: true })),
  );
  await evaluateOrganization(jobContext(admin.organizationId, "posture.evaluate"), undefined, [privateCheck]);
  for (const sort of ["severity", "newest"] as const) {
    const base = { ...filters, sort };
    const whole = (await listFindings(admin, base)).items.map(({ id }) => id);
    const pages: string[] = [];
    for (let cursor: string | null = null, page = 0; page < 9; page++) {
      const read = await listFindings(admin, { ...base, limit: 2, cursor });
      pages.push(...read.items.map(({ id }) => id));
      cursor = read.nextCursor;
      if (cursor === null) break;
    }
    expect(pages).toEqual(whole);
  }
});
