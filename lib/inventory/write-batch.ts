import type pg from "pg";

import type { ProviderChange } from "#lib/domain/provider-change.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { FencedOff, type SyncRun } from "./fence.ts";
import type { PlannedCollection } from "./plan-collections.ts";
import type { ResourceRecord } from "./resource-record.ts";
import { writeProviderChanges } from "./write-provider-changes.ts";
import { writeRelationships } from "./write-relationships.ts";
import { writeResources } from "./write-resources.ts";

export type Progress = { resourceCount: number; callCount: number };

/** What a run found that may not be stored yet, by key and by `relationshipId`. */
type Changes = {
  resources: ReadonlyMap<string, ResourceRecord>;
  relationships: ReadonlyMap<string, Relationship>;
  changes: readonly ProviderChange[];
  logReadFrom: string | null;
};

/** Stores what changed in a collection, and how far the collection has come, in the fenced transaction it is given. */
export async function writeBatch(
  client: pg.PoolClient,
  run: SyncRun,
  { collectionId, collector, scope }: PlannedCollection,
  { resources, relationships, changes, logReadFrom }: Changes,
  progress: Progress,
): Promise<void> {
  const changedCount = await writeResources(client, run, collectionId, resources);
  await writeRelationships(client, run, collectionId, [...relationships.values()]);
  await writeProviderChanges(client, run, changes);
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
    logReadFrom,
  ]);
  if (rowCount === 0) throw new FencedOff("This collection has ended already");
}

const noteProgress = `
  UPDATE "CollectionRun" SET state = 'running', "startedAt" = coalesce("startedAt", now()),
    "resourceCount" = $6, "callCount" = $7, "logReadFrom" = coalesce($8, "logReadFrom")
  WHERE "organizationId" = $1 AND "syncId" = $2 AND "collectorId" = $3 AND account = $4 AND region = $5
    AND state IN ('pending', 'running')`;
