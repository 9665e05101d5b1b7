import { openOf, scopesOf } from "#lib/connectors/collect-all.ts";
import type { Collector, Connector, Scope } from "#lib/domain/connector.ts";
import { stageRows } from "#lib/platform/copy.ts";
import { newId } from "#lib/platform/id.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";

/** One collector over one scope, still to be run in this sync. */
export type PlannedCollection = {
  collectionId: string;
  collector: Collector;
  scope: Scope;
  /** When its last complete run began, at the latest. */
  since: Date | null;
};

/**
 * Writes down what the sync will collect, and returns what of it is still to do: a sync that was interrupted goes on
 * with the collections it had not ended. Collections that no run covers any more are marked `skipped`.
 */
export async function planCollections(
  run: SyncRun,
  connector: Connector,
  scopes: readonly Scope[],
): Promise<PlannedCollection[]> {
  const planned = connector.collectors.flatMap((collector) =>
    scopesOf(collector.per, scopes).map((scope) => ({ collector, scope })),
  );
  return inFencedTransaction(run, async (client) => {
    await client.query(
      `CREATE TEMP TABLE IF NOT EXISTS planned_collection (id uuid, "runId" uuid, position int, "collectorId" text,
         title text, produces text, account text, region text) ON COMMIT DELETE ROWS`,
    );
    await stageRows(
      client,
      "planned_collection",
      ["id", "runId", "position", "collectorId", "title", "produces", "account", "region"],
      planned.map(({ collector, scope }, position) => [
        newId(),
        newId(),
        position,
        collector.id,
        collector.title,
        `{${openOf(collector).join(",")}}`,
        scope.account,
        scope.region ?? "",
      ]),
    );
    const scope = [run.organizationId, run.connectionId, run.syncId];
    await client.query(addCollections, scope);
    await client.query(skipUncovered, scope.slice(0, 2));
    await client.query(addRuns, [run.organizationId, run.syncId]);
    const { rows } = await client.query<Row>(stillToRun, scope);
    return rows.flatMap(({ id, position, since }) => {
      const found = planned[position];
      return found ? [{ collectionId: id, since, ...found }] : [];
    });
  });
}

type Row = { id: string; position: number; since: Date | null };

const addCollections = `
  INSERT INTO "Collection" (id, "organizationId", "connectionId", "collectorId", title, produces, account, region,
    state, "lastSyncId")
  SELECT id, $1, $2, "collectorId", title, produces::text[], account, region, 'pending', $3 FROM planned_collection
  ON CONFLICT ("organizationId", "connectionId", "collectorId", account, region) DO UPDATE SET
    title = excluded.title, produces = excluded.produces,
    "shrinkHeldAt" = CASE WHEN "Collection".state <> 'skipped' THEN "Collection"."shrinkHeldAt" END,
    state = CASE WHEN "Collection".state = 'skipped' THEN 'pending' ELSE "Collection".state END`;

const skipUncovered = `
  UPDATE "Collection" known SET state = 'skipped', unknown = NULL
  WHERE known."organizationId" = $1 AND known."connectionId" = $2 AND known.state <> 'skipped'
    AND NOT EXISTS (SELECT 1 FROM planned_collection planned WHERE planned."collectorId" = known."collectorId"
      AND planned.account = known.account AND planned.region = known.region)`;

const addRuns = `
  INSERT INTO "CollectionRun" (id, "organizationId", "syncId", "collectorId", title, account, region, state)
  SELECT "runId", $1, $2, "collectorId", title, account, region, 'pending' FROM planned_collection
  ON CONFLICT ("organizationId", "syncId", "collectorId", account, region) DO NOTHING`;

const stillToRun = `
  SELECT known.id, planned.position, CASE WHEN known."lastCompleteAt" IS NOT NULL
    THEN least(known."lastCompleteAt", last."startedAt") END AS since
  FROM planned_collection planned
  JOIN "CollectionRun" run ON run."organizationId" = $1 AND run."syncId" = $3
    AND run."collectorId" = planned."collectorId" AND run.account = planned.account AND run.region = planned.region
  JOIN "Collection" known ON known."organizationId" = $1 AND known."connectionId" = $2
    AND known."collectorId" = planned."collectorId" AND known.account = planned.account
    AND known.region = planned.region
  LEFT JOIN "Sync" last ON last."organizationId" = $1 AND last.id = known."lastSyncId"
  WHERE run.state IN ('pending', 'running')
  ORDER BY planned.position`;
