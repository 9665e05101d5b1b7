import type pg from "pg";

import type { ProviderChange } from "#lib/domain/provider-change.ts";
import { storableJson } from "#lib/platform/storable.ts";
import type { SyncRun } from "./fence.ts";

/** Keeps what a provider's log says, each entry once, however often it is read. */
export async function writeProviderChanges(
  client: pg.PoolClient,
  run: SyncRun,
  changes: readonly ProviderChange[],
): Promise<void> {
  const rows = changes.flatMap(({ targets, ...change }) => targets.map((target) => ({ ...change, target })));
  if (rows.length > 0)
    await client.query(insertChanges, [run.organizationId, run.syncId, storableJson(JSON.stringify(rows))]);
}

const insertChanges = `
  INSERT INTO "ProviderChange" ("organizationId", "syncId", log, "eventId", target, at, "seenAt", action, actor,
    "actorKey", agent)
  SELECT $1, $2, log, "eventId", target, at, now(), action, actor, "actorKey", agent
  FROM jsonb_to_recordset($3::jsonb) AS entry(log text, "eventId" text, target text, at timestamptz, action text,
    actor text, "actorKey" text, agent text)
  ON CONFLICT DO NOTHING`;
