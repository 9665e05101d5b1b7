import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { countFindings } from "#lib/posture/count-findings.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { assign } from "#lib/remediation/assign.ts";
import { AssignInput, ExceptionInput } from "#lib/contract/remediation.ts";
import { decideException, withdrawException } from "#lib/remediation/decide-exception.ts";
import { expireExceptions } from "#lib/remediation/expire-exceptions.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";
import { checkedExpiry, requestException } from "#lib/remediation/request-exception.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";
import { at, createFindings, everyStatus, type Findings } from "#tests/factories/public-buckets.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { outcomesOf } from "#tests/support/outcomes.ts";

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const wish = (days = 30) => ({
  reason: "risk-accepted" as const,
  comment: "Public by intent: holds the price list.",
  expiresAt: inDays(days).toISOString(),
});
const yes = { approve: true, comment: "Agreed" };
const no = { approve: false, comment: "Mend it" };
type State = "requested" | "approved" | "denied" | "withdrawn" | "expired";

const stateOf = async (id: string) =>
  (await systemDb().exceptionRequest.findUniqueOrThrow({ where: { id } })).state;
const statusOf = async (ctx: Context, id: string) => (await getFinding(ctx, id)).status;
const kindsOf = async (ctx: Context, id: string) =>
  (await getFinding(ctx, id)).timeline.map(({ kind }) => kind);

/** A finding whose exception is in a state, and how it got there: asked for by the admin, decided by the analyst. */
async function createException(state: State) {
  const findings = await createFindings(1);
  const { admin, analyst, job, ids } = findings;
  const findingId = at(ids, 0);
  const { id } = await requestException(admin, findingId, wish());
  if (state === "approved" || state === "expired") await decideException(analyst, id, yes);
  if (state === "denied") await decideException(analyst, id, no);
  if (state === "withdrawn") await withdrawException(admin, id);
  if (state === "expired") await expireExceptions(job, inDays(31));
  return { ...findings, findingId, id };
}

describe("from each state, only these steps are open", () => {
  type Step = "approve" | "deny" | "withdraw" | "expire";
  const table: [State, Record<Step, State | "conflict">][] = [
    ["requested", { approve: "approved", deny: "denied", withdraw: "withdrawn", expire: "expired" }],
    ["approved", { approve: "conflict", deny: "conflict", withdraw: "conflict", expire: "expired" }],
    ["denied", { approve: "conflict", deny: "conflict", withdraw: "conflict", expire: "denied" }],
    ["withdrawn", { approve: "conflict", deny: "conflict", withdraw: "conflict", expire: "withdrawn" }],
    ["expired", { approve: "conflict", deny: "conflict", withdraw: "conflict", expire: "expired" }],
  ];
  const take: Record<Step, (made: Findings & { id: string }) => Promise<unknown>> = {
    approve: ({ analyst, id }) => decideException(analyst, id, yes),
    deny: ({ analyst, id }) => decideException(analyst, id, no),
    withdraw: ({ admin, id }) => withdrawException(admin, id),
    expire: ({ job }) => expireExceptions(job, inDays(31)),
  };
  const steps = table.flatMap(([state, ends]) =>
    (Object.keys(take) as Step[]).map((step) => ({ state, step, end: ends[step] })),
  );

  test.each(steps)("$state, $step: $end", async ({ state, step, end }) => {
    const made = await createException(state);
    const [outcome] = await outcomesOf([take[step](made)]);
    expect(outcome).toBe(end === "conflict" ? "conflict" : "done");
    expect(await stateOf(made.id)).toBe(end === "conflict" ? state : end);
    const excepted = (end === "conflict" ? state : end) === "approved";
    expect(await statusOf(made.admin, made.findingId)).toBe(excepted ? "excepted" : "open");
  });
});

describe("asking", () => {
  test("waits for one decision at a time, also when five ask at once", async () => {
    const { admin, ids } = await createFindings(1);
    const outcomes = await outcomesOf(
      Array.from({ length: 5 }, () => requestException(admin, at(ids, 0), wish())),
    );
    expect(outcomes.toSorted()).toEqual(["conflict", "conflict", "conflict", "conflict", "done"]);
  });

  test("is open again after a refusal and after taking it back", async () => {
    for (const state of ["denied", "withdrawn"] as const) {
      const { admin, findingId } = await createException(state);
      await expect(requestException(admin, findingId, wish())).resolves.toBeDefined();
    }
  });

  test("is pointless for what is excepted or mended", async () => {
    const { admin, findingId } = await createException("approved");
    await expect(requestException(admin, findingId, wish())).rejects.toMatchObject({ code: "conflict" });
    const mended = await createFindings(1);
    await mended.mend(0);
    await expect(requestException(mended.admin, at(mended.ids, 0), wish())).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("resolved") as string,
    });
  });

  test("is an engineer's for what is theirs or their team's, and nobody's for what they do not see", async () => {
    const { admin, engineer, ids } = await createFindings(3);
    const { organizationId } = admin;
    const teamId = newId();
    await systemDb().team.create({ data: { id: teamId, organizationId, name: "Platform" } });
    await systemDb().teamMember.create({ data: { organizationId, teamId, userId: engineer.actor.id } });
    await assign(admin, "finding", at(ids, 0), AssignInput.parse({ assigneeId: engineer.actor.id }));
    await assign(admin, "finding", at(ids, 1), AssignInput.parse({ teamId }));
    const outcomes = await outcomesOf(ids.map((id) => requestException(engineer, id, wish())));
    expect(outcomes).toEqual(["done", "done", "not-found"]);
  });

  test("is in the timeline, in the audit log and in the list, with the same words", async () => {
    const { admin, ids } = await createFindings(1);
    const { id } = await requestException(admin, at(ids, 0), wish());
    const { timeline } = await getFinding(admin, at(ids, 0));
    const [entry] = await systemDb().auditEntry.findMany({ where: { organizationId: admin.organizationId } });
    const [listed] = (await listExceptions(admin, { state: null })).items;
    const expected = { exceptionId: id, reason: "risk-accepted", comment: wish().comment };
    expect(timeline[0]).toMatchObject({ kind: "exception-requested", data: expected });
    expect(entry).toMatchObject({ action: "exception.request", after: expected });
    expect(listed).toMatchObject({ id, reason: expected.reason, comment: expected.comment });
  });
});

