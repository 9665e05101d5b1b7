import type pg from "pg";
import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { Import } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { execute, queryRows, sql } from "#lib/platform/sql.ts";
import { storableJson } from "#lib/platform/storable.ts";
import { matchResources } from "./match-resources.ts";
import { storeComponents } from "./store-components.ts";
import { storeFindings, type Counts } from "./store-findings.ts";

/** Where what is staged came from. */
export type Staged = Pick<Import, "scopeId" | "source" | "scope" | "format" | "fileName" | "sizeBytes"> & {
  recordCount: number;
  refusedCount: number;
  refusals: { record: number; field: string; problem: string }[];
  /** Whether what the scope held and is not staged is gone. */
  closes: boolean;
  /** Whether a person named the source, instead of the report. */
  namedSource: boolean;
};
type Stored = { stored: Import; counts: Counts; componentCount: number };

/** Makes what is staged what its source says of its scope, keeps that it did, and has issues join what changed. */
export async function storeStaged(
  client: pg.ClientBase,
  ctx: Context,
  { closes, namedSource, ...told }: Staged,
): Promise<Stored> {
  const { organizationId, actor } = ctx;
  const { scopeId } = told;
  const at = await databaseTime(client);
  await matchResources(client, organizationId, told.scope);
  const counts = await storeFindings(client, ctx, { scopeId, closes, namedSource, at });
  const componentCount = await storeComponents(client, organizationId, { scopeId, closes, at });
  const stored: Import = {
    id: newId(),
    organizationId,
    ...told,
    ...counts,
    componentCount,
    importedById: actor.id,
    importedByName: actor.name,
    importedAt: at,
  };
  await keepImport(client, stored);
  if (counts.newCount + counts.changedCount + counts.reopenedCount + counts.closedCount > 0)
    await enqueue(client, "correlation.refresh", { organizationId });
  return { stored, counts, componentCount };
}

/** Order is the database's to tell: a server's clock may be wrong. */
async function databaseTime(client: pg.ClientBase): Promise<Date> {
  const [row] = await queryRows(client, z.object({ now: z.date() }), sql`SELECT now() AS now`);
  if (!row) throw new Error("The database tells no time");
  return row.now;
}

const keepImport = (client: pg.ClientBase, stored: Import): Promise<number> =>
  execute(
    client,
    sql`INSERT INTO "Import" (id, "organizationId", "scopeId", source, scope, format, "fileName", "sizeBytes", "recordCount", "newCount",
        "changedCount", "unchangedCount", "reopenedCount", "closedCount", "unmatchedCount", "componentCount", "refusedCount", refusals,
        "importedById", "importedByName", "importedAt")
      VALUES (${stored.id}::uuid, ${stored.organizationId}::uuid, ${stored.scopeId}::uuid, ${stored.source}, ${stored.scope},
        ${stored.format}, ${stored.fileName}, ${stored.sizeBytes}, ${stored.recordCount}, ${stored.newCount}, ${stored.changedCount},
        ${stored.unchangedCount}, ${stored.reopenedCount}, ${stored.closedCount}, ${stored.unmatchedCount}, ${stored.componentCount},
        ${stored.refusedCount}, ${storableJson(JSON.stringify(stored.refusals))}::jsonb, ${stored.importedById}, ${stored.importedByName},
        ${stored.importedAt}::timestamptz)`,
  );
