import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { Simulation } from "#lib/contract/plans.ts";
import { cellStatuses, type CellStatus } from "#lib/domain/responsibility-model.ts";
import { rowTitle } from "#lib/responsibility/row-title.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { Closing } from "./simulate-changes.ts";

const StoredEvidence = z.array(
  z.looseObject({
    kind: z.string(),
    checkId: z.string().optional(),
    outcome: z.string().optional(),
    resourceKeys: z.array(z.string()).optional(),
  }),
);
const Row = z.object({
  workloadId: z.string(),
  workloadName: z.string(),
  modelId: z.string(),
  rowId: z.string(),
  status: z.enum(cellStatuses),
  evidence: StoredEvidence,
});
export type GapCell = z.infer<typeof Row>;

/** The cells that are a gap now and would be none once these findings are closed. */
export async function simulateCells(
  tx: Tx,
  ctx: Context,
  closing: readonly Closing[],
): Promise<Simulation["cells"]> {
  if (closing.length === 0) return [];
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT c."workloadId", w.name AS "workloadName", c."modelId", c."rowId", c.status, c.evidence
        FROM "ResponsibilityCell" c JOIN "Workload" w ON w."organizationId" = c."organizationId" AND w.id = c."workloadId"
        WHERE c."organizationId" = ${ctx.organizationId}::uuid AND c.status = 'gap' AND c."overrideId" IS NULL
          AND w."removedAt" IS NULL ORDER BY w.name, c."modelId", c."rowId"`,
  );
  return rows.flatMap((cell) => {
    const to = statusWithout(cell, closing);
    if (to === cell.status) return [];
    const { workloadId, workloadName, modelId, rowId, status } = cell;
    const title = rowTitle(modelId, rowId);
    return { workload: { id: workloadId, name: workloadName }, modelId, rowId, title, from: status, to };
  });
}

/** What a cell is once findings are gone: still a gap with others open, unknown where something could not be decided. */
export function statusWithout(
  { status, evidence }: Pick<GapCell, "status" | "evidence">,
  closing: readonly Pick<Closing, "checkId" | "resourceKey">[],
): CellStatus {
  const closed = new Set(closing.map(({ checkId, resourceKey }) => `${checkId}\n${resourceKey}`));
  const isOpen = evidence.some(
    ({ kind, checkId, outcome, resourceKeys }) =>
      kind === "finding" &&
      outcome === "open" &&
      (resourceKeys ?? []).some((key) => !closed.has(`${checkId}\n${key}`)),
  );
  if (isOpen) return status;
  return evidence.some(({ kind }) => kind === "unknown") ? "unknown" : "met";
}
