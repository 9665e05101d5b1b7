import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { ResponsibilityMatrix, type ResponsibilityFilters } from "#lib/contract/responsibility.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { modelOf } from "./find-cell.ts";
import { responsibilityModels } from "./models/registry.ts";
import { settleExpired } from "./settle-expired.ts";

/** The matrix: every row of a model for every workload. Filters say which cells are meant; none is left out. */
export async function listResponsibility(
  ctx: Context,
  filters: ResponsibilityFilters,
  at: Date = momentOf(ctx),
): Promise<ResponsibilityMatrix> {
  requirePermission(ctx, "responsibility:read");
  const model = modelOf(filters.model);
  const { organizationId } = ctx;
  const { workloads, cells, moved } = await inTransaction(ctx, async (tx) => {
    await settleExpired(tx, organizationId, model, at);
    const found = await tx.workload.findMany({
      where: { organizationId, removedAt: null },
      select: { id: true, name: true, serviceModel: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    const shown = filters.workload === "" ? found : found.filter(({ id }) => id === filters.workload);
    const shownCells = await tx.responsibilityCell.findMany({
      where: { organizationId, modelId: model.id, workloadId: { in: shown.map(({ id }) => id) } },
      omit: { evidence: true, computed: true },
    });
    return {
      workloads: shown,
      cells: shownCells,
      moved: filters.changed && (await movedSince(tx, organizationId, daysBefore(at, filters.changed))),
    };
  });
  const admits = ({ id, party, status }: { id: string; party: string; status: string }) =>
    (moved === null || moved.has(id)) &&
    (filters.party.length === 0 || filters.party.some((wanted) => wanted === party)) &&
    (filters.status.length === 0 || filters.status.some((wanted) => wanted === status));
  const rowIds = model.rows.map(({ id }) => id);
  return ResponsibilityMatrix.parse({
    model,
    models: responsibilityModels,
    rows: model.rows,
    workloads: workloads.map((workload) => ({
      ...workload,
      cells: cells
        .filter(({ workloadId, rowId }) => workloadId === workload.id && rowIds.includes(rowId))
        .toSorted((a, b) => rowIds.indexOf(a.rowId) - rowIds.indexOf(b.rowId))
        .map((cell) => ({
          rowId: cell.rowId,
          party: cell.party,
          status: cell.status,
          overridden: cell.overrideId !== null,
          admitted: admits(cell),
          changedAt: cell.changedAt.toISOString(),
        })),
    })),
    byStatus: countBy(cells, ({ status }) => status),
    byParty: countBy(cells, ({ party }) => party),
  });
}

const dayMs = 24 * 60 * 60 * 1000;
const daysBefore = (at: Date, span: NonNullable<ResponsibilityFilters["changed"]>): Date =>
  new Date(at.getTime() - Number.parseInt(span, 10) * dayMs);

/** The cells that were in another state since then. */
async function movedSince(tx: Tx, organizationId: string, since: Date): Promise<ReadonlySet<string>> {
  const versions = await tx.responsibilityCellVersion.findMany({
    where: { organizationId, validTo: { gte: since } },
    select: { cellId: true },
    distinct: ["cellId"],
  });
  return new Set(versions.map(({ cellId }) => cellId));
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
