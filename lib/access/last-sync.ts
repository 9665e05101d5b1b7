import { z } from "zod";

import { queryRows, sql } from "#lib/platform/sql.ts";
import { inTransaction, type Context } from "./context.ts";

/**
 * When the newest sync that ended had been read through to its issues: what was known by it. A sync whose evaluation is
 * still to come shows half of what it saw, so the one before it is meant until then. Null before any.
 */
export const lastSyncAt = (
  { organizationId, actor, permissions }: Context,
  now: Date,
): Promise<Date | null> =>
  inTransaction({ organizationId, actor, permissions }, async (tx) => {
    const [row] = await queryRows(
      tx,
      z.object({ at: z.date() }),
      sql`
      SELECT coalesce(read.at, s."finishedAt") AS at
      FROM (SELECT "finishedAt" FROM "Sync" WHERE "organizationId" = ${organizationId}::uuid
        AND state IN ('complete', 'partial') AND "finishedAt" <= ${now}
        ORDER BY "finishedAt" DESC LIMIT ${syncsMax}) s
      LEFT JOIN LATERAL (SELECT min(j."finishedAt") AS at FROM "JobRun" j
        WHERE j."organizationId" = ${organizationId}::uuid AND j.name = 'correlation.refresh' AND j.state = 'done'
          AND j."startedAt" >= s."finishedAt" AND j."finishedAt" <= ${now}) read ON TRUE
      ORDER BY read.at IS NULL, s."finishedAt" DESC LIMIT 1`,
    );
    return row?.at ?? null;
  });

/** How many syncs back one is looked for that has been read through. */
const syncsMax = 20;
