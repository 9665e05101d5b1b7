import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { DeniedView } from "#lib/contract/connections.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Row = z.object({
  permission: z.string(),
  call: z.string(),
  message: z.string(),
  collections: z.array(z.string()),
});

/** Every permission that a collection or a single resource was denied, with the collections that miss it. */
export const deniedPermissions = (tx: Tx, ctx: Context, connectionId: string): Promise<DeniedView[]> =>
  queryRows(
    tx,
    Row,
    sql`WITH denied AS (
        SELECT title, region, unknown FROM "Collection"
        WHERE "organizationId" = ${ctx.organizationId}::uuid AND "connectionId" = ${connectionId}::uuid
          AND state <> 'skipped' AND unknown->>'reason' = 'denied'
        UNION ALL
        SELECT collection.title, collection.region, fact.value
        FROM "Resource" resource
        JOIN "Collection" collection ON collection.id = resource."collectionId"
        CROSS JOIN jsonb_each(resource.document->'unknown') fact
        WHERE resource."organizationId" = ${ctx.organizationId}::uuid AND resource."connectionId" = ${connectionId}::uuid
          AND resource."removedAt" IS NULL AND resource.document ? 'unknown' AND fact.value->>'reason' = 'denied'
      )
      SELECT coalesce(unknown->>'permission', unknown->>'call') AS permission, min(unknown->>'call') AS call,
        min(unknown->>'message') AS message,
        array_agg(DISTINCT CASE WHEN region = '' THEN title ELSE title || ' in ' || region END) AS collections
      FROM denied GROUP BY 1 ORDER BY 1`,
  );
