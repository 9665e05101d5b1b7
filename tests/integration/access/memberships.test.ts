import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { findSession } from "#lib/access/find-session.ts";
import { findToken } from "#lib/access/find-token.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { listSessions, revokeSession } from "#lib/access/sessions.ts";
import { startSession } from "#lib/access/start-session.ts";
import { switchOrganization } from "#lib/access/switch-organization.ts";
import { changeTeam, createTeam, deleteTeam, listTeams } from "#lib/access/teams.ts";
import { createToken, listTokens, revokeToken } from "#lib/access/tokens.ts";
import { viewerOf } from "#lib/access/viewer.ts";
import { permissionsOfRole, roles, type Permission } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { oneDone, outcomesOf } from "#tests/support/outcomes.ts";

const from = { address: "192.0.2.1", userAgent: "test" };
const sessionFor = (ctx: Context) => startSession(ctx.actor.id, ctx.organizationId, from);
const actionsIn = async ({ organizationId }: Context) =>
  (await systemDb().auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } })).map(
    ({ action }) => action,
  );

async function signedIn(ctx: Context) {
  const found = await findSession(await sessionFor(ctx));
  if (!found) throw new Error("No session");
  return found;
}

describe("roles", () => {
  test.each(roles.flatMap((before) => roles.map((after) => [before, after] as const)))(
    "from %s to %s: sessions and tokens hold what the new one holds, from the next request on",
    async (before, after) => {
      const admin = await createOrganization();
      const member = await createMember(admin.organizationId, before);
      const key = await sessionFor(member);
      const scopes: Permission[] = ["finding:read", ...(before === "auditor" ? [] : ["token:read" as const])];
      const token = member.permissions.has("token:write")
        ? await createToken(member, { name: "t", scopes, expiresInDays: 1 })
        : null;
      await changePerson(admin, member.actor.id, { role: after });
      const found = await findSession(key);
      expect(found?.role).toBe(after);
      expect([...(found?.ctx.permissions ?? [])]).toEqual([...permissionsOfRole[after]]);
      if (!token) return;
      const held: readonly Permission[] = permissionsOfRole[after];
      expect([...((await findToken(token.secret))?.permissions ?? [])].toSorted()).toEqual(
        scopes.filter((scope) => held.includes(scope)).toSorted(),
      );
    },
  );

  test("a change is audited with what was before and after", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "engineer");
    await changePerson(admin, member.actor.id, { role: "analyst" });
    const [entry] = await systemDb().auditEntry.findMany({ where: { organizationId: admin.organizationId } });
    expect(entry).toMatchObject({
      action: "person.change",
      subjectId: member.actor.id,
      actorId: admin.actor.id,
      before: { role: "engineer" },
      after: { role: "analyst" },
    });
  });

  test("changing the role of somebody disabled neither enables them nor moves the day they were disabled", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "engineer");
    const where = {
      organizationId_userId: { organizationId: admin.organizationId, userId: member.actor.id },
    };
    await changePerson(admin, member.actor.id, { disabled: true });
    const { disabledAt } = await systemDb().membership.findUniqueOrThrow({ where });
    const changed = await changePerson(admin, member.actor.id, { role: "analyst" });
    expect(changed).toMatchObject({ role: "analyst", state: "disabled" });
    expect((await systemDb().membership.findUniqueOrThrow({ where })).disabledAt).toEqual(disabledAt);
  });

  test("nobody of another organization is changed, found or listed", async () => {
    const [mine, theirs] = [await createOrganization(), await createOrganization()];
    await expect(changePerson(mine, theirs.actor.id, { role: "auditor" })).rejects.toMatchObject({
      code: "not-found",
    });
    expect((await listPeople(mine)).items.map(({ id }) => id)).toEqual([mine.actor.id]);
    expect(await actionsIn(theirs)).toEqual([]);
  });

  test("of three administrators who leave at once, one stays", async () => {
    const first = await createOrganization();
    const { organizationId } = first;
    const others = [await createMember(organizationId, "admin"), await createMember(organizationId, "admin")];
    const all = [first, ...others];
    const leave = all.map((ctx) => changePerson(ctx, ctx.actor.id, { role: "auditor" }));
    expect((await outcomesOf(leave)).toSorted()).toEqual(["conflict", "done", "done"]);
    const left = await systemDb().membership.count({ where: { organizationId, role: "admin" } });
    expect(left).toBe(1);
  });
});

