import { runCollection, type CollectionOutcome } from "#lib/connectors/run-collection.ts";
import type { Batch } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { ProviderChange } from "#lib/domain/provider-change.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { log } from "#lib/platform/log.ts";
import { endCollection } from "./end-collection.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";
import type { PlannedCollection } from "./plan-collections.ts";
import { relationshipId } from "./relationship-id.ts";
import { documentOf, hashOf, toRecord, type ResourceRecord } from "./resource-record.ts";
import { readStoredCollection, type StoredCollection } from "./stored-collection.ts";
import { writeBatch } from "./write-batch.ts";

/** Runs one transaction after the other: one sync holds one connection of the pool, however many collectors it has. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

const changesPerWrite = 2_000;
/** How often progress is noted at least, while batches come in. */
const noteEveryMs = 2_000;

/**
 * Runs one collector over one scope, storing as it goes. A defect in the collector ends this collection as failed;
 * what ends the sync (an abort, expired credentials, the database) is thrown.
 */
export async function collectScope(
  run: SyncRun,
  planned: PlannedCollection,
  transport: Transport,
  signal: AbortSignal,
  inTurn: InTurn,
): Promise<void> {
  const stored = await inTurn(() => {
    signal.throwIfAborted();
    return readStoredCollection(run, planned.collectionId);
  });
  let waiting = new Waiting(stored);
  let callCount = 0;
  const counted: Transport = (call, callSignal) => {
    callCount++;
    return transport(call, callSignal);
  };
  const store = (batch: Waiting, end?: CollectionOutcome) =>
    inTurn(() =>
      inFencedTransaction(run, async (client) => {
        signal.throwIfAborted();
        await writeBatch(client, run, planned, batch, { resourceCount: stored.seenCount, callCount });
        if (end) await endCollection(client, run, planned, end, stored);
      }),
    ).catch((error: unknown) => {
      throw new NotStored(error);
    });

  const outcome = await runIsolated(planned, signal, () =>
    runCollection(
      counted,
      planned.collector,
      planned.scope,
      signal,
      async (batch) => {
        waiting.add(batch);
        if (waiting.size < changesPerWrite && performance.now() - waiting.since < noteEveryMs) return;
        const full = waiting;
        waiting = new Waiting(stored);
        await store(full);
      },
      planned.since,
    ),
  );
  const ended = { ...outcome, resourceCount: stored.seenCount, callCount };
  await store(waiting, ended).catch(rethrowCause);
}

/** What of the batches so far has to be written. */
class Waiting {
  readonly resources = new Map<string, ResourceRecord>();
  readonly relationships = new Map<string, Relationship>();
  readonly changes: ProviderChange[] = [];
  logReadFrom: string | null = null;
  readonly since = performance.now();
  readonly #stored: StoredCollection;

  constructor(stored: StoredCollection) {
    this.#stored = stored;
  }

  get size(): number {
    return this.resources.size + this.relationships.size + this.changes.length;
  }

  add({ resources, relationships, changes = [], logReadFrom }: Batch): void {
    this.changes.push(...changes);
    this.logReadFrom = logReadFrom ?? this.logReadFrom;
    for (const resource of resources) {
      this.#stored.notes(resource);
      const document = documentOf(resource);
      const hash = hashOf(resource, document);
      if (this.#stored.takes(resource.key, hash))
        this.resources.set(resource.key, toRecord(resource, document, hash));
    }
    for (const relationship of relationships)
      if (this.#stored.takesRelationship(relationship))
        this.relationships.set(relationshipId(relationship), relationship);
  }
}

/** Tells a failed write from a defect of the collector, since both are thrown through it. */
class NotStored extends Error {
  constructor(cause: unknown) {
    super("A batch was not stored", { cause });
  }
}

const rethrowCause = (error: unknown): never => {
  throw error instanceof NotStored ? error.cause : error;
};

async function runIsolated(
  { collector, scope }: PlannedCollection,
  signal: AbortSignal,
  run: () => Promise<CollectionOutcome>,
): Promise<CollectionOutcome> {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotStored || error instanceof ProviderError) return rethrowCause(error);
    const message = error instanceof Error ? error.message : String(error);
    log.error({ collector: collector.id, ...scope, reason: message }, "a collector is defective");
    return {
      state: "failed",
      unknown: { reason: "failed", call: collector.id, permission: null, message: `Defect: ${message}` },
      resourceCount: 0,
      callCount: 0,
      unparsed: [],
    };
  }
}
