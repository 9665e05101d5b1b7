import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { AssignInput, type BulkInput } from "#lib/contract/remediation.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { abandonBulkOperation } from "#lib/remediation/abandon-bulk-operation.ts";
import { assign } from "#lib/remediation/assign.ts";
import { createBulkOperation } from "#lib/remediation/create-bulk-operation.ts";
import { decideException } from "#lib/remediation/decide-exception.ts";
import { getBulkOperation } from "#lib/remediation/get-bulk-operation.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";
import { runBulkOperation } from "#lib/remediation/run-bulk-operation.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";
import { undoBulkOperation } from "#lib/remediation/undo-bulk-operation.ts";
import { at, createFindings, type Findings } from "#tests/factories/public-buckets.ts";
import { createMember } from "#tests/factories/organization.ts";
import { outcomesOf } from "#tests/support/outcomes.ts";

type Action = BulkInput["action"];
const toPerson = ({ actor }: Context): Action => ({
  kind: "assign",
  input: AssignInput.parse({ assigneeId: actor.id }),
});
const toNobody: Action = { kind: "assign", input: AssignInput.parse({}) };
const start: Action = { kind: "set-progress", input: { status: "in-progress" } };
const except = (): Action => ({
  kind: "request-exception",
  input: {
    reason: "risk-accepted",
    comment: "Public by intent: the price list.",
    expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  },
});

async function bulk(ctx: Context, { job }: Pick<Findings, "job">, action: Action, findingIds: string[]) {
  const { id } = await createBulkOperation(ctx, { findingIds, action });
  await runBulkOperation(job, id);
  return id;
}

const ownersOf = (ctx: Context, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await getFinding(ctx, id)).assignee?.id ?? null));
const statusesOf = (ctx: Context, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await getFinding(ctx, id)).status));
const actionsIn = async ({ organizationId }: Context) =>
  (await systemDb().auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } })).map(
    ({ action }) => action,
  );

describe("which findings", () => {
  test.each([
    ["a misspelled parameter, which would admit everything", "sevrity=low", /no such filter as sevrity/],
    ["a value that is none", "severity=banana", /not one the findings page takes/],
    ["a number that is none", "limit=many", /not one the findings page takes/],
  ])("is refused by %s, naming the field", async (_, filter, message) => {
    const { admin, engineer } = await createFindings(1);
    await expect(createBulkOperation(admin, { filter, action: toPerson(engineer) })).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(message) as string,
      fields: [{ field: "filter" }],
    });
    expect(await systemDb().bulkOperation.count({ where: { organizationId: admin.organizationId } })).toBe(0);
  });

  test.each([
    ["neither ids nor a filter", {}],
    ["ids and a filter at once", { findingIds: [newId()], filter: "" }],
  ])("is refused as %s", async (_, which) => {
    const { admin, engineer } = await createFindings(1);
    await expect(createBulkOperation(admin, { ...which, action: toPerson(engineer) })).rejects.toMatchObject({
      fields: [{ field: "findingIds" }],
    });
  });

  test("is nothing where nothing matches: no operation is made of it", async () => {
    const { admin, engineer } = await createFindings(1);
    for (const which of [{ findingIds: [] }, { filter: "severity=low" }, { filter: "q=no-such-thing" }])
      await expect(
        createBulkOperation(admin, { ...which, action: toPerson(engineer) }),
      ).rejects.toMatchObject({ code: "invalid-input", message: /No finding matches/ });
    expect(await actionsIn(admin)).toEqual([]);
  });

  test("is settled when it is asked for: what opens meanwhile is left alone", async () => {
    const findings = await createFindings(3);
    const { admin, engineer, job, ids } = findings;
    await findings.mend(2);
    const { id, totalCount } = await createBulkOperation(admin, { filter: "", action: toPerson(engineer) });
    await findings.breakAgain(2);
    await runBulkOperation(job, id);
    expect(totalCount).toBe(2);
    expect(await ownersOf(admin, ids)).toEqual([engineer.actor.id, engineer.actor.id, null]);
  });

  test("counts one that is named twice once", async () => {
    const { admin, engineer, ids } = await createFindings(1);
    const { totalCount } = await createBulkOperation(admin, {
      findingIds: [at(ids, 0), at(ids, 0)],
      action: toPerson(engineer),
    });
    expect(totalCount).toBe(1);
  });
});

