import type pg from "pg";

import type { Gap } from "#lib/domain/graph.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withDerivedGaps } from "./derived-gaps.ts";

/** What collections that are not complete leave open, and what cannot be derived for want of it. */
export async function readGaps(client: pg.PoolClient, organizationId: string): Promise<readonly Gap[]> {
  const { rows } = await client.query<GapRow>(gapQuery, [organizationId]);
  return withDerivedGaps(rows.map(toGap));
}

type GapRow = { account: string; region: string; produces: Gap["produces"]; unknown: Unknown | null };

const gapQuery = `
  SELECT account, region, produces, unknown
  FROM "Collection" JOIN "Connection" ON "Connection".id = "Collection"."connectionId"
  WHERE "Collection"."organizationId" = $1 AND "Connection"."organizationId" = $1
    AND "Connection"."deletedAt" IS NULL AND state NOT IN ('complete', 'skipped')
  ORDER BY "collectorId", account, region`;

const toGap = ({ account, region, produces, unknown }: GapRow): Gap => ({
  account,
  region: region === "" ? null : region,
  produces,
  unknown: unknown ?? notYetCollected,
});

const notYetCollected: Unknown = {
  reason: "not-recorded",
  call: "sync",
  permission: null,
  message: "It has not been collected yet. Sync the connection.",
};
