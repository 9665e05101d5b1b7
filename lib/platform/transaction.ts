import type pg from "pg";

import { pool, systemDb } from "./db.ts";
import type { Prisma } from "./generated/client.ts";

/** A transaction bound to one organization by row-level security. */
export type Tx = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction that can see and change rows of this organization only. What `work` throws rolls
 * everything back.
 */
export const inOrganization = <T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  systemDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'nacre_app', true), set_config('nacre.organization', ${organizationId}, true)`;
      return work(tx);
    },
    { timeout: 60_000, maxWait: 10_000 },
  );

/** As `inOrganization`, on a bare connection: for COPY, set-based writes and large reads as of one moment. */
export async function inBulkTransaction<T>(
  organizationId: string,
  work: (client: pg.PoolClient) => Promise<T>,
  begin: "BEGIN" | "BEGIN READ ONLY" | "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" = "BEGIN",
): Promise<T> {
  const client = await pool().connect();
  try {
    // One round trip for both; statements sent together take no parameters, so the id is quoted.
    await client.query(
      `${begin}; SELECT set_config('role', 'nacre_app', true),
         set_config('nacre.organization', ${client.escapeLiteral(organizationId)}, true)`,
    );
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
