import { permissionsOfRole, type Permission, type Role } from "#lib/domain/permission.ts";
import { pool, systemDb } from "#lib/platform/db.ts";
import type { Context } from "./context.ts";
import { hashSecret } from "./hash-secret.ts";

const usedEveryMs = 60_000;

/** The context of an API token: its scopes, as far as its person's role still has them. Null if it does not hold. */
export async function findToken(secret: string): Promise<Context | null> {
  const { rows } = await pool().query<Row>({
    name: "find-token",
    text: byHash,
    values: [hashSecret(secret)],
  });
  const [token] = rows;
  const now = new Date();
  if (!token || token.expiresAt <= now) return null;
  if (!token.usedAt || now.getTime() - token.usedAt.getTime() > usedEveryMs)
    await systemDb().apiToken.update({ where: { id: token.id }, data: { usedAt: now } });
  const scopes = new Set<string>(token.scopes);
  const held: readonly Permission[] = permissionsOfRole[token.role];
  return {
    organizationId: token.organizationId,
    actor: { kind: "token", id: token.userId, name: `${token.userName} (token ${token.name})` },
    permissions: new Set(held.filter((permission) => scopes.has(permission))),
  };
}

type Row = {
  id: string;
  organizationId: string;
  userId: string;
  name: string;
  scopes: string[];
  expiresAt: Date;
  usedAt: Date | null;
  userName: string;
  role: Role;
};

/** Asked with each request, so one round trip says whether the token, its person and their membership all hold. */
const byHash = `
  SELECT token.id, token."organizationId", token."userId", token.name, token.scopes, token."expiresAt",
    token."usedAt", person.name AS "userName", member.role
  FROM "ApiToken" token
  JOIN "User" person ON person.id = token."userId" AND person."disabledAt" IS NULL
  JOIN "Membership" member ON member."organizationId" = token."organizationId"
    AND member."userId" = token."userId" AND member."disabledAt" IS NULL
  WHERE token."secretHash" = $1 AND token."revokedAt" IS NULL`;
