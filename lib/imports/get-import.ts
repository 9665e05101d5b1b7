import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { ImportDetail } from "#lib/contract/imports.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { findingColumns, FindingRow, toFindingView } from "#lib/posture/finding-view.ts";
import { listComponents } from "./list-components.ts";
import { importInOrganization } from "./import-in-organization.ts";
import { toImportView } from "./import-view.ts";

/** Findings that one page shows; the list of findings has all of them. */
const findingsMax = 200;

/** One import, and what its source says of its scope by now. Throws `not-found`. */
export async function getImport(ctx: Context, id: string): Promise<ImportDetail> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => {
    const row = await importInOrganization(tx, ctx, id);
    const { organizationId } = ctx;
    const newest = await tx.import.findFirst({
      where: { organizationId, scopeId: row.scopeId },
      orderBy: [{ importedAt: "desc" }, { id: "desc" }],
      select: { id: true },
    });
    return ImportDetail.parse({
      ...toImportView(row),
      isNewest: newest?.id === id,
      findings: (await openFindings(tx, ctx, row.scopeId)).map(toFindingView),
      components: await listComponents(tx, ctx, sql`c."scopeId" = ${row.scopeId}::uuid`),
    });
  });
}

const openFindings = (tx: Tx, ctx: Context, scopeId: string): Promise<FindingRow[]> =>
  queryRows(
    tx,
    FindingRow,
    sql`SELECT ${findingColumns} FROM "ImportedFinding" i
        JOIN "Finding" f ON f."organizationId" = i."organizationId" AND f.id = i."findingId"
        WHERE i."organizationId" = ${ctx.organizationId}::uuid AND i."scopeId" = ${scopeId}::uuid
          AND ${allOf([sql`f.status <> 'resolved'`, ...visibility(ctx)])}
        ORDER BY f."severityWeight" DESC, f."openedAt" DESC, f.id DESC LIMIT ${findingsMax}`,
  );
