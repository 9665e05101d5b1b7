import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { findSession } from "#lib/access/find-session.ts";
import { findToken } from "#lib/access/find-token.ts";
import { invitePerson } from "#lib/access/invite-person.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { renewSignInLink } from "#lib/access/renew-sign-in-link.ts";
import { signInWithLink } from "#lib/access/sign-in-with-link.ts";
import { startSession } from "#lib/access/start-session.ts";
import { createToken } from "#lib/access/tokens.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const from = { address: "192.0.2.7", userAgent: "test" };
const secretOf = (path: string) => ({ secret: path.split("#")[1] ?? "" });
const actionsIn = async ({ organizationId }: Context) =>
  (await systemDb().auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" } })).map(
    ({ action }) => action,
  );
const invitation = { name: "Grace", email: "grace@example.com", role: "engineer" as const };

describe("inviting", () => {
  test("somebody becomes a member, invited until they choose a password, and it is audited", async () => {
    const admin = await createOrganization();
    const { personId } = await invitePerson(admin, { ...invitation, email: "g1@example.com" });
    const { items } = await listPeople(admin);
    expect(items.find(({ id }) => id === personId)).toMatchObject({ role: "engineer", state: "invited" });
    expect(await actionsIn(admin)).toEqual(["person.invite"]);
  });

  test("the link works once, and only the newest", async () => {
    const admin = await createOrganization();
    const first = await invitePerson(admin, { ...invitation, email: "g2@example.com" });
    const second = await renewSignInLink(admin, first.personId);
    expect(await signInWithLink(secretOf(first.path), from)).toBeNull();
    expect(await signInWithLink(secretOf(second.path), from)).not.toBeNull();
    expect(await signInWithLink(secretOf(second.path), from)).toBeNull();
  });

  test("of two browsers that open one link at once, one gets in", async () => {
    const { path } = await invitePerson(await createOrganization(), {
      ...invitation,
      email: "g3@example.com",
    });
    const both = await Promise.all([
      signInWithLink(secretOf(path), from),
      signInWithLink(secretOf(path), from),
    ]);
    expect(both.filter((key) => key !== null)).toHaveLength(1);
  });

  test("an expired link is nothing", async () => {
    const { path, personId } = await invitePerson(await createOrganization(), {
      ...invitation,
      email: "g4@example.com",
    });
    await systemDb().signInLink.updateMany({ where: { userId: personId }, data: { expiresAt: new Date(0) } });
    expect(await signInWithLink(secretOf(path), from)).toBeNull();
  });

  test("the link's secret is stored nowhere in clear", async () => {
    const { path, personId } = await invitePerson(await createOrganization(), {
      ...invitation,
      email: "g5@example.com",
    });
    const links = await systemDb().signInLink.findMany({ where: { userId: personId } });
    expect(JSON.stringify(links)).not.toContain(secretOf(path).secret);
  });

  test("twice into one organization is refused, into two is one person", async () => {
    const [one, two] = [await createOrganization(), await createOrganization()];
    const person = { ...invitation, email: "g6@example.com" };
    const { personId } = await invitePerson(one, person);
    await expect(invitePerson(one, person)).rejects.toMatchObject({ code: "conflict" });
    await systemDb().user.update({ where: { id: personId }, data: { passwordHash: "chosen" } });
    expect((await invitePerson(two, person)).personId).toBe(personId);
  });
});

describe("changing", () => {
  test("disabling ends sessions and tokens at once, here and not elsewhere", async () => {
    const [here, there] = [await createOrganization(), await createOrganization()];
    const member = await createMember(here.organizationId, "analyst");
    await systemDb().membership.create({
      data: { organizationId: there.organizationId, userId: member.actor.id, role: "analyst" },
    });
    const sessionHere = await startSession(member.actor.id, here.organizationId, from);
    const sessionThere = await startSession(member.actor.id, there.organizationId, from);
    const { secret } = await createToken(member, { name: "t", scopes: ["finding:read"], expiresInDays: 1 });
    expect(await findToken(secret)).not.toBeNull();
    const changed = await changePerson(here, member.actor.id, { disabled: true });
    expect(changed.state).toBe("disabled");
    expect(await findSession(sessionHere)).toBeNull();
    expect(await findToken(secret)).toBeNull();
    expect(await findSession(sessionThere)).not.toBeNull();
  });

  test.each([[{ disabled: true }], [{ role: "analyst" as const }]])(
    "the last administrator stays one (%j)",
    async (change) => {
      const admin = await createOrganization();
      await expect(changePerson(admin, admin.actor.id, change)).rejects.toMatchObject({ code: "conflict" });
      const second = await createMember(admin.organizationId, "admin");
      await expect(changePerson(second, admin.actor.id, change)).resolves.toBeDefined();
    },
  );

  test("two administrators who disable each other at once leave one", async () => {
    const one = await createOrganization();
    const two = await createMember(one.organizationId, "admin");
    const tried = await Promise.allSettled([
      changePerson(one, two.actor.id, { disabled: true }),
      changePerson(two, one.actor.id, { disabled: true }),
    ]);
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a disabled administrator does not count as another one", async () => {
    const one = await createOrganization();
    const two = await createMember(one.organizationId, "admin");
    await changePerson(one, two.actor.id, { disabled: true });
    await expect(changePerson(one, one.actor.id, { role: "auditor" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("a token loses what its person's role loses", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "analyst");
    const scopes = ["finding:read", "finding:write"] as const;
    const { secret } = await createToken(member, { name: "t", scopes: [...scopes], expiresInDays: 1 });
    await changePerson(admin, member.actor.id, { role: "engineer" });
    expect([...((await findToken(secret))?.permissions ?? [])]).toEqual(["finding:read"]);
  });

  test.each(["analyst", "engineer", "auditor"] as const)(
    "no %s may change or invite anybody",
    async (role) => {
      const ctx = await createOrganization(role);
      await expect(changePerson(ctx, ctx.actor.id, { role: "admin" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(invitePerson(ctx, invitation)).rejects.toMatchObject({ code: "forbidden" });
    },
  );
});