describe("carrying out", () => {
  test("is audited once for the asking and once for each finding", async () => {
    const findings = await createFindings(2);
    await bulk(findings.admin, findings, toPerson(findings.engineer), findings.ids);
    expect(await actionsIn(findings.admin)).toEqual(["finding.bulk", "finding.assign", "finding.assign"]);
  });

  test("by two workers at once changes each finding once", async () => {
    const { admin, engineer, job, ids } = await createFindings(12);
    const { id } = await createBulkOperation(admin, { findingIds: ids, action: toPerson(engineer) });
    await Promise.all([runBulkOperation(job, id), runBulkOperation(job, id), runBulkOperation(job, id)]);
    expect(await getBulkOperation(admin, id)).toMatchObject({ state: "done", doneCount: 12, failures: [] });
    expect((await actionsIn(admin)).filter((action) => action === "finding.assign")).toHaveLength(12);
  });

  test("again after it is done changes nothing", async () => {
    const findings = await createFindings(1);
    const { admin, analyst, engineer, job, ids } = findings;
    const id = await bulk(admin, findings, toPerson(engineer), ids);
    await assign(admin, "finding", at(ids, 0), AssignInput.parse({ assigneeId: analyst.actor.id }));
    await runBulkOperation(job, id);
    expect(await ownersOf(admin, ids)).toEqual([analyst.actor.id]);
  });

  test("stops at what the requester's role no longer allows, and names each finding that was not done", async () => {
    const { admin, analyst, engineer, job, ids } = await createFindings(2);
    const { id } = await createBulkOperation(analyst, { findingIds: ids, action: toPerson(engineer) });
    await changePerson(admin, analyst.actor.id, { role: "engineer" });
    await runBulkOperation(job, id);
    const { failures, state, doneCount } = await getBulkOperation(admin, id);
    expect([state, doneCount]).toEqual(["done", 2]);
    expect(failures.map((failure) => failure.id)).toEqual(ids);
    expect(failures[0]?.message).toContain("assignment:write");
    expect(await ownersOf(admin, ids)).toEqual([null, null]);
  });

  test("does nothing in the name of somebody who was disabled meanwhile", async () => {
    const { admin, analyst, job, ids } = await createFindings(2);
    const { id } = await createBulkOperation(analyst, { findingIds: ids, action: start });
    await changePerson(admin, analyst.actor.id, { disabled: true });
    await runBulkOperation(job, id);
    expect((await getBulkOperation(admin, id)).failures).toHaveLength(2);
    expect(await statusesOf(admin, ids)).toEqual(["open", "open"]);
  });

  test("does no more than the token that asked for it might", async () => {
    const { admin, engineer, job, ids } = await createFindings(1);
    const token: Context = {
      ...admin,
      actor: { ...admin.actor, kind: "token" },
      permissions: new Set(["assignment:work", "finding:write", "assignment:write"]),
    };
    const { id } = await createBulkOperation(token, { findingIds: ids, action: toPerson(engineer) });
    await systemDb().$executeRaw`UPDATE "BulkOperation"
      SET input = jsonb_set(input, '{permissions}', '["assignment:work"]') WHERE id = ${id}::uuid`;
    await runBulkOperation(job, id);
    expect((await getBulkOperation(admin, id)).failures).toHaveLength(1);
  });

  test("goes on over findings that are resolved, excepted or gone by then", async () => {
    const findings = await createFindings(3);
    const { admin, analyst, engineer, job, ids } = findings;
    const { id } = await createBulkOperation(admin, { findingIds: ids, action: start });
    await findings.mend(0);
    await bulk(admin, findings, except(), [at(ids, 1)]);
    const [request] = (await listExceptions(analyst, { state: "requested" })).items;
    await decideException(analyst, request?.id ?? "", { approve: true, comment: "" });
    await runBulkOperation(job, id);
    const { failures, doneCount } = await getBulkOperation(admin, id);
    expect(doneCount).toBe(3);
    expect(failures.map(({ message }) => message)).toEqual([
      "A finding that is resolved cannot become in-progress.",
      "A finding that is excepted cannot become in-progress.",
    ]);
    expect(await statusesOf(admin, ids)).toEqual(["resolved", "excepted", "in-progress"]);
    await expect(
      assign(admin, "finding", at(ids, 0), toPerson(engineer).input as AssignInput),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("that is given up for good says so for each finding left, and what was done can be undone", async () => {
    const { admin, engineer, job, ids } = await createFindings(3);
    const { id } = await createBulkOperation(admin, { findingIds: ids, action: toPerson(engineer) });
    await systemDb().$executeRaw`UPDATE "BulkOperation" SET input = jsonb_set(input, '{findingIds}',
      jsonb_build_array(${at(ids, 0)}::text)) WHERE id = ${id}::uuid`;
    await runBulkOperation(job, id);
    await systemDb().$executeRaw`UPDATE "BulkOperation" SET state = 'running',
      input = jsonb_set(input, '{findingIds}', ${JSON.stringify(ids)}::jsonb) WHERE id = ${id}::uuid`;
    await abandonBulkOperation(job, id, "Its worker was lost");
    const message = "Not carried out: Its worker was lost";
    expect(await getBulkOperation(admin, id)).toMatchObject({
      state: "done",
      doneCount: 3,
      failures: [
        { id: at(ids, 1), message },
        { id: at(ids, 2), message },
      ],
    });
    await undoBulkOperation(admin, id);
    expect(await ownersOf(admin, ids)).toEqual([null, null, null]);
    await abandonBulkOperation(job, id, "again");
    expect((await getBulkOperation(admin, id)).state).toBe("undone");
  });
});

describe("undoing", () => {
  test("two operations that overlap puts back what each left, in either order", async () => {
    const findings = await createFindings(3);
    const { admin, analyst, engineer, ids } = findings;
    const [a, b, c] = [at(ids, 0), at(ids, 1), at(ids, 2)];
    const first = await bulk(admin, findings, toPerson(engineer), [a, b]);
    const second = await bulk(admin, findings, toPerson(analyst), [b, c]);
    await undoBulkOperation(admin, first);
    expect(await ownersOf(admin, ids)).toEqual([null, analyst.actor.id, analyst.actor.id]);
    await undoBulkOperation(admin, second);
    expect(await ownersOf(admin, ids)).toEqual([null, engineer.actor.id, null]);
  });

  test("leaves what somebody decided since", async () => {
    const findings = await createFindings(3);
    const { admin, analyst, engineer, ids } = findings;
    const id = await bulk(admin, findings, toPerson(engineer), ids);
    await assign(analyst, "finding", at(ids, 0), AssignInput.parse({ assigneeId: analyst.actor.id }));
    await assign(analyst, "finding", at(ids, 1), AssignInput.parse({}));
    await undoBulkOperation(admin, id);
    expect(await ownersOf(admin, ids)).toEqual([analyst.actor.id, null, null]);
  });

  test("leaves a date that somebody moved, where the operation had set one", async () => {
    const findings = await createFindings(2);
    const { admin, engineer, ids } = findings;
    const [set, moved] = ["2027-01-01T00:00:00.000Z", "2027-02-01T00:00:00.000Z"];
    const input = AssignInput.parse({ assigneeId: engineer.actor.id, dueAt: set });
    const id = await bulk(admin, findings, { kind: "assign", input }, ids);
    await assign(admin, "finding", at(ids, 0), { ...input, dueAt: moved });
    await undoBulkOperation(admin, id);
    expect((await getFinding(admin, at(ids, 0))).dueAt).toBe(moved);
    expect((await getFinding(admin, at(ids, 1))).dueAt).toBeNull();
  });

  test("gives back owner and date as they were", async () => {
    const findings = await createFindings(2);
    const { admin, analyst, engineer, ids } = findings;
    const dueAt = "2027-03-01T12:00:00.000Z";
    const before = AssignInput.parse({ assigneeId: engineer.actor.id, dueAt });
    await assign(admin, "finding", at(ids, 0), before);
    const id = await bulk(admin, findings, toPerson(analyst), ids);
    await undoBulkOperation(admin, id);
    expect(await getFinding(admin, at(ids, 0))).toMatchObject({ assignee: { id: engineer.actor.id }, dueAt });
    expect(await getFinding(admin, at(ids, 1))).toMatchObject({ assignee: null, dueAt: null });
  });

  test("taking work from everybody gives it back to everybody", async () => {
    const findings = await createFindings(2);
    const { admin, analyst, engineer, ids } = findings;
    await assign(admin, "finding", at(ids, 0), AssignInput.parse({ assigneeId: analyst.actor.id }));
    await assign(admin, "finding", at(ids, 1), AssignInput.parse({ assigneeId: engineer.actor.id }));
    const id = await bulk(admin, findings, toNobody, ids);
    expect(await ownersOf(admin, ids)).toEqual([null, null]);
    await undoBulkOperation(admin, id);
    expect(await ownersOf(admin, ids)).toEqual([analyst.actor.id, engineer.actor.id]);
  });

  test("progress goes back only where it still is as it was set", async () => {
    const findings = await createFindings(3);
    const { admin, ids } = findings;
    await setProgress(admin, at(ids, 0), { status: "in-progress" });
    const id = await bulk(admin, findings, start, ids);
    await setProgress(admin, at(ids, 1), { status: "open" });
    await findings.mend(2);
    await undoBulkOperation(admin, id);
    expect(await statusesOf(admin, ids)).toEqual(["in-progress", "open", "resolved"]);
  });

  test("requests for exceptions withdraws those that wait, and leaves those decided", async () => {
    const findings = await createFindings(3);
    const { admin, analyst, ids } = findings;
    const id = await bulk(admin, findings, except(), ids);
    const requests = (await listExceptions(analyst, { state: "requested" })).items;
    const of = (finding: string) => requests.find((request) => request.finding.id === finding)?.id ?? "";
    await decideException(analyst, of(at(ids, 0)), { approve: true, comment: "" });
    await decideException(analyst, of(at(ids, 1)), { approve: false, comment: "No" });
    await undoBulkOperation(admin, id);
    const states = (await listExceptions(admin, { state: null })).items.map((request) => [
      request.finding.id,
      request.state,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      [at(ids, 0)]: "approved",
      [at(ids, 1)]: "denied",
      [at(ids, 2)]: "withdrawn",
    });
    expect(await statusesOf(admin, ids)).toEqual(["excepted", "open", "open"]);
  });

  test("is done once, also by three at once, and is audited once", async () => {
    const findings = await createFindings(4);
    const { admin, engineer, ids } = findings;
    const id = await bulk(admin, findings, toPerson(engineer), ids);
    const outcomes = await outcomesOf([1, 2, 3].map(() => undoBulkOperation(admin, id)));
    expect(outcomes.toSorted()).toEqual(["conflict", "conflict", "done"]);
    const actions = await actionsIn(admin);
    expect(actions.filter((action) => action === "finding.unassign")).toHaveLength(4);
    expect(actions.filter((action) => action === "finding.bulk-undo")).toHaveLength(1);
  });

  test.each(["queued", "running"])("is refused while it is %s", async (state) => {
    const { admin, engineer, ids } = await createFindings(1);
    const { id } = await createBulkOperation(admin, { findingIds: ids, action: toPerson(engineer) });
    await systemDb().bulkOperation.update({ where: { id }, data: { state } });
    await expect(undoBulkOperation(admin, id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is for who asked, and for as long as they may do such a thing at all", async () => {
    const findings = await createFindings(1);
    const { admin, analyst, engineer, ids } = findings;
    const id = await bulk(analyst, findings, toPerson(engineer), ids);
    await expect(undoBulkOperation(admin, id)).rejects.toMatchObject({ code: "not-found" });
    expect((await getBulkOperation(admin, id)).mayUndo).toBe(false);
    const demoted = await createMember(admin.organizationId, "engineer");
    const nowEngineer: Context = { ...demoted, actor: analyst.actor };
    await expect(undoBulkOperation(nowEngineer, id)).rejects.toMatchObject({ code: "forbidden" });
    await undoBulkOperation(analyst, id);
    expect(await ownersOf(admin, ids)).toEqual([null]);
  });

  test("does not give work back to somebody who was disabled meanwhile", async () => {
    const findings = await createFindings(2);
    const { admin, analyst, engineer, ids } = findings;
    await assign(admin, "finding", at(ids, 0), AssignInput.parse({ assigneeId: engineer.actor.id }));
    const id = await bulk(admin, findings, toPerson(analyst), ids);
    await changePerson(admin, engineer.actor.id, { disabled: true });
    await undoBulkOperation(admin, id);
    expect(await ownersOf(admin, ids)).toEqual([analyst.actor.id, null]);
  });
});
