import type pg from "pg";

import type { Batch } from "#lib/domain/connector.ts";
import { FencedOff, type SyncRun } from "./fence.ts";
import type { PlannedCollection } from "./plan-collections.ts";
import { toRecord } from "./resource-record.ts";
import { writeRelationships } from "./write-relationships.ts";
import { writeResources } from "./write-resources.ts";

export type Progress = { resourceCount: number; callCount: number };

/** Stores one batch of a collection, and how far the collection has come, in the fenced transaction it is given. */
export async function writeBatch(
  client: pg.PoolClient,
  run: SyncRun,
  { collectionId, collector, scope }: PlannedCollection,
  { resources, relationships }: Batch,
  progress: Progress,
): Promise<void> {
  const records = new Map(resources.map((resource) => [resource.key, toRecord(resource)]));
  const stated = new Map(
    relationships.map((relationship) => [
      [relationship.from, relationship.kind, relationship.to].join("\u001f"),
      relationship,
    ]),
  );
  const changedCount = await writeResources(client, run, collectionId, records);
  await writeRelationships(client, run, collectionId, [...stated.values()]);
  if (changedCount > 0)
    await client.query(
      `UPDATE "Sync" SET "changedCount" = "changedCount" + $3 WHERE "organizationId" = $1 AND id = $2`,
      [run.organizationId, run.syncId, changedCount],
    );
  const { rowCount } = await client.query(noteProgress, [
    run.organizationId,
    run.syncId,
    collector.id,
    scope.account,
    scope.region ?? "",
    progress.resourceCount,
    progress.callCount,
  ]);
  if (rowCount === 0) throw new FencedOff("This collection has ended already");
}

const noteProgress = `
  UPDATE "CollectionRun" SET state = 'running', "startedAt" = coalesce("startedAt", now()),
    "resourceCount" = $6, "callCount" = $7
  WHERE "organizationId" = $1 AND "syncId" = $2 AND "collectorId" = $3 AND account = $4 AND region = $5
    AND state IN ('pending', 'running')`;
