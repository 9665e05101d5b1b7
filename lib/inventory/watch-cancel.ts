import { log } from "#lib/platform/log.ts";
import { inOrganization } from "#lib/platform/transaction.ts";
import type { SyncRun } from "./fence.ts";

const pollMs = 1_000;

/** Aborts `controller` once somebody asks for the sync to be cancelled. Returns what stops the watch. */
export function watchCancel(run: SyncRun, controller: AbortController): () => void {
  const timer = setInterval(() => {
    isCancelRequested(run)
      .then((requested) => requested && controller.abort(new SyncCancelled("The sync was cancelled")))
      .catch((error: unknown) => log.warn({ reason: String(error) }, "could not look for a cancellation"));
  }, pollMs);
  return () => clearInterval(timer);
}

export class SyncCancelled extends Error {
  override readonly name = "SyncCancelled";
}

const isCancelRequested = async ({ organizationId, syncId }: SyncRun): Promise<boolean> => {
  const sync = await inOrganization(organizationId, (tx) =>
    tx.sync.findFirst({ where: { id: syncId, organizationId }, select: { cancelRequestedAt: true } }),
  );
  return sync?.cancelRequestedAt != null;
};
