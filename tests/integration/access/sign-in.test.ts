import { expect, test } from "vitest";

import { endSession } from "#lib/access/end-session.ts";
import { findSession } from "#lib/access/find-session.ts";
import { firstAdministrator, placeholderEmail } from "#lib/access/first-administrator.ts";
import { hashPassword, isPassword } from "#lib/access/password.ts";
import { changePassword, setUp, setUpNeeds } from "#lib/access/set-up.ts";
import { signInWithLink } from "#lib/access/sign-in-with-link.ts";
import { signInWithPassword } from "#lib/access/sign-in-with-password.ts";
import { startSession } from "#lib/access/start-session.ts";
import { switchOrganization } from "#lib/access/switch-organization.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const password = "violet anchor mends seven";
let addresses = 0;
/** Each attempt from elsewhere, so that one test does not use up another's limit. */
const somewhere = () => ({ address: `192.0.2.${++addresses}`, userAgent: "test" });

async function personWithPassword() {
  const ctx = await createOrganization();
  const user = await systemDb().user.update({
    where: { id: ctx.actor.id },
    data: { passwordHash: await hashPassword(password) },
  });
  return { ctx, email: user.email };
}

test("the stored form is argon2id with its cost, and no two are alike", async () => {
  const [one, two] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await isPassword(password, one)).toBe(true);
  expect(await isPassword(`${password} `, one)).toBe(false);
});

test("right e-mail and password start a session, whatever the case of the e-mail, and it is audited", async () => {
  const { ctx, email } = await personWithPassword();
  const key = await signInWithPassword({ email: ` ${email.toUpperCase()} `, password }, somewhere());
  expect(key && (await findSession(key))?.user.id).toBe(ctx.actor.id);
  const [entry] = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
  expect(entry).toMatchObject({ action: "session.start", actorId: ctx.actor.id });
});

test("a wrong password, an unknown e-mail and somebody without a password are all the same nobody", async () => {
  const { email } = await personWithPassword();
  const invited = await createOrganization();
  const { email: without } = await systemDb().user.findUniqueOrThrow({ where: { id: invited.actor.id } });
  expect(await signInWithPassword({ email, password: "wrong wrong wrong" }, somewhere())).toBeNull();
  expect(await signInWithPassword({ email: "nobody@example.com", password }, somewhere())).toBeNull();
  expect(await signInWithPassword({ email: without, password: "" }, somewhere())).toBeNull();
});

test("an unknown e-mail costs what a known one costs", async () => {
  const { email } = await personWithPassword();
  const time = async (address: string) => {
    const start = performance.now();
    for (let i = 0; i < 5; i++)
      await signInWithPassword({ email: address, password: "wrong wrong wrong" }, somewhere());
    return performance.now() - start;
  };
  await time("warm-up@example.com");
  const [known, unknown] = [await time(email), await time("nobody-2@example.com")];
  // Without a hash the unknown one takes a tenth; the wide band keeps a busy machine from failing this.
  expect(unknown / known).toBeGreaterThan(0.4);
});

test("the eleventh guess at an account is refused with a time to come back, from wherever it comes", async () => {
  const { email } = await personWithPassword();
  const guess = () => signInWithPassword({ email, password: "wrong wrong wrong" }, somewhere());
  for (let i = 0; i < 10; i++) expect(await guess()).toBeNull();
  await expect(guess()).rejects.toMatchObject({
    code: "rate-limited",
    retryAfterSeconds: expect.closeTo(900, -1) as number,
  });
  await expect(signInWithPassword({ email, password }, somewhere())).rejects.toMatchObject({
    code: "rate-limited",
  });
});

test("an address that tries many accounts is refused too", async () => {
  const from = { address: "198.51.100.9", userAgent: "test" };
  const attempt = (n: number) => signInWithLink({ secret: `guess ${n}` }, from);
  for (let n = 0; n < 50; n++) await attempt(n);
  await expect(attempt(50)).rejects.toMatchObject({ code: "rate-limited" });
});

test("a right password forgives the wrong ones before it", async () => {
  const { email } = await personWithPassword();
  const attempt = (text: string) => signInWithPassword({ email, password: text }, somewhere());
  for (let i = 0; i < 9; i++) await attempt("wrong wrong wrong");
  expect(await attempt(password)).not.toBeNull();
  for (let i = 0; i < 9; i++) expect(await attempt("wrong wrong wrong")).toBeNull();
});

test("signing out ends the session, but only for who holds its secret", async () => {
  const ctx = await createOrganization();
  const key = await startSession(ctx.actor.id, ctx.organizationId, somewhere());
  await endSession({ ...key, secret: "another" });
  expect(await findSession(key)).not.toBeNull();
  await endSession(key);
  expect(await findSession(key)).toBeNull();
});