describe("tokens", () => {
  test("neither list nor end sessions, unless people are among their scopes", async () => {
    const admin = await createOrganization();
    const { id } = await sessionFor(admin);
    const asToken = async (scopes: Permission[]) => {
      const { secret } = await createToken(admin, { name: scopes.join(), scopes, expiresInDays: 1 });
      const ctx = await findToken(secret);
      if (!ctx) throw new Error("No token");
      return ctx;
    };
    const narrow = await asToken(["job:read"]);
    await expect(listSessions(narrow, null)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeSession(narrow, id)).rejects.toMatchObject({ code: "forbidden" });
    const wide = await asToken(["people:write"]);
    expect((await listSessions(wide, null)).items.map((session) => session.id)).toEqual([id]);
    await revokeSession(wide, id);
    expect(await listSessions(wide, null)).toEqual({ items: [] });
  });

  test("remember when they were last used, to the minute and not at each request", async () => {
    const admin = await createOrganization();
    const { secret, token } = await createToken(admin, {
      name: "t",
      scopes: ["job:read"],
      expiresInDays: 1,
    });
    const usedAt = async () =>
      (await systemDb().apiToken.findUniqueOrThrow({ where: { id: token.id } })).usedAt;
    expect(await usedAt()).toBeNull();
    await findToken(secret);
    const first = await usedAt();
    expect(first).not.toBeNull();
    await findToken(secret);
    expect(await usedAt()).toEqual(first);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await systemDb().apiToken.update({ where: { id: token.id }, data: { usedAt: anHourAgo } });
    await findToken(secret);
    expect((await usedAt())?.getTime()).toBeGreaterThan(anHourAgo.getTime());
  });

  test("end with their person everywhere, with the membership here, and at their own time", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "analyst");
    const { secret, token } = await createToken(member, {
      name: "t",
      scopes: ["job:read"],
      expiresInDays: 1,
    });
    const holds = async () => (await findToken(secret)) !== null;
    const user = (data: { disabledAt: Date | null }) =>
      systemDb().user.update({ where: { id: member.actor.id }, data });
    expect(await holds()).toBe(true);
    await user({ disabledAt: new Date() });
    expect(await holds()).toBe(false);
    await user({ disabledAt: null });
    expect(await holds()).toBe(true);
    await systemDb().apiToken.update({ where: { id: token.id }, data: { expiresAt: new Date() } });
    expect(await holds()).toBe(false);
  });

  test("are revoked once: the second time there is nothing to revoke", async () => {
    const admin = await createOrganization();
    const { token } = await createToken(admin, { name: "t", scopes: ["job:read"], expiresInDays: 1 });
    const outcomes = await outcomesOf([revokeToken(admin, token.id), revokeToken(admin, token.id)]);
    expect(outcomes.toSorted()).toEqual(["done", "not-found"]);
    expect((await listTokens(admin)).items[0]?.state).toBe("revoked");
    expect(await actionsIn(admin)).toEqual(["token.create", "token.revoke"]);
  });

  test("hold each scope once, however often it was asked for", async () => {
    const admin = await createOrganization();
    const { token } = await createToken(admin, {
      name: "t",
      scopes: ["job:read", "job:read", "audit:read"],
      expiresInDays: 1,
    });
    expect(token.scopes).toEqual(["job:read", "audit:read"]);
  });
});

