import { permissionsOfRole, type Permission } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Context } from "./context.ts";
import { hashSecret } from "./hash-secret.ts";

const usedEveryMs = 60_000;

/** The context of an API token: its scopes, as far as its person's role still has them. Null if it does not hold. */
export async function findToken(secret: string): Promise<Context | null> {
  const db = systemDb();
  const token = await db.apiToken.findUnique({ where: { secretHash: hashSecret(secret) } });
  const now = new Date();
  if (!token || token.revokedAt || token.expiresAt <= now) return null;
  const { userId, organizationId } = token;
  const [user, membership] = await Promise.all([
    db.user.findUnique({ where: { id: userId } }),
    db.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } } }),
  ]);
  if (!user || user.disabledAt || !membership || membership.disabledAt) return null;
  if (!token.usedAt || now.getTime() - token.usedAt.getTime() > usedEveryMs)
    await db.apiToken.update({ where: { id: token.id }, data: { usedAt: now } });
  const scopes = new Set<string>(token.scopes);
  const held: readonly Permission[] = permissionsOfRole[membership.role];
  return {
    organizationId,
    actor: { kind: "token", id: user.id, name: `${user.name} (token ${token.name})` },
    permissions: new Set(held.filter((permission) => scopes.has(permission))),
  };
}
