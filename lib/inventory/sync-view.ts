import { SyncView } from "#lib/contract/connections.ts";
import type { Sync } from "#lib/platform/generated/client.ts";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toSyncView = (sync: Sync): SyncView =>
  SyncView.parse({
    ...sync,
    queuedAt: iso(sync.queuedAt),
    startedAt: iso(sync.startedAt),
    finishedAt: iso(sync.finishedAt),
    cancelRequestedAt: iso(sync.cancelRequestedAt),
  });
