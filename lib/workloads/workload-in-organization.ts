import type { Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { workloadColumns, WorkloadRow } from "./workload-view.ts";

/** The workload, if it is this organization's and is there. Throws `not-found`. */
export async function workloadInOrganization(tx: Tx, ctx: Context, id: string): Promise<WorkloadRow> {
  const [row] = await queryRows(
    tx,
    WorkloadRow,
    sql`SELECT ${workloadColumns} FROM "Workload" w
        WHERE w."organizationId" = ${ctx.organizationId}::uuid AND w.id = ${id}::uuid AND w."removedAt" IS NULL`,
  );
  if (!row) throw new AppError("not-found", "There is no such workload.");
  return row;
}
