import { systemDb } from "#lib/platform/db.ts";
import { hashSecret } from "./hash-secret.ts";
import { limitSignIn } from "./sign-in-limit.ts";
import { recordSignIn } from "./record-sign-in.ts";
import { startSession, type Origin, type SessionKey } from "./start-session.ts";

/**
 * Uses up a one-time link. Null where it was used, has expired or never was. Who has a password has forgotten it: it
 * ends here, and set-up asks for another. Not so for members of two organizations, whose link one of them made.
 */
export async function signInWithLink(
  { secret }: { secret: string },
  origin: Origin,
): Promise<SessionKey | null> {
  const secretHash = hashSecret(secret);
  await limitSignIn(`link ${secretHash}`, origin.address);
  const db = systemDb();
  const now = new Date();
  // One statement decides, so two browsers that open the link at once cannot both have it.
  const [link] = await db.signInLink.updateManyAndReturn({
    where: { secretHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (!link) return null;
  const { userId, organizationId } = link;
  const [user, membership] = await Promise.all([
    db.user.findUnique({ where: { id: userId } }),
    db.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } } }),
  ]);
  if (!user || user.disabledAt || !membership || membership.disabledAt) return null;
  if (user.passwordHash !== null) {
    if ((await db.membership.count({ where: { userId } })) > 1) return null;
    await db.user.update({ where: { id: userId }, data: { passwordHash: null } });
  }
  const key = await startSession(userId, organizationId, origin);
  await recordSignIn(organizationId, user, "link", key.id);
  return key;
}