test("an idle or an old session is over", async () => {
  const ctx = await createOrganization();
  const key = await startSession(ctx.actor.id, ctx.organizationId, somewhere());
  const set = (data: { seenAt?: Date; expiresAt?: Date }) =>
    systemDb().session.update({ where: { id: key.id }, data });
  const now = Date.now();
  await set({ seenAt: new Date(now - 2 * 3_600_000 - 1_000) });
  expect(await findSession(key)).toBeNull();
  await set({ seenAt: new Date(now), expiresAt: new Date(now - 1_000) });
  expect(await findSession(key)).toBeNull();
});

test("an empty installation gets one administrator, whose link is renewed until they are set up", async () => {
  const first = await firstAdministrator();
  const again = await firstAdministrator();
  expect(again.organizationId).toBe(first.organizationId);
  const secretOf = (path: string | null) => ({ secret: path?.split("#")[1] ?? "" });
  expect(await signInWithLink(secretOf(first.signInPath), somewhere())).toBeNull();
  const waiting = await systemDb().user.findUnique({ where: { email: placeholderEmail } });
  // Other tests of this file made organizations before: then there is somebody already.
  if (!waiting) return;
  const key = await signInWithLink(secretOf(again.signInPath), somewhere());
  const signedIn = key && (await findSession(key));
  if (!signedIn) throw new Error("The link of the first administrator did not work");
  expect(await setUpNeeds(signedIn)).toMatchObject({ first: true });
});

test("set-up takes a name, an address and an organization, once, and refuses a password that is easy to guess", async () => {
  const ctx = await createOrganization();
  await systemDb().user.deleteMany({ where: { email: placeholderEmail } });
  await systemDb().user.update({ where: { id: ctx.actor.id }, data: { email: placeholderEmail } });
  const key = await startSession(ctx.actor.id, ctx.organizationId, somewhere());
  const signedIn = await findSession(key);
  if (!signedIn) throw new Error("No session");
  const input = { name: "Ada", email: "ada@example.com", organizationName: "Analytical", password };
  await expect(setUp(signedIn, { ...input, email: undefined })).rejects.toMatchObject({
    fields: [{ field: "email" }],
  });
  await expect(setUp(signedIn, { ...input, password: "ada@example.com" })).rejects.toMatchObject({
    fields: [{ field: "password" }],
  });
  await setUp(signedIn, input);
  expect((await findSession(key))?.organization.name).toBe("Analytical");
  expect(await signInWithPassword({ email: "ada@example.com", password }, somewhere())).not.toBeNull();
  await expect(setUp(signedIn, input)).rejects.toMatchObject({ code: "conflict" });
});

test("a changed password ends every other session", async () => {
  const { ctx } = await personWithPassword();
  const [mine, other] = [
    await startSession(ctx.actor.id, ctx.organizationId, somewhere()),
    await startSession(ctx.actor.id, ctx.organizationId, somewhere()),
  ];
  const signedIn = await findSession(mine);
  if (!signedIn) throw new Error("No session");
  const next = "granite teapot sings low";
  await expect(changePassword(signedIn, { currentPassword: "no", password: next })).rejects.toMatchObject({
    fields: [{ field: "currentPassword" }],
  });
  await changePassword(signedIn, { currentPassword: password, password: next });
  expect(await findSession(mine)).not.toBeNull();
  expect(await findSession(other)).toBeNull();
});

test("switching goes to one's own organizations only, with the role one has there", async () => {
  const [here, there, foreign] = [
    await createOrganization(),
    await createOrganization(),
    await createOrganization(),
  ];
  await systemDb().membership.create({
    data: { organizationId: there.organizationId, userId: here.actor.id, role: "auditor" },
  });
  const key = await startSession(here.actor.id, here.organizationId, somewhere());
  const signedIn = await findSession(key);
  if (!signedIn) throw new Error("No session");
  await expect(switchOrganization(signedIn, foreign.organizationId)).rejects.toMatchObject({
    code: "not-found",
  });
  await switchOrganization(signedIn, there.organizationId);
  expect(await findSession(key)).toMatchObject({
    role: "auditor",
    organization: { id: there.organizationId },
  });
});

test("one sees and ends one's own sessions, an administrator everybody's of the organization", async () => {
  const { listSessions, revokeSession } = await import("#lib/access/sessions.ts");
  const admin = await createOrganization();
  const member = await createMember(admin.organizationId, "analyst");
  const stranger = await createOrganization();
  const mine = await startSession(member.actor.id, admin.organizationId, somewhere());
  const boss = await startSession(admin.actor.id, admin.organizationId, somewhere());
  expect((await listSessions(member, mine.id)).items).toMatchObject([{ id: mine.id, current: true }]);
  expect((await listSessions(admin, boss.id)).items).toHaveLength(2);
  await expect(revokeSession(member, boss.id)).rejects.toMatchObject({ code: "not-found" });
  await expect(revokeSession(stranger, mine.id)).rejects.toMatchObject({ code: "not-found" });
  await revokeSession(admin, mine.id);
  expect(await findSession(mine)).toBeNull();
});
