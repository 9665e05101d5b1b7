import type { SessionView } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { audit } from "./audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "./context.ts";
import { idleHours } from "./session-life.ts";

/** Sessions that still hold: one's own, and everybody's for who may change people. */
export async function listSessions(
  ctx: Context,
  currentId: string | null,
): Promise<{ items: SessionView[] }> {
  const now = new Date();
  const sessions = await inTransaction(ctx, async (tx) => {
    const rows = await tx.session.findMany({
      where: {
        ...reach(ctx),
        revokedAt: null,
        expiresAt: { gt: now },
        seenAt: { gt: new Date(now.getTime() - idleHours * 3_600_000) },
      },
      orderBy: { seenAt: "desc" },
      take: 500,
    });
    const users = await tx.user.findMany({
      where: { id: { in: rows.map((row) => row.userId) } },
      select: { id: true, name: true },
    });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return rows.map((row) => ({ ...row, personName: names.get(row.userId) ?? "" }));
  });
  return {
    items: sessions.map((session) => ({
      id: session.id,
      person: { id: session.userId, name: session.personName },
      userAgent: session.userAgent,
      address: session.address,
      createdAt: session.createdAt.toISOString(),
      seenAt: session.seenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      current: session.id === currentId,
    })),
  };
}

/** The next request with its cookie is refused. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { ...reach(ctx), id: sessionId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("not-found", "There is no such session.");
    await audit(tx, ctx, { action: "session.revoke", subjectType: "session", subjectId: sessionId });
  });
}

function reach(ctx: Context) {
  const { organizationId } = ctx;
  if (ctx.permissions.has("people:write")) return { organizationId };
  // A token's scopes name no sessions, so even its own person's are beyond it.
  if (ctx.actor.kind === "token") requirePermission(ctx, "people:write");
  return { organizationId, userId: personOf(ctx) };
}
