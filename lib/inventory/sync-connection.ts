import { requirePermission, type Context } from "#lib/access/context.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { log } from "#lib/platform/log.ts";
import { beginSync, type BegunSync } from "./begin-sync.ts";
import { collectScope } from "./collect-scope.ts";
import { FencedOff } from "./fence.ts";
import type { FindConnector } from "./find-connector.ts";
import { finishSync, type SyncEnd } from "./finish-sync.ts";
import { eachConcurrently, oneAtATime } from "./in-turn.ts";
import { openConnection } from "./open-connection.ts";
import { planCollections, type PlannedCollection } from "./plan-collections.ts";
import { remedyFor } from "./remedy.ts";
import { SyncCancelled, watchCancel } from "./watch-cancel.ts";

const collectorsAtOnce = 8;

/**
 * Runs the sync that waits for this connection, or goes on with one that was interrupted. What the provider refuses
 * ends in the sync's own state; what is thrown (a stop of the worker, a lost database) leaves it to be taken up again.
 */
export async function syncConnection(
  ctx: Context,
  { connectionId }: { connectionId: string },
  signal: AbortSignal,
  find: FindConnector,
): Promise<void> {
  requirePermission(ctx, "connection:write");
  const begun = await beginSync(ctx, connectionId);
  if (!begun) return;
  const cancel = new AbortController();
  const stopWatching = watchCancel(begun.run, cancel);
  try {
    const end = await collect(begun, find, AbortSignal.any([signal, cancel.signal]));
    const state = await finishSync(begun.run, end);
    log.info({ connectionId, syncId: begun.run.syncId, state }, "sync ended");
  } catch (error) {
    if (!(error instanceof FencedOff)) throw error;
    log.warn({ connectionId, syncId: begun.run.syncId }, error.message);
  } finally {
    stopWatching();
  }
}

async function collect(begun: BegunSync, find: FindConnector, signal: AbortSignal): Promise<SyncEnd> {
  try {
    const connector = find(begun.connection.connectorId);
    const transport = await openConnection(begun.connection, connector, signal);
    const scopes = await connector.scopes(transport, signal);
    const planned = await planCollections(begun.run, connector, scopes);
    await collectEach(begun, planned, transport, signal);
    return { state: "collected" };
  } catch (error) {
    return endFor(error, signal);
  }
}

async function collectEach(
  { run }: BegunSync,
  planned: readonly PlannedCollection[],
  transport: Transport,
  signal: AbortSignal,
): Promise<void> {
  const siblings = new AbortController();
  const both = AbortSignal.any([signal, siblings.signal]);
  const inTurn = oneAtATime();
  const work = eachConcurrently(planned, collectorsAtOnce, (collection) =>
    collectScope(run, collection, transport, both, inTurn),
  );
  try {
    await orAborted(work, signal);
  } finally {
    // One that ended the sync ends the others: none may write after the sync's last word.
    siblings.abort();
    await inTurn(() => Promise.resolve());
  }
}

/** A call that hangs must not keep a cancelled sync from ending. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new Error("Aborted"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
  await Promise.race([work, aborted]);
}

/** How an error ends the sync. Those that are no answer about the connection are thrown on. */
function endFor(error: unknown, signal: AbortSignal): SyncEnd {
  if (signal.reason instanceof SyncCancelled) return { state: "cancelled" };
  signal.throwIfAborted();
  if (error instanceof ConnectionError)
    return { state: "failed", error: error.message, remedy: error.remedy };
  if (error instanceof ProviderError)
    return { state: "failed", error: `${error.call}: ${error.message}`, remedy: remedyFor(error) };
  throw error;
}
