import type pg from "pg";

import { inBulkTransaction } from "#lib/platform/transaction.ts";

/** One sync by one worker. */
export type SyncRun = { organizationId: string; connectionId: string; syncId: string; fence: number };

/** Another worker has taken this sync over, or the connection was deleted: nothing more may be written. */
export class FencedOff extends Error {
  override readonly name = "FencedOff";
}

/** A transaction that writes only while `run` holds the connection's newest fence; a worker that woke up late fails. */
export const inFencedTransaction = <T>(
  run: SyncRun,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> =>
  inBulkTransaction({ organizationId: run.organizationId, by: `sync:${run.syncId}` }, async (client) => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM "Connection"
       WHERE "organizationId" = $1 AND id = $2 AND fence = $3 AND "deletedAt" IS NULL FOR UPDATE`,
      [run.organizationId, run.connectionId, run.fence],
    );
    if (rowCount === 0) throw new FencedOff("This sync was taken over by another worker");
    return work(client);
  });
