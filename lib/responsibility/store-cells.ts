import { createHash } from "node:crypto";

import type { ResponsibilityModel } from "#lib/domain/responsibility-model.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { resolveCells, type ResolvedCell } from "./resolve-cells.ts";
import { loadFacts } from "./workload-facts.ts";

/**
 * Resolves every cell of these workloads and stores those that differ, each with the state it had before. Returns how
 * many changed. A cell whose facts are the same keeps its dates.
 */
export async function storeCells(
  tx: Tx,
  organizationId: string,
  model: ResponsibilityModel,
  workloadIds: readonly string[],
  at: Date,
): Promise<number> {
  // One at a time, so that a refresh which read before a person decided does not write over the decision.
  await takeTurn(tx, `responsibility ${organizationId}`);
  const known = await tx.responsibilityCell.findMany({
    where: { organizationId, modelId: model.id, workloadId: { in: [...workloadIds] } },
  });
  const knownByCell = new Map(known.map((row) => [`${row.workloadId} ${row.rowId}`, row]));
  let changed = 0;
  for (const facts of await loadFacts(tx, organizationId, model.id, workloadIds))
    for (const cell of resolveCells(model, facts, at)) {
      const before = knownByCell.get(`${facts.workloadId} ${cell.rowId}`) ?? null;
      const columns = toColumns(cell);
      if (before?.hash === columns.hash) continue;
      changed++;
      if (before) await replace(tx, before, columns, at);
      else
        await tx.responsibilityCell.create({
          data: {
            id: newId(at),
            organizationId,
            workloadId: facts.workloadId,
            modelId: model.id,
            rowId: cell.rowId,
            ...columns,
            resolvedAt: at,
            changedAt: at,
          },
        });
    }
  await tx.responsibilityCell.updateMany({
    where: { organizationId, modelId: model.id, workloadId: { in: [...workloadIds] } },
    data: { resolvedAt: at },
  });
  return changed;
}

type Row = Prisma.ResponsibilityCellGetPayload<object>;

/** Party or status moving is what history is about; new evidence for the same is written without a date of its own. */
async function replace(tx: Tx, before: Row, columns: ReturnType<typeof toColumns>, at: Date): Promise<void> {
  const { id, organizationId, party, partyReason, status, statusReason, evidence, hash, changedAt } = before;
  const moved = party !== columns.party || status !== columns.status;
  if (moved)
    await tx.responsibilityCellVersion.create({
      data: {
        id: newId(at),
        organizationId,
        cellId: id,
        party,
        partyReason,
        status,
        statusReason,
        evidence: evidence ?? [],
        hash,
        validFrom: changedAt,
        validTo: at,
      },
    });
  await tx.responsibilityCell.update({
    where: { id },
    data: { ...columns, ...(moved ? { changedAt: at } : {}) },
  });
}

function toColumns(cell: ResolvedCell) {
  const { party, partyReason, status, statusReason, evidence, computed, overrideId } = cell;
  const hash = createHash("sha256")
    .update(JSON.stringify([party, partyReason, status, statusReason, evidence, overrideId, computed]))
    .digest("hex");
  return {
    party,
    partyReason,
    status,
    statusReason,
    overrideId,
    hash,
    evidence: asJson(evidence),
    computed: asJson(computed),
  };
}

/** Safe because these are plain values of text, numbers, lists and records, which JSON keeps as they are. */
const asJson = (value: unknown) => structuredClone(value) as Prisma.InputJsonValue;
