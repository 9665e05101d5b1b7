import type { Role } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { userContext, type Context } from "./context.ts";
import { isSecret } from "./hash-secret.ts";
import { isAlive } from "./session-life.ts";
import type { SessionKey } from "./start-session.ts";

export type SignedIn = {
  sessionId: string;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  ctx: Context;
};

const seenEveryMs = 60_000;

/**
 * The person behind a cookie, as of this instant: a session revoked, a person disabled or a role changed a moment ago
 * counts already. Null where there is none; never throws for what a cookie may hold.
 */
export async function findSession(key: SessionKey): Promise<SignedIn | null> {
  const db = systemDb();
  const session = await db.session.findUnique({ where: { id: key.id } });
  const now = new Date();
  if (!session || !isSecret(key.secret, session.secretHash) || !isAlive(session, now)) return null;
  const { userId, organizationId } = session;
  const [user, organization, membership] = await Promise.all([
    db.user.findUnique({ where: { id: userId } }),
    db.organization.findUnique({ where: { id: organizationId } }),
    db.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } } }),
  ]);
  if (!user || user.disabledAt || !organization || !membership || membership.disabledAt) return null;
  if (now.getTime() - session.seenAt.getTime() > seenEveryMs)
    await db.session.update({ where: { id: session.id }, data: { seenAt: now } });
  return {
    sessionId: session.id,
    user: { id: user.id, name: user.name, email: user.email },
    organization: { id: organization.id, name: organization.name },
    role: membership.role,
    ctx: userContext(organizationId, user, membership.role),
  };
}
