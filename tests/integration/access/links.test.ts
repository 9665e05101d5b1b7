import { describe, expect, test } from "vitest";

import { changePerson } from "#lib/access/change-person.ts";
import { findSession, type SignedIn } from "#lib/access/find-session.ts";
import { firstAdministrator, placeholderEmail } from "#lib/access/first-administrator.ts";
import { invitePerson } from "#lib/access/invite-person.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { renewSignInLink } from "#lib/access/renew-sign-in-link.ts";
import { setUp, setUpNeeds } from "#lib/access/set-up.ts";
import { signInWithLink } from "#lib/access/sign-in-with-link.ts";
import { signInWithPassword } from "#lib/access/sign-in-with-password.ts";
import { startSession } from "#lib/access/start-session.ts";
import { verifyAudit } from "#lib/access/verify-audit.ts";
import { jobContext, type Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { oneDone, outcomesOf } from "#tests/support/outcomes.ts";

const password = "violet anchor mends seven";
const hourMs = 3_600_000;
let count = 0;
const somewhere = () => ({ address: `192.0.2.${++count}`, userAgent: "test" });
const newEmail = () => `invited-${++count}@example.com`;
const secretOf = ({ path }: { path: string }) => ({ secret: path.split("#")[1] ?? "" });
const use = (link: { path: string }) => signInWithLink(secretOf(link), somewhere());

async function signedInBy(link: { path: string }): Promise<SignedIn> {
  const key = await use(link);
  const signedIn = key && (await findSession(key));
  if (!signedIn) throw new Error("The link did not sign anybody in");
  return signedIn;
}

/** Somebody who was invited, used the link and chose a password. */
async function createPerson(admin: Context, role: "engineer" | "analyst" | "admin" = "engineer") {
  const email = newEmail();
  const link = await invitePerson(admin, { name: "Grace Hopper", email, role });
  const signedIn = await signedInBy(link);
  await setUp(signedIn, { name: "Grace Hopper", password });
  return { email, id: link.personId, signedIn };
}

test("an empty installation that is prepared by several at once gets one organization and one administrator", async () => {
  expect(await systemDb().organization.count()).toBe(0);
  const prepared = await Promise.all([firstAdministrator(), firstAdministrator(), firstAdministrator()]);
  expect(new Set(prepared.map(({ organizationId }) => organizationId)).size).toBe(1);
  const [{ organizationId }] = prepared;
  expect(await systemDb().organization.count()).toBe(1);
  expect(await systemDb().user.findMany({ select: { email: true, passwordHash: true } })).toEqual([
    { email: placeholderEmail, passwordHash: null },
  ]);
  expect(await systemDb().membership.findMany({ where: { organizationId } })).toMatchObject([
    { role: "admin", disabledAt: null },
  ]);
  const verdict = await verifyAudit(jobContext(organizationId, "test"));
  expect(verdict).toMatchObject({ intact: true, checkedCount: 1 });
});

test("once the first administrator is set up, no start makes a link any more", async () => {
  const { signInPath, organizationId } = await firstAdministrator();
  const signedIn = await signedInBy({ path: signInPath ?? "" });
  expect(await setUpNeeds(signedIn)).toEqual({
    first: true,
    name: "Administrator",
    email: placeholderEmail,
  });
  const email = newEmail();
  await setUp(signedIn, { name: "Ada", email, organizationName: "Analytical", password });
  expect(await firstAdministrator()).toEqual({ organizationId, signInPath: null });
  expect(await setUpNeeds(signedIn)).toBeNull();
});

test("of two browsers that set up at once, one chooses the password and the other is told", async () => {
  const admin = await createOrganization();
  const email = newEmail();
  const signedIn = await signedInBy(await invitePerson(admin, { name: "Grace", email, role: "engineer" }));
  const passwords = ["violet anchor mends seven", "granite teapot sings low", "copper lantern hums again"];
  const outcomes = await outcomesOf(
    passwords.map((chosen) => setUp(signedIn, { name: "Grace", password: chosen })),
  );
  expect(outcomes.toSorted()).toEqual(oneDone(3, "conflict"));
  for (const [at, chosen] of passwords.entries()) {
    const key = await signInWithPassword({ email, password: chosen }, somewhere());
    expect([chosen, key !== null]).toEqual([chosen, outcomes[at] === "done"]);
  }
  const entries = await systemDb().auditEntry.count({
    where: { organizationId: admin.organizationId, action: "person.set-up" },
  });
  expect(entries).toBe(1);
});

test("choosing a password ends every session that another copy of a link began", async () => {
  const admin = await createOrganization();
  const link = await invitePerson(admin, { name: "Grace", email: newEmail(), role: "engineer" });
  const thief = await use(link);
  const signedIn = await signedInBy(await renewSignInLink(admin, link.personId));
  expect(thief && (await findSession(thief))).not.toBeNull();
  await setUp(signedIn, { name: "Grace", password });
  expect(thief && (await findSession(thief))).toBeNull();
});

describe("set-up refuses", () => {
  const invited = async () =>
    signedInBy(
      await invitePerson(await createOrganization(), {
        name: "Grace",
        email: `hopper-${++count}@example.com`,
        role: "engineer",
      }),
    );

  test.each([
    ["a password everybody tries", { password: "passwordpassword" }, "password"],
    ["one character again and again", { password: "aaaaaaaaaaaaaaaa" }, "password"],
    ["the name with a few digits", { name: "Grace Hopper", password: "grace hopper 1" }, "password"],
  ])("%s, naming the field and storing nothing", async (_, input, field) => {
    const signedIn = await invited();
    await expect(setUp(signedIn, { name: "Grace", ...input })).rejects.toMatchObject({
      code: "invalid-input",
      fields: [{ field }],
    });
    expect(await setUpNeeds(signedIn)).toMatchObject({ name: "Grace", first: false });
  });

  test("an e-mail that was chosen for somebody else: theirs stays the one they were invited by", async () => {
    const signedIn = await invited();
    await setUp(signedIn, { name: "Grace", password, email: "another@example.com" });
    const { email } = await systemDb().user.findUniqueOrThrow({ where: { id: signedIn.user.id } });
    expect(email).toBe(signedIn.user.email);
  });
});

describe("a link", () => {
  test("ends 48 hours after it was made", async () => {
    const link = await invitePerson(await createOrganization(), {
      name: "Grace",
      email: newEmail(),
      role: "engineer",
    });
    expect((Date.parse(link.expiresAt) - Date.now()) / hourMs).toBeCloseTo(48, 1);
    const stored = await systemDb().signInLink.findFirstOrThrow({ where: { userId: link.personId } });
    expect(stored.expiresAt.toISOString()).toBe(link.expiresAt);
  });

  test.each([
    ["nothing", ""],
    ["another secret", "A".repeat(43)],
    ["its own hash", "hash"],
  ])("is not opened by %s", async (_, guess) => {
    const admin = await createOrganization();
    const { personId } = await invitePerson(admin, { name: "G", email: newEmail(), role: "engineer" });
    const { secretHash } = await systemDb().signInLink.findFirstOrThrow({ where: { userId: personId } });
    const secret = guess === "hash" ? secretHash : guess;
    expect(await signInWithLink({ secret }, somewhere())).toBeNull();
  });

  test("signs in with the role of that instant, not with that of the invitation", async () => {
    const admin = await createOrganization();
    const link = await invitePerson(admin, { name: "Grace", email: newEmail(), role: "admin" });
    await changePerson(admin, link.personId, { role: "auditor" });
    expect((await signedInBy(link)).role).toBe("auditor");
  });

  test("of somebody who is disabled opens nothing, even after they are enabled again", async () => {
    const admin = await createOrganization();
    const link = await invitePerson(admin, { name: "Grace", email: newEmail(), role: "engineer" });
    await changePerson(admin, link.personId, { disabled: true });
    expect(await use(link)).toBeNull();
    await expect(renewSignInLink(admin, link.personId)).rejects.toMatchObject({ code: "conflict" });
    await changePerson(admin, link.personId, { disabled: false });
    expect(await use(link)).toBeNull();
    expect(await use(await renewSignInLink(admin, link.personId))).not.toBeNull();
  });

  test("of another organization's person cannot be made", async () => {
    const [admin, stranger] = [await createOrganization(), await createOrganization()];
    const { personId } = await invitePerson(admin, { name: "G", email: newEmail(), role: "engineer" });
    await expect(renewSignInLink(stranger, personId)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is audited without its secret", async () => {
    const admin = await createOrganization();
    const link = await invitePerson(admin, { name: "Grace", email: newEmail(), role: "engineer" });
    const renewed = await renewSignInLink(admin, link.personId);
    const entries = await systemDb().auditEntry.findMany({
      where: { organizationId: admin.organizationId },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual(["person.invite", "person.renew-link"]);
    const text = JSON.stringify(entries, (_, value: unknown) => (typeof value === "bigint" ? 0 : value));
    for (const { secret } of [secretOf(link), secretOf(renewed)]) expect(text).not.toContain(secret);
  });
});

describe("a forgotten password", () => {
  test("holds until the new link is used; then it ends, and another is chosen", async () => {
    const admin = await createOrganization();
    const { email, id } = await createPerson(admin);
    const link = await renewSignInLink(admin, id);
    const signIn = (text: string) => signInWithPassword({ email, password: text }, somewhere());
    expect(await signIn(password)).not.toBeNull();
    const signedIn = await signedInBy(link);
    expect(await signIn(password)).toBeNull();
    expect(await setUpNeeds(signedIn)).toMatchObject({ first: false, email });
    await setUp(signedIn, { name: "Grace Hopper", password: "granite teapot sings low" });
    expect(await signIn("granite teapot sings low")).not.toBeNull();
    const { items } = await listPeople(admin);
    expect(items.find((person) => person.id === id)?.state).toBe("active");
  });
});

describe("somebody of two organizations", () => {
  test("is invited without a link: who made it would be signed in as them over there", async () => {
    const [home, other] = [await createOrganization(), await createOrganization()];
    const { email, id } = await createPerson(home, "admin");
    const invited = await invitePerson(other, { name: "Somebody", email, role: "engineer" });
    expect(invited).toMatchObject({ personId: id, path: "/sign-in" });
    expect(await systemDb().signInLink.count({ where: { organizationId: other.organizationId } })).toBe(0);
    const { items } = await listPeople(other);
    expect(items.find((person) => person.id === id)).toMatchObject({ name: "Grace Hopper", state: "active" });
  });

  test("has no link made by either, and none that was made before opens any more", async () => {
    const [home, other] = [await createOrganization(), await createOrganization()];
    const { email, id } = await createPerson(home, "admin");
    const earlier = await renewSignInLink(home, id);
    await invitePerson(other, { name: "Somebody", email, role: "engineer" });
    for (const admin of [home, other])
      await expect(renewSignInLink(admin, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await use(earlier)).toBeNull();
    expect(await signInWithPassword({ email, password }, somewhere())).not.toBeNull();
  });

  test("is not invited before they have a password of their own", async () => {
    const [home, other] = [await createOrganization(), await createOrganization()];
    const email = newEmail();
    const link = await invitePerson(home, { name: "Grace", email, role: "engineer" });
    const invitation = { name: "Grace", email, role: "admin" as const };
    await expect(invitePerson(other, invitation)).rejects.toMatchObject({ fields: [{ field: "email" }] });
    await setUp(await signedInBy(link), { name: "Grace", password });
    expect((await invitePerson(other, invitation)).personId).toBe(link.personId);
  });
});

test("one e-mail invited by many at the same instant is one person, and all but one are told", async () => {
  const admin = await createOrganization();
  const invitation = { name: "Grace", email: newEmail(), role: "engineer" as const };
  const outcomes = await outcomesOf(Array.from({ length: 5 }, () => invitePerson(admin, invitation)));
  expect(outcomes.toSorted()).toEqual(oneDone(5, "conflict"));
  expect(await systemDb().user.count({ where: { email: invitation.email } })).toBe(1);
});

test("a session outlives neither its person's membership nor their organization's", async () => {
  const admin = await createOrganization();
  const { id } = await createPerson(admin);
  const key = await startSession(id, admin.organizationId, somewhere());
  expect(await findSession(key)).not.toBeNull();
  const membership = { organizationId_userId: { organizationId: admin.organizationId, userId: id } };
  await systemDb().membership.delete({ where: membership });
  expect(await findSession(key)).toBeNull();
});
