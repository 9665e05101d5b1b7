import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { BulkView } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";

/** How far a bulk operation is, and which findings refused. Throws `not-found`. */
export async function getBulkOperation(ctx: Context, id: string): Promise<BulkView> {
  requirePermission(ctx, "assignment:read");
  const { organizationId } = ctx;
  const row = await inTransaction(ctx, (tx) => tx.bulkOperation.findFirst({ where: { organizationId, id } }));
  if (!row) throw new AppError("not-found", "There is no such operation.");
  const { kind, state, totalCount, doneCount, requestedById } = row;
  return BulkView.parse({
    id,
    kind,
    state,
    totalCount,
    doneCount,
    failures: row.failures,
    mayUndo: state === "done" && requestedById === ctx.actor.id,
  });
}