describe("teams", () => {
  test.each(["%", "_", "Team_1", "a%", "\\"])("%j is a name and no pattern", async (name) => {
    const ctx = await createOrganization();
    await createTeam(ctx, { name: "TeamX1", memberIds: [] });
    await createTeam(ctx, { name: "abc", memberIds: [] });
    await expect(createTeam(ctx, { name, memberIds: [] })).resolves.toMatchObject({ name });
    await expect(createTeam(ctx, { name, memberIds: [] })).rejects.toMatchObject({ code: "conflict" });
  });

  test("a team may write its own name in another case", async () => {
    const ctx = await createOrganization();
    const team = await createTeam(ctx, { name: "platform", memberIds: [] });
    await createTeam(ctx, { name: "Data", memberIds: [] });
    expect((await changeTeam(ctx, team.id, { name: "Platform" })).name).toBe("Platform");
    await expect(changeTeam(ctx, team.id, { name: "DATA" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("of five who create a team of one name at once, one does", async () => {
    const ctx = await createOrganization();
    const outcomes = await outcomesOf(
      Array.from({ length: 5 }, () => createTeam(ctx, { name: "Platform", memberIds: [] })),
    );
    expect(outcomes.toSorted()).toEqual(oneDone(5, "conflict"));
    expect(await actionsIn(ctx)).toEqual(["team.create"]);
  });

  test("two organizations may each have a team of one name, and neither reaches the other's", async () => {
    const [mine, theirs] = [await createOrganization(), await createOrganization()];
    const own = await createTeam(mine, { name: "Platform", memberIds: [mine.actor.id] });
    const other = await createTeam(theirs, { name: "Platform", memberIds: [] });
    expect((await listTeams(mine)).items.map(({ id }) => id)).toEqual([own.id]);
    const reach = [changeTeam(mine, other.id, { name: "Mine" }), deleteTeam(mine, other.id)];
    expect(await outcomesOf(reach)).toEqual(["not-found", "not-found"]);
  });

  test("a refused change leaves the members as they were, and no audit entry", async () => {
    const ctx = await createOrganization();
    const team = await createTeam(ctx, { name: "Platform", memberIds: [ctx.actor.id] });
    const change = { name: "Renamed", memberIds: [ctx.actor.id, newId()] };
    await expect(changeTeam(ctx, team.id, change)).rejects.toMatchObject({ code: "invalid-input" });
    expect((await listTeams(ctx)).items).toMatchObject([
      { name: "Platform", members: [{ id: ctx.actor.id }] },
    ]);
    expect(await actionsIn(ctx)).toEqual(["team.create"]);
  });

  test("members given twice are members once, and an empty list empties the team", async () => {
    const ctx = await createOrganization();
    const { id } = await createTeam(ctx, { name: "P", memberIds: [ctx.actor.id, ctx.actor.id] });
    expect((await listTeams(ctx)).items[0]?.members).toHaveLength(1);
    expect((await changeTeam(ctx, id, { memberIds: [] })).members).toEqual([]);
  });
});

describe("switching", () => {
  async function createTwo() {
    const [here, there] = [await createOrganization(), await createOrganization()];
    const { organizationId } = there;
    const userId = here.actor.id;
    await systemDb().membership.create({ data: { organizationId, userId, role: "engineer" } });
    return { here, there, membership: { organizationId_userId: { organizationId, userId } } };
  }

  test("moves this session and no other of the same person", async () => {
    const { here, there } = await createTwo();
    const [moved, stays] = [await sessionFor(here), await sessionFor(here)];
    const found = await findSession(moved);
    if (!found) throw new Error("No session");
    await switchOrganization(found, there.organizationId);
    expect((await findSession(moved))?.organization.id).toBe(there.organizationId);
    expect((await findSession(stays))?.organization.id).toBe(here.organizationId);
    expect(await actionsIn(there)).toEqual(["session.switch"]);
  });

  test("does not go where the membership was disabled, and says no more than of one that never was", async () => {
    const { here, there, membership } = await createTwo();
    await systemDb().membership.update({ where: membership, data: { disabledAt: new Date() } });
    const person = await signedIn(here);
    const [disabled, unknown] = await Promise.allSettled([
      switchOrganization(person, there.organizationId),
      switchOrganization(person, newId()),
    ]);
    expect(disabled).toEqual(unknown);
    expect(disabled.status).toBe("rejected");
  });

  test("is offered between the organizations one belongs to", async () => {
    const { here, there, membership } = await createTwo();
    const offered = async () =>
      (await viewerOf(await signedIn(here))).organizations.map(({ id }) => id).toSorted();
    expect(await offered()).toEqual([here.organizationId, there.organizationId].toSorted());
    await systemDb().membership.update({ where: membership, data: { disabledAt: new Date() } });
    expect(await offered()).toEqual([here.organizationId]);
  });
});