describe("the day until which", () => {
  const now = new Date("2026-11-01T12:00:00Z");

  test.each([
    ["a second ahead", "2026-11-01T12:00:01Z"],
    ["tomorrow, told in another zone", "2026-11-02T09:00:00+14:00"],
    ["a year ahead", "2027-11-01T12:00:00Z"],
    ["a leap day's reach ahead", "2027-11-02T12:00:00Z"],
  ])("may be %s", (_, until) => {
    expect(checkedExpiry(new Date(until), now).toISOString()).toBe(new Date(until).toISOString());
  });

  test.each([
    ["now", "2026-11-01T12:00:00Z", /future/],
    ["yesterday", "2026-10-31T12:00:00Z", /future/],
    ["past where it is meant, though not by its digits", "2026-11-01T13:00:00+02:00", /future/],
    ["two years ahead", "2028-11-01T12:00:00Z", /within a year/],
    ["a second more than a year ahead", "2027-11-02T12:00:01Z", /within a year/],
  ])("is not %s", (_, until, message) => {
    expect(() => checkedExpiry(new Date(until), now)).toThrow(message);
  });

  test.each(["2026-11-31T00:00:00Z", "2026-11-01", "tomorrow", "2026-11-01T12:00:00", ""])(
    "is not %j, which names no instant",
    (expiresAt) => {
      const { error } = ExceptionInput.safeParse({ ...wish(), expiresAt });
      expect(error?.issues[0]?.path).toEqual(["expiresAt"]);
    },
  );
});

