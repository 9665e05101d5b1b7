import { systemDb } from "#lib/platform/db.ts";
import type { User } from "#lib/platform/generated/client.ts";
import { hashPassword, isOutdated, isPassword } from "./password.ts";
import { forgiveAccount, limitSignIn } from "./sign-in-limit.ts";
import { recordSignIn } from "./record-sign-in.ts";
import { startSession, type Origin, type SessionKey } from "./start-session.ts";

/** Null where e-mail or password is wrong: the answer, and the time it takes, do not tell which. */
export async function signInWithPassword(
  { email, password }: { email: string; password: string },
  origin: Origin,
): Promise<SessionKey | null> {
  await limitSignIn(email, origin.address);
  const db = systemDb();
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
  const right = await isPassword(password, user?.passwordHash ?? null);
  if (!user || !right || user.disabledAt) return null;
  const membership = await db.membership.findFirst({
    where: { userId: user.id, disabledAt: null },
    orderBy: { createdAt: "asc" },
  });
  if (!membership) return null;
  await forgiveAccount(email);
  await strengthen(user, password);
  const key = await startSession(user.id, membership.organizationId, origin);
  await recordSignIn(membership.organizationId, user, "password", key.id);
  return key;
}

/** A hash of an earlier cost is replaced at the one moment at which the password is known. */
async function strengthen({ id, passwordHash }: User, password: string): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return;
  await systemDb().user.updateMany({
    where: { id, passwordHash },
    data: { passwordHash: await hashPassword(password) },
  });
}
