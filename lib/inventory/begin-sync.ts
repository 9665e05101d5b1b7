import { inTransaction, type Context } from "#lib/access/context.ts";
import type { SyncRun } from "./fence.ts";
import type { StoredConnection } from "./open-connection.ts";

export type BegunSync = { run: SyncRun; connection: StoredConnection & { connectorId: string } };

/**
 * Takes the connection's next fence for the sync that was interrupted, or else for the one that waits longest.
 * Null where there is none, which is how a job that was delivered twice ends.
 */
export const beginSync = (ctx: Context, connectionId: string): Promise<BegunSync | null> =>
  inTransaction(ctx, async (tx) => {
    const { organizationId } = ctx;
    const connection = await tx.connection.findFirst({
      where: { id: connectionId, organizationId, deletedAt: null },
    });
    if (!connection) return null;
    const sync = await tx.sync.findFirst({
      where: { organizationId, connectionId, state: { in: ["running", "queued"] } },
      orderBy: [{ state: "desc" }, { queuedAt: "asc" }],
    });
    if (!sync) return null;
    const { fence } = await tx.connection.update({
      where: { id: connection.id },
      data: { fence: { increment: 1 }, lastSyncId: sync.id },
    });
    await tx.sync.update({
      where: { id: sync.id },
      data: { state: "running", fence, startedAt: sync.startedAt ?? new Date() },
    });
    return { run: { organizationId, connectionId, syncId: sync.id, fence }, connection };
  });
