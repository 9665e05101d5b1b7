import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { responsibilityModels } from "./models/registry.ts";
import { storeCells } from "./store-cells.ts";

/** Brings every cell of every workload to what findings, models, documents and decisions say now. */
export async function refreshResponsibility(
  ctx: Context,
  signal?: AbortSignal,
  at: Date = new Date(),
): Promise<{ changedCount: number }> {
  requirePermission(ctx, "responsibility:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const workloads = await tx.workload.findMany({
      where: { organizationId, removedAt: null },
      select: { id: true },
    });
    const ids = workloads.map(({ id }) => id);
    let changedCount = 0;
    for (const model of responsibilityModels) {
      signal?.throwIfAborted();
      changedCount += await storeCells(tx, organizationId, model, ids, at);
    }
    await tx.responsibilityState.upsert({
      where: { organizationId },
      create: { organizationId, refreshedAt: at },
      update: { refreshedAt: at },
    });
    return { changedCount };
  });
}
