import { z } from "zod";

import { inTransaction, jobContext } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import { requestSyncWithin } from "./request-sync.ts";

const Due = z.object({ id: z.uuid(), organizationId: z.uuid() });

/** Asks for the syncs whose time has come, over all organizations. */
export async function scheduleSyncs(signal: AbortSignal): Promise<void> {
  const due = await queryRows(
    systemDb(),
    Due,
    sql`SELECT id, "organizationId" FROM "Connection" connection
      WHERE "syncEveryMinutes" IS NOT NULL AND "pausedAt" IS NULL AND "deletedAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Sync" sync WHERE sync."organizationId" = connection."organizationId"
          AND sync."connectionId" = connection.id AND (sync.state IN ('queued', 'running')
            OR sync."queuedAt" > now() - make_interval(mins => connection."syncEveryMinutes")))`,
  );
  for (const { id, organizationId } of due) {
    signal.throwIfAborted();
    const ctx = jobContext(organizationId, "inventory.schedule");
    await inTransaction(ctx, (tx) => requestSyncWithin(tx, ctx, id));
  }
}
