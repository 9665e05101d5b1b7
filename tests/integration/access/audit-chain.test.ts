import { describe, expect, test } from "vitest";

import { audit, auditHash } from "#lib/access/audit.ts";
import { inTransaction, type Context } from "#lib/access/context.ts";
import { listAudit } from "#lib/access/list-audit.ts";
import { verifyAudit } from "#lib/access/verify-audit.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const noFilters = {
  action: null,
  actor: null,
  subject: null,
  from: null,
  to: null,
  cursor: null,
  limit: 100,
};

const write = (ctx: Context, action: string, after?: Prisma.InputJsonValue) =>
  inTransaction(ctx, (tx) =>
    audit(tx, ctx, {
      action,
      subjectType: "team",
      subjectId: "t",
      ...(after === undefined ? {} : { after }),
    }),
  );

async function createChain(length: number): Promise<Context> {
  const ctx = await createOrganization();
  for (let n = 1; n <= length; n++) await write(ctx, "team.change", { size: n, name: `Team ${n}` });
  return ctx;
}

const at = ({ organizationId }: Context, sequence: number) => ({
  where: { organizationId_sequence: { organizationId, sequence: BigInt(sequence) } },
});
const entryAt = (ctx: Context, sequence: number) =>
  systemDb().auditEntry.findUniqueOrThrow(at(ctx, sequence));
const edit = (ctx: Context, sequence: number, data: Prisma.AuditEntryUpdateInput) =>
  systemDb().auditEntry.update({ ...at(ctx, sequence), data });

describe("of a chain of six, verification names the first entry of which", () => {
  const tampered: [string, (ctx: Context) => Promise<unknown>, number][] = [
    ["the actor's name was edited", (ctx) => edit(ctx, 3, { actorName: "Mallory" }), 3],
    ["the actor's id was edited", (ctx) => edit(ctx, 3, { actorId: "somebody-else" }), 3],
    ["the actor was made a job", (ctx) => edit(ctx, 3, { actorKind: "job" }), 3],
    ["the action was edited", (ctx) => edit(ctx, 3, { action: "team.view" }), 3],
    ["the subject was edited", (ctx) => edit(ctx, 3, { subjectId: "u" }), 3],
    ["the kind of subject was edited", (ctx) => edit(ctx, 3, { subjectType: "person" }), 3],
    [
      "the time was moved by a millisecond",
      async (ctx) => {
        const { at: time } = await entryAt(ctx, 3);
        await edit(ctx, 3, { at: new Date(time.getTime() + 1) });
      },
      3,
    ],
    [
      "one member of what it became was edited",
      (ctx) => edit(ctx, 3, { after: { size: 4, name: "Team 3" } }),
      3,
    ],
    ["what it was before was made up", (ctx) => edit(ctx, 3, { before: { size: 0 } }), 3],
    ["the first entry was edited", (ctx) => edit(ctx, 1, { actorName: "Mallory" }), 1],
    ["the last entry was edited", (ctx) => edit(ctx, 6, { actorName: "Mallory" }), 6],
    ["the first entry was deleted", (ctx) => systemDb().auditEntry.delete(at(ctx, 1)), 2],
    ["one in the middle was deleted", (ctx) => systemDb().auditEntry.delete(at(ctx, 4)), 5],
    [
      "one was deleted and the rest moved up",
      async (ctx) => {
        await systemDb().auditEntry.delete(at(ctx, 3));
        for (const sequence of [4, 5, 6]) await edit(ctx, sequence, { sequence: BigInt(sequence - 1) });
      },
      3,
    ],
    [
      "two were put in each other's place",
      async (ctx) => {
        await edit(ctx, 3, { sequence: 99n });
        await edit(ctx, 4, { sequence: 3n });
        await edit(ctx, 99, { sequence: 4n });
      },
      3,
    ],
    [
      "one was edited and its hash made anew",
      async (ctx) => {
        const forged = { ...(await entryAt(ctx, 3)), actorName: "Mallory" };
        await edit(ctx, 3, { actorName: forged.actorName, hash: auditHash(forged) });
      },
      4,
    ],
    [
      "one was put in at the start",
      async (ctx) => {
        const first = await entryAt(ctx, 1);
        const forged = { ...first, sequence: 0n, action: "team.delete" };
        await systemDb().auditEntry.create({
          data: { ...forged, id: ctx.organizationId, before: {}, after: {}, hash: auditHash(forged) },
        });
      },
      0,
    ],
  ];

  test.each(tampered)("%s", async (_, tamper, brokenAt) => {
    const ctx = await createChain(6);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 6 });
    await tamper(ctx);
    const verdict = await verifyAudit(ctx);
    expect(verdict).toMatchObject({ intact: false, brokenAt });
    expect(verdict.reason).toMatch(/^[A-Z].+\.$/);
  });
});

describe("entries that were cut off the end", () => {
  test("show by the hash that was kept of the head, and only by that", async () => {
    const ctx = await createChain(5);
    const { headHash } = await verifyAudit(ctx);
    const head = headHash ?? "";
    await systemDb().auditEntry.deleteMany({
      where: { organizationId: ctx.organizationId, sequence: { gt: 3n } },
    });
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 3 });
    expect(await verifyAudit(ctx, { head })).toMatchObject({ intact: false, brokenAt: 4, checkedCount: 3 });
    await write(ctx, "team.change");
    expect(await verifyAudit(ctx, { head })).toMatchObject({ intact: false });
  });

  test("are not claimed where the head that was kept still stands, however much came after it", async () => {
    const ctx = await createChain(2);
    const { headHash } = await verifyAudit(ctx);
    await write(ctx, "team.change");
    expect(await verifyAudit(ctx, { head: headHash ?? "" })).toMatchObject({ intact: true, checkedCount: 3 });
  });

  test("show where all is gone", async () => {
    const ctx = await createChain(2);
    const { headHash } = await verifyAudit(ctx);
    await systemDb().auditEntry.deleteMany({ where: { organizationId: ctx.organizationId } });
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 0, headHash: null });
    expect(await verifyAudit(ctx, { head: headHash ?? "" })).toMatchObject({ intact: false, brokenAt: 1 });
  });
});

