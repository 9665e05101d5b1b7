import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { SyncView } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import { toSyncView } from "./sync-view.ts";

/** Ends a sync: at once if it only waits, within seconds if it runs. What it stored so far stays. */
export async function cancelSync(ctx: Context, syncId: string): Promise<SyncView> {
  requirePermission(ctx, "connection:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Sync" WHERE id = ${syncId}::uuid FOR UPDATE`;
    const sync = await tx.sync.findFirst({ where: { id: syncId, organizationId } });
    if (!sync) throw new AppError("not-found", "There is no such sync.");
    if (sync.finishedAt) throw new AppError("conflict", "This sync has ended already.");
    const now = new Date();
    const after = await tx.sync.update({
      where: { id: syncId },
      data:
        sync.state === "queued"
          ? { state: "cancelled", cancelRequestedAt: now, finishedAt: now }
          : { cancelRequestedAt: sync.cancelRequestedAt ?? now },
    });
    await audit(tx, ctx, {
      action: "connection.cancel-sync",
      subjectType: "connection",
      subjectId: sync.connectionId,
      before: { syncId, state: sync.state },
    });
    return toSyncView(after);
  });
}
