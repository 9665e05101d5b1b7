import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { SyncView } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { toSyncView } from "./sync-view.ts";

/** Asks for a sync. One that waits already is the answer: it will see everything this one would. */
export async function requestSync(ctx: Context, connectionId: string): Promise<SyncView> {
  requirePermission(ctx, "connection:write");
  return inTransaction(ctx, async (tx) => {
    const connection = await connectionInOrganization(tx, ctx, connectionId);
    if (connection.pausedAt)
      throw new AppError("conflict", "This connection is paused. Resume it, then sync.");
    const sync = await requestSyncWithin(tx, ctx, connectionId);
    await audit(tx, ctx, { action: "connection.sync", subjectType: "connection", subjectId: connectionId });
    return toSyncView(sync);
  });
}

/** The sync that waits for this connection, made if there is none, and its job. */
export async function requestSyncWithin(tx: Tx, ctx: Context, connectionId: string) {
  const { organizationId } = ctx;
  await tx.$executeRaw`SELECT 1 FROM "Connection" WHERE id = ${connectionId}::uuid FOR UPDATE`;
  const waiting = await tx.sync.findFirst({ where: { organizationId, connectionId, state: "queued" } });
  const sync =
    waiting ??
    (await tx.sync.create({
      data: {
        id: newId(),
        organizationId,
        connectionId,
        state: "queued",
        fence: 0,
        requestedBy: ctx.actor.name,
      },
    }));
  await enqueue(tx, "inventory.sync", { organizationId, connectionId });
  return sync;
}
