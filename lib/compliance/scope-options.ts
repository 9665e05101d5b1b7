import { z } from "zod";

import type { ScopeOptions } from "#lib/contract/compliance.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The workloads, accounts and environments there are. */
export async function scopeOptions(tx: Tx, organizationId: string): Promise<ScopeOptions> {
  const workloads = await tx.workload.findMany({
    where: { organizationId, removedAt: null },
    select: { id: true, name: true, environment: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const accounts = await queryRows(
    tx,
    z.object({ account: z.string() }),
    sql`SELECT DISTINCT l.account FROM "Collection" l JOIN "Connection" c ON c.id = l."connectionId"
        WHERE l."organizationId" = ${organizationId}::uuid AND c."deletedAt" IS NULL ORDER BY l.account`,
  );
  return {
    workloads: workloads.map(({ id, name }) => ({ id, name })),
    accounts: accounts.map(({ account }) => account),
    environments: [...new Set(workloads.flatMap(({ environment }) => environment ?? []))].toSorted(),
  };
}
