import type pg from "pg";

import type { CollectionOutcome } from "#lib/connectors/run-collection.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { SyncRun } from "./fence.ts";
import type { PlannedCollection } from "./plan-collections.ts";
import type { StoredCollection } from "./stored-collection.ts";
import { sweepCollection, type Sweep } from "./sweep-collection.ts";

/** Marks how a collection ended and, only if it is complete, sweeps: all in the fenced transaction it is given. */
export async function endCollection(
  client: pg.PoolClient,
  run: SyncRun,
  planned: PlannedCollection,
  outcome: CollectionOutcome,
  stored: StoredCollection,
): Promise<void> {
  const sweep =
    outcome.state === "complete"
      ? await sweepCollection(client, run, planned.collectionId, stored)
      : { removedCount: 0, heldCount: 0 };
  const ended = sweep.heldCount > 0 ? held(planned, outcome, sweep) : outcome;
  await client.query(markCollection, [
    run.organizationId,
    planned.collectionId,
    run.syncId,
    ended.state,
    ended.unknown && JSON.stringify(ended.unknown),
    sweep.heldCount,
    outcome.state === "complete",
    stored.certainCount,
  ]);
  await client.query(markRun, [
    run.organizationId,
    run.syncId,
    planned.collector.id,
    planned.scope.account,
    planned.scope.region ?? "",
    ended.state,
    ended.unknown && JSON.stringify(ended.unknown),
    outcome.resourceCount,
    outcome.callCount,
    outcome.unparsed.length,
  ]);
  if (sweep.removedCount > 0)
    await client.query(
      `UPDATE "Sync" SET "removedCount" = "removedCount" + $3 WHERE "organizationId" = $1 AND id = $2`,
      [run.organizationId, run.syncId, sweep.removedCount],
    );
}

function held(
  { collector }: PlannedCollection,
  outcome: CollectionOutcome,
  { heldCount }: Sweep,
): { state: "partial"; unknown: Unknown } {
  const message = `${heldCount} resources seen before were not listed any more, and ${outcome.resourceCount} were. They are kept until a second complete sync agrees.`;
  return { state: "partial", unknown: { reason: "failed", call: collector.id, permission: null, message } };
}

const markCollection = `
  UPDATE "Collection" SET state = $4, unknown = $5::jsonb, "lastSyncId" = $3, "heldCount" = $6,
    "shrinkHeldAt" = CASE WHEN NOT $7 THEN "shrinkHeldAt" WHEN $6 > 0 THEN now() END,
    "lastCompleteAt" = CASE WHEN $7 AND $6 = 0 THEN now() ELSE "lastCompleteAt" END,
    "resourceCount" = coalesce($8::int, (SELECT count(*) FROM "Resource"
      WHERE "organizationId" = $1 AND "collectionId" = $2 AND "removedAt" IS NULL))
  WHERE "organizationId" = $1 AND id = $2`;

const markRun = `
  UPDATE "CollectionRun" SET state = $6, unknown = $7::jsonb, "resourceCount" = $8, "callCount" = $9,
    "unparsedCount" = $10, "startedAt" = coalesce("startedAt", now()), "finishedAt" = clock_timestamp()
  WHERE "organizationId" = $1 AND "syncId" = $2 AND "collectorId" = $3 AND account = $4 AND region = $5`;
