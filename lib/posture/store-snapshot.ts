import type pg from "pg";

import type { Check } from "#lib/domain/check.ts";
import { layers } from "#lib/domain/layer.ts";
import { scoreOf, type Tally } from "./score.ts";

/** Rewrites today's row of each layer, so that a trend shows each day as it ended. */
export async function storeSnapshot(
  client: pg.PoolClient,
  organizationId: string,
  checks: readonly Check[],
  at: Date,
): Promise<void> {
  const tallies = await client.query<Omit<Tally, "severity"> & { checkId: string }>(
    'SELECT "checkId", "passCount", "failCount", "unknownCount" FROM "CheckTally" WHERE "organizationId" = $1',
    [organizationId],
  );
  const open = await client.query<{ layer: string; severity: string; count: string }>(
    `SELECT layer, severity, sum(count) AS count FROM "FindingCounter"
     WHERE "organizationId" = $1 AND status IN ('open', 'in-progress') GROUP BY layer, severity`,
    [organizationId],
  );
  const checkById = new Map(checks.map((check) => [check.id, check]));
  for (const layer of layers) {
    const ofLayer = tallies.rows.flatMap((tally) => {
      const check = checkById.get(tally.checkId);
      return check?.layer === layer ? [{ ...tally, severity: check.severity }] : [];
    });
    const { score, coverage } = scoreOf(ofLayer);
    if (score === null || coverage === null) continue;
    const count = (severity: string) =>
      Number(open.rows.find((row) => row.layer === layer && row.severity === severity)?.count ?? 0);
    await client.query(
      `INSERT INTO "PostureSnapshot" ("organizationId", day, layer, score, coverage,
         "openCritical", "openHigh", "openMedium", "openLow")
       VALUES ($1, ($2::timestamptz AT TIME ZONE 'UTC')::date, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ("organizationId", day, layer) DO UPDATE SET score = excluded.score, coverage = excluded.coverage,
         "openCritical" = excluded."openCritical", "openHigh" = excluded."openHigh",
         "openMedium" = excluded."openMedium", "openLow" = excluded."openLow"`,
      [
        organizationId,
        at,
        layer,
        score,
        coverage,
        count("critical"),
        count("high"),
        count("medium"),
        count("low"),
      ],
    );
  }
}