describe("a chain stays whole", () => {
  test("whatever its entries hold", async () => {
    const ctx = await createOrganization();
    const odd: Prisma.InputJsonValue[] = [
      { b: 1, a: { d: [1, { z: 1, y: 2 }], c: null as unknown as string } },
      [],
      {},
      "text",
      0,
      false,
      { "": "empty name", ключ: "значение", "🦪": "\u2028 \\ \" ' < >" },
      { small: 1e-7, large: 1e21, negative: -0.1, third: 1 / 3 },
      { "10": "ten", "9": "nine", __proto__x: 1 },
      "x".repeat(100_000),
    ];
    for (const after of odd) await write(ctx, "team.change", after);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: odd.length });
  });

  test("when thirty changes are made at the same instant", async () => {
    const ctx = await createOrganization();
    await Promise.all(Array.from({ length: 30 }, (_, n) => write(ctx, "team.change", { n })));
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 30 });
  });

  test("when changes between the others are rolled back", async () => {
    const ctx = await createChain(2);
    const refused = inTransaction(ctx, async (tx) => {
      await audit(tx, ctx, { action: "team.delete", subjectType: "team", subjectId: "t" });
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    await write(ctx, "team.change");
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 3 });
  });

  test("whatever happens in another organization's", async () => {
    const [mine, theirs] = [await createChain(2), await createChain(2)];
    await edit(theirs, 1, { actorName: "Mallory" });
    expect(await verifyAudit(mine)).toMatchObject({ intact: true, checkedCount: 2 });
    expect(await verifyAudit(theirs)).toMatchObject({ intact: false, brokenAt: 1 });
  });

  test("over more entries than are read at once", async () => {
    const ctx = await createOrganization();
    const { organizationId, actor } = ctx;
    let previousHash = "";
    const entries = Array.from({ length: 4_001 }, (_, n) => {
      const entry = {
        organizationId,
        sequence: BigInt(n + 1),
        at: new Date(1_700_000_000_000 + n),
        actorKind: actor.kind,
        actorId: actor.id,
        actorName: actor.name,
        action: "team.change",
        subjectType: "team",
        subjectId: String(n),
        previousHash,
      };
      previousHash = auditHash(entry);
      return { ...entry, id: crypto.randomUUID(), hash: previousHash };
    });
    await systemDb().auditEntry.createMany({ data: entries });
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 4_001 });
    await edit(ctx, 4_000, { subjectId: "forged" });
    expect(await verifyAudit(ctx)).toMatchObject({ intact: false, brokenAt: 4_000, checkedCount: 3_999 });
  });
});

describe("the list of what was changed", () => {
  const actionsOf = async (ctx: Context, filters: Partial<Parameters<typeof listAudit>[1]>) =>
    (await listAudit(ctx, { ...noFilters, ...filters })).items.map(({ action }) => action);

  test("filters by action or by noun, and takes neither for a pattern", async () => {
    const ctx = await createOrganization();
    for (const action of ["team.create", "team.change", "teamwork.change", "token.create"])
      await write(ctx, action);
    expect(await actionsOf(ctx, { action: "team" })).toEqual(["team.change", "team.create"]);
    expect(await actionsOf(ctx, { action: "team.create" })).toEqual(["team.create"]);
    for (const action of ["t%", "t__m", "%", "tea", "TEAM"])
      expect(await actionsOf(ctx, { action })).toEqual([]);
  });

  test("filters by actor whatever the case, and takes the name literally", async () => {
    const ctx = await createOrganization();
    const as = (name: string): Context => ({ ...ctx, actor: { ...ctx.actor, name } });
    await write(as("Ada 100%"), "team.a");
    await write(as("ada_b"), "team.b");
    await write(as("Grace"), "team.c");
    expect(await actionsOf(ctx, { actor: "ADA" })).toEqual(["team.b", "team.a"]);
    expect(await actionsOf(ctx, { actor: "%" })).toEqual(["team.a"]);
    expect(await actionsOf(ctx, { actor: "a_b" })).toEqual(["team.b"]);
    expect(await actionsOf(ctx, { actor: "\\" })).toEqual([]);
  });

  test("filters by time, from the first instant on and up to but without the second", async () => {
    const ctx = await createChain(3);
    const [first, second, third] = await Promise.all([entryAt(ctx, 1), entryAt(ctx, 2), entryAt(ctx, 3)]);
    const span = (from: Date | null, to: Date | null) => actionsOf(ctx, { from, to });
    expect(await span(first.at, null)).toHaveLength(3);
    expect((await span(null, third.at)).length).toBeLessThan(3);
    expect(await span(new Date(third.at.getTime() + 1), null)).toEqual([]);
    expect(await span(second.at, second.at)).toEqual([]);
  });

  test.each([
    [0, 1],
    [-7, 1],
    [2, 2],
    [10_000, 3],
  ])("shows for limit=%i a page of %i", async (limit, length) => {
    const ctx = await createChain(3);
    expect((await listAudit(ctx, { ...noFilters, limit })).items).toHaveLength(length);
  });

  test.each(["analyst", "engineer"] as const)("is closed to an %s, as is verification", async (role) => {
    const ctx = await createOrganization(role);
    await expect(listAudit(ctx, noFilters)).rejects.toMatchObject({ code: "forbidden" });
    await expect(verifyAudit(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });
});
