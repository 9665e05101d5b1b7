import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { ImportedComponentView } from "#lib/contract/imports.ts";
import { queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Row = ImportedComponentView.omit({ firstSeenAt: true }).extend({ firstSeenAt: z.date() });
/** What one page shows of a bill; the whole of it is with the tool that wrote it. */
export const componentsMax = 500;

/** Parts that bills of materials name, by conditions on "ImportedComponent" c: models and data first. */
export async function listComponents(tx: Tx, ctx: Context, which: Sql): Promise<ImportedComponentView[]> {
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT c.id, c.kind, c.name, c.version, c.publisher, c.reference, c.licenses, c.facts, c."subjectName",
          r.id AS "resourceId", r.name AS "resourceName", c."firstSeenAt", s.source
        FROM "ImportedComponent" c
        JOIN "ImportScope" s ON s."organizationId" = c."organizationId" AND s.id = c."scopeId"
        LEFT JOIN "Resource" r ON r."organizationId" = c."organizationId" AND r.id = c."resourceId"
        WHERE c."organizationId" = ${ctx.organizationId}::uuid AND ${which}
        ORDER BY array_position(ARRAY['model', 'dataset'], c.kind), c.name, c.version, c.id LIMIT ${componentsMax}`,
  );
  return rows.map(({ firstSeenAt, ...row }) => ({ ...row, firstSeenAt: firstSeenAt.toISOString() }));
}
