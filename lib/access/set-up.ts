import type { ChangePassword, SetUp } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { inOrganization } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import type { SignedIn } from "./find-session.ts";
import { placeholderEmail } from "./first-administrator.ts";
import { hashPassword, isPassword } from "./password.ts";
import { assertNotGuessable } from "./password-rule.ts";
import { forgiveAccount, limitSignIn } from "./sign-in-limit.ts";

export type SetUpNeeds = { first: boolean; name: string; email: string };

/** What is still to be chosen by who came in by a link; null for who has a password. */
export async function setUpNeeds({ user }: SignedIn): Promise<SetUpNeeds | null> {
  const { passwordHash } = await systemDb().user.findUniqueOrThrow({ where: { id: user.id } });
  if (passwordHash !== null) return null;
  return { first: user.email === placeholderEmail, name: user.name, email: user.email };
}

/**
 * The first administrator says who they are and what the organization is called; others choose name and password.
 * Ends every other session of the person: whoever else used one of their links is out.
 */
export async function setUp(signedIn: SignedIn, input: SetUp): Promise<void> {
  const { user, ctx } = signedIn;
  const needs = await setUpNeeds(signedIn);
  if (!needs) throw alreadySetUp();
  const email = needs.first ? required(input.email, "email", "Write your e-mail address") : user.email;
  const organizationName = needs.first
    ? required(input.organizationName, "organizationName", "Write your organization's name")
    : null;
  assertNotGuessable(input.password, [email, input.name], "password");
  const passwordHash = await hashPassword(input.password);
  await inOrganization(ctx.organizationId, async (tx) => {
    const taken = await tx.user.count({ where: { email, id: { not: user.id } } });
    if (taken > 0) throw fieldError("email", "Somebody has this address already");
    // One statement decides, so of two browsers that set up at once the second cannot replace the first's password.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: null },
      data: { name: input.name, email, passwordHash },
    });
    if (count === 0) throw alreadySetUp();
    if (organizationName !== null)
      await tx.organization.update({ where: { id: ctx.organizationId }, data: { name: organizationName } });
    await audit(tx, ctx, {
      action: "person.set-up",
      subjectType: "person",
      subjectId: user.id,
      after: { name: input.name, email, ...(organizationName === null ? {} : { organizationName }) },
    });
  });
  await endOtherSessions(signedIn);
}

/** Ends every other session of the person: whoever knew the old password is out. */
export async function changePassword(signedIn: SignedIn, input: ChangePassword): Promise<void> {
  const { user, ctx, sessionId } = signedIn;
  await limitSignIn(user.email, sessionId);
  const { passwordHash } = await systemDb().user.findUniqueOrThrow({ where: { id: user.id } });
  if (!(await isPassword(input.currentPassword, passwordHash)))
    throw fieldError("currentPassword", "This is not your password");
  assertNotGuessable(input.password, [user.email, user.name], "password");
  const changed = await hashPassword(input.password);
  await inOrganization(ctx.organizationId, async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash: changed } });
    await audit(tx, ctx, { action: "person.change-password", subjectType: "person", subjectId: user.id });
  });
  await forgiveAccount(user.email);
  await endOtherSessions(signedIn);
}

async function endOtherSessions({ user, sessionId }: SignedIn): Promise<void> {
  await systemDb().session.updateMany({
    where: { userId: user.id, id: { not: sessionId }, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

const alreadySetUp = (): AppError =>
  new AppError("conflict", "You are set up already. Change your password in the settings.");

function required(value: string | undefined, field: string, message: string): string {
  if (value === undefined) throw fieldError(field, message);
  return value;
}

const fieldError = (field: string, message: string): AppError =>
  new AppError("invalid-input", `${field}: ${message}.`, { fields: [{ field, message }] });