describe("deciding", () => {
  test.each(["engineer", "auditor"] as const)("is not an %s's", async (role) => {
    const { admin, id } = await createException("requested");
    const other = await createMember(admin.organizationId, role);
    await expect(decideException(other, id, yes)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is not the requester's, whether by session or by token", async () => {
    const { admin, id } = await createException("requested");
    const token: Context = { ...admin, actor: { ...admin.actor, kind: "token", name: "ci" } };
    for (const ctx of [admin, token])
      await expect(decideException(ctx, id, yes)).rejects.toMatchObject({ code: "forbidden" });
    const [listed] = (await listExceptions(admin, { state: null })).items;
    expect(listed?.mayDecide).toBe(false);
  });

  test("is nobody's of another organization", async () => {
    const { id } = await createException("requested");
    const stranger = await createOrganization();
    await expect(decideException(stranger, id, yes)).rejects.toMatchObject({ code: "not-found" });
    expect(await stateOf(id)).toBe("requested");
  });

  test("by approval is refused for what was mended meanwhile, and refusal still goes", async () => {
    const { admin, analyst, mend, findingId, id } = await createException("requested");
    await mend(0);
    await expect(decideException(analyst, id, yes)).rejects.toMatchObject({ code: "conflict" });
    expect(await statusOf(admin, findingId)).toBe("resolved");
    await decideException(analyst, id, no);
    expect(await stateOf(id)).toBe("denied");
    expect(await statusOf(admin, findingId)).toBe("resolved");
  });

  test("by approval is refused where the day asked for is past", async () => {
    const { admin, analyst, findingId, id } = await createException("requested");
    await systemDb().exceptionRequest.update({ where: { id }, data: { expiresAt: inDays(-1) } });
    await expect(decideException(analyst, id, yes)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Ask for a new one") as string,
    });
    expect(await statusOf(admin, findingId)).toBe("open");
  });

  test("is open where the requester has left, and stands where the approver leaves after it", async () => {
    const { admin, analyst, job, ids } = await createFindings(1);
    const second = await createMember(admin.organizationId, "analyst");
    const { id } = await requestException(analyst, at(ids, 0), wish());
    await changePerson(admin, analyst.actor.id, { disabled: true });
    await decideException(second, id, yes);
    await changePerson(admin, second.actor.id, { disabled: true });
    expect((await listExceptions(admin, { state: null })).items).toMatchObject([
      { state: "approved", requestedBy: { id: analyst.actor.id }, decidedBy: { id: second.actor.id } },
    ]);
    expect(await expireExceptions(job, inDays(1))).toBe(0);
    expect(await statusOf(admin, at(ids, 0))).toBe("excepted");
  });

  test("moves the counters that lists and charts read", async () => {
    const { admin, analyst, job, ids } = await createFindings(2);
    const counts = async () => (await countFindings(admin, { ...everyStatus, status: [] })).status;
    const { id } = await requestException(admin, at(ids, 0), wish());
    expect(await counts()).toEqual({ open: 2 });
    await decideException(analyst, id, yes);
    expect(await counts()).toEqual({ open: 1, excepted: 1 });
    await expireExceptions(job, inDays(31));
    expect(await counts()).toEqual({ open: 2 });
  });

  test("stops work from being said to have begun", async () => {
    const { admin, findingId } = await createException("approved");
    await expect(setProgress(admin, findingId, { status: "in-progress" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("the end of an exception", () => {
  test("comes at its instant, not before, and once", async () => {
    const { admin, job, findingId, id } = await createException("approved");
    const { expiresAt } = await systemDb().exceptionRequest.findUniqueOrThrow({ where: { id } });
    expect(await expireExceptions(job, new Date(expiresAt.getTime() - 1))).toBe(0);
    expect(await expireExceptions(job, expiresAt)).toBe(1);
    expect(await expireExceptions(job, expiresAt)).toBe(0);
    expect(await kindsOf(admin, findingId)).toEqual([
      "exception-expired",
      "exception-approved",
      "exception-requested",
      "opened",
    ]);
  });

  test("is audited as the worker's own doing", async () => {
    const { admin } = await createException("expired");
    const [last] = await systemDb().auditEntry.findMany({
      where: { organizationId: admin.organizationId },
      orderBy: { sequence: "desc" },
    });
    expect(last).toMatchObject({ action: "exception.expire", actorKind: "job" });
  });

  test("does not open what a later exception covers", async () => {
    const { admin, analyst, job, mend, breakAgain, findingId, id } = await createException("approved");
    await mend(0);
    await breakAgain(0);
    expect(await statusOf(admin, findingId)).toBe("open");
    const later = await requestException(admin, findingId, wish(90));
    await decideException(analyst, later.id, yes);
    expect(await expireExceptions(job, inDays(31))).toBe(1);
    expect([await stateOf(id), await stateOf(later.id)]).toEqual(["expired", "approved"]);
    expect(await statusOf(admin, findingId)).toBe("excepted");
    await expireExceptions(job, inDays(91));
    expect(await statusOf(admin, findingId)).toBe("open");
  });

  test("leaves what was mended mended", async () => {
    const { admin, job, mend, findingId, id } = await createException("approved");
    await mend(0);
    await expireExceptions(job, inDays(31));
    expect([await statusOf(admin, findingId), await stateOf(id)]).toEqual(["resolved", "expired"]);
  });

  test("reaches all of them, however many end at once, and no other organization's", async () => {
    const { admin, job, ids } = await createFindings(1);
    const other = await createException("approved");
    await systemDb().exceptionRequest.createMany({
      data: Array.from({ length: 503 }, () => ({
        id: newId(),
        organizationId: admin.organizationId,
        findingId: at(ids, 0),
        reason: "risk-accepted",
        comment: "One of many",
        requestedById: admin.actor.id,
        requestedAt: inDays(-60),
        expiresAt: inDays(-1),
        state: "approved",
      })),
    });
    expect(await expireExceptions(job)).toBe(503);
    expect(await stateOf(other.id)).toBe("approved");
  });
});

describe("the list of exceptions", () => {
  test("shows those that wait first, and of them what the reader may decide", async () => {
    const { admin, analyst, engineer, ids } = await createFindings(3);
    const [first, second, third] = [
      await requestException(admin, at(ids, 0), wish()),
      await requestException(analyst, at(ids, 1), wish()),
      await requestException(admin, at(ids, 2), wish()),
    ];
    await decideException(analyst, third.id, no);
    const shown = async (ctx: Context) =>
      (await listExceptions(ctx, { state: null })).items.map(({ id, mayDecide }) => [id, mayDecide]);
    expect(await shown(analyst)).toEqual([
      [second.id, false],
      [first.id, true],
      [third.id, false],
    ]);
    expect(await shown(admin)).toEqual([
      [second.id, true],
      [first.id, false],
      [third.id, false],
    ]);
    expect(await shown(engineer)).toEqual([]);
    expect(await shown(await createOrganization())).toEqual([]);
  });

  test.each(["requested", "approved", "denied", "withdrawn", "expired"] as const)(
    "filters by %s",
    async (state) => {
      const { admin } = await createException(state);
      for (const asked of ["requested", "approved", "denied", "withdrawn", "expired"] as const)
        expect((await listExceptions(admin, { state: asked })).items).toHaveLength(asked === state ? 1 : 0);
    },
  );
});
