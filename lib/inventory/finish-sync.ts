import type pg from "pg";

import type { SyncState } from "#lib/platform/generated/enums.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";

export type SyncEnd =
  { state: "collected" } | { state: "cancelled" } | { state: "failed"; error: string; remedy: string };

/** Writes how the sync ended, with its totals, and asks for what must be evaluated again. */
export function finishSync(run: SyncRun, end: SyncEnd): Promise<SyncState> {
  return inFencedTransaction(run, async (client) => {
    await client.query(endOpenRuns, [run.organizationId, run.syncId]);
    if (end.state === "collected") await retireSkipped(client, run);
    const { rows } = await client.query<{ state: SyncState }>(markSync, [
      run.organizationId,
      run.syncId,
      end.state,
      end.state === "failed" ? end.error : null,
      end.state === "failed" ? end.remedy : null,
    ]);
    await client.query(markConnection, [run.organizationId, run.connectionId, run.syncId]);
    await enqueue(client, "posture.evaluate", { organizationId: run.organizationId });
    return rows[0]?.state ?? "failed";
  });
}

/** What no collector covers any more (a region switched off, an account that left) goes once a second sync agrees. */
async function retireSkipped(client: pg.PoolClient, run: SyncRun): Promise<void> {
  const scope = [run.organizationId, run.connectionId, run.syncId];
  await client.query(holdSkipped, scope);
  const { rowCount } = await client.query(tombstoneSkipped, scope);
  await client.query(closeSkipped, scope);
  await client.query(
    `UPDATE "Sync" SET "removedCount" = "removedCount" + $3 WHERE "organizationId" = $1 AND id = $2`,
    [run.organizationId, run.syncId, rowCount ?? 0],
  );
}

const endOpenRuns = `
  UPDATE "CollectionRun" SET state = 'skipped', "finishedAt" = now()
  WHERE "organizationId" = $1 AND "syncId" = $2 AND state IN ('pending', 'running')`;

const holdSkipped = `
  UPDATE "Collection" SET "shrinkHeldAt" = now(), "lastSyncId" = $3
  WHERE "organizationId" = $1 AND "connectionId" = $2 AND state = 'skipped' AND "shrinkHeldAt" IS NULL`;

const retired = `
  SELECT id FROM "Collection" WHERE "organizationId" = $1 AND "connectionId" = $2 AND state = 'skipped'
    AND "lastSyncId" <> $3`;

const tombstoneSkipped = `
  UPDATE "Resource" SET "removedAt" = now()
  WHERE "organizationId" = $1 AND "removedAt" IS NULL AND "collectionId" IN (${retired})`;

const closeSkipped = `
  UPDATE "Relationship" SET "validTo" = now()
  WHERE "organizationId" = $1 AND "validTo" IS NULL AND "collectionId" IN (${retired})`;

const markSync = `
  UPDATE "Sync" SET "finishedAt" = clock_timestamp(), error = $4, remedy = $5,
    "resourceCount" = totals.resources, "callCount" = totals.calls,
    state = CASE WHEN $3 <> 'collected' THEN $3::"SyncState"
      WHEN totals.incomplete > 0 THEN 'partial' ELSE 'complete' END
  FROM (
    SELECT coalesce(sum("resourceCount"), 0)::int AS resources, coalesce(sum("callCount"), 0)::int AS calls,
      count(*) FILTER (WHERE state <> 'complete')::int AS incomplete
    FROM "CollectionRun" WHERE "organizationId" = $1 AND "syncId" = $2
  ) totals
  WHERE "organizationId" = $1 AND id = $2
  RETURNING state`;

const markConnection = `
  UPDATE "Connection" SET "lastCompleteAt" = now()
  WHERE "organizationId" = $1 AND id = $2
    AND EXISTS (SELECT 1 FROM "Sync" WHERE "organizationId" = $1 AND id = $3 AND state = 'complete')`;
