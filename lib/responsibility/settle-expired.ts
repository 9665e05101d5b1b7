import { z } from "zod";

import type { ResponsibilityModel } from "#lib/domain/responsibility-model.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { storeCells } from "./store-cells.ts";

/**
 * Resolves again those cells whose decision or document has run out since they were resolved, so that nobody reads
 * what no longer holds while the next refresh is awaited.
 */
export async function settleExpired(
  tx: Tx,
  organizationId: string,
  model: ResponsibilityModel,
  at: Date,
): Promise<void> {
  const rows = await queryRows(
    tx,
    z.object({ workloadId: z.string() }),
    sql`SELECT DISTINCT c."workloadId" FROM "ResponsibilityCell" c
        JOIN "Workload" w ON w.id = c."workloadId" AND w."removedAt" IS NULL
        JOIN (SELECT "workloadId", "rowId", "expiresAt" FROM "ResponsibilityOverride"
              WHERE "organizationId" = ${organizationId}::uuid AND "modelId" = ${model.id} AND "revokedAt" IS NULL
              UNION ALL SELECT "workloadId", "rowId", "expiresAt" FROM "EvidenceDocument"
              WHERE "organizationId" = ${organizationId}::uuid AND "modelId" = ${model.id} AND "removedAt" IS NULL) x
          ON x."workloadId" = c."workloadId" AND x."rowId" = c."rowId"
        WHERE c."organizationId" = ${organizationId}::uuid AND c."modelId" = ${model.id}
          AND c."resolvedAt" < x."expiresAt" AND x."expiresAt" <= ${at}::timestamptz ORDER BY c."workloadId"`,
  );
  const workloadIds = rows.map(({ workloadId }) => workloadId);
  if (workloadIds.length > 0) await storeCells(tx, organizationId, model, workloadIds, at);
}
