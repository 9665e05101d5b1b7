import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { SyncFilters, SyncPage } from "#lib/contract/connections.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { toSyncView } from "./sync-view.ts";

const limitMax = 200;
const Place = z.tuple([z.uuid()]);

/** Syncs, newest first: their ids grow with time. */
export async function listSyncs(ctx: Context, filters: SyncFilters): Promise<SyncPage> {
  requirePermission(ctx, "connection:read");
  const { organizationId } = ctx;
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  const rows = await inTransaction(ctx, (tx) =>
    tx.sync.findMany({
      where: {
        organizationId,
        ...(filters.connection ? { connectionId: { in: ids(filters.connection) } } : {}),
        ...(filters.cursor ? { id: { lt: decodeCursor(Place, filters.cursor)[0] } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
  );
  return toPage(rows, limit, toSyncView, ({ id }) => [id]);
}

/** What is no id names no connection, and finds nothing. */
const ids = (text: string): string[] => (z.uuid().safeParse(text).success ? [text] : []);
