import { z } from "zod";

import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { CellDetail, EvidenceDocumentView, type CellAddress } from "#lib/contract/responsibility.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { checkFinder, type FindCheck } from "#lib/posture/organization-checks.ts";
import { findCell, modelOf } from "./find-cell.ts";
import { settleExpired } from "./settle-expired.ts";

/** One cell with the rule that decided it, its evidence, its documents and what it was before. Throws `not-found`. */
export async function getResponsibilityCell(
  ctx: Context,
  address: CellAddress,
  at: Date = momentOf(ctx),
): Promise<CellDetail> {
  requirePermission(ctx, "responsibility:read");
  return inTransaction(ctx, async (tx) => {
    await settleExpired(tx, ctx.organizationId, modelOf(address.modelId), at);
    return readCell(tx, ctx, address, at);
  });
}

export async function readCell(tx: Tx, ctx: Context, address: CellAddress, at: Date): Promise<CellDetail> {
  const { organizationId } = ctx;
  const { model, row, workload } = await findCell(tx, ctx, address);
  const place = { organizationId, workloadId: workload.id, modelId: model.id, rowId: row.id };
  const cell = await tx.responsibilityCell.findFirst({ where: place });
  if (!cell) throw new AppError("not-found", "This responsibility has not been resolved yet.");
  const history = await tx.responsibilityCellVersion.findMany({
    where: { organizationId, cellId: cell.id },
    orderBy: [{ validFrom: "desc" }, { id: "desc" }],
    take: 100,
  });
  const evidence = Evidence.parse(cell.evidence);
  return CellDetail.parse({
    ...cell,
    workload,
    row,
    evidence: evidence.map(
      named(
        await checkFinder(
          tx,
          organizationId,
          evidence.flatMap((one) => one.checkId ?? []),
        ),
      ),
    ),
    documents: await documentsOf(tx, place, at),
    override: await overrideOf(tx, organizationId, cell.overrideId),
    resolvedAt: cell.resolvedAt.toISOString(),
    changedAt: cell.changedAt.toISOString(),
    history: history.map((version) => ({
      ...version,
      validFrom: version.validFrom.toISOString(),
      validTo: version.validTo.toISOString(),
    })),
  });
}

const Evidence = z.array(z.looseObject({ kind: z.string(), checkId: z.string().optional() }));
const named = (findCheck: FindCheck) => (evidence: z.infer<typeof Evidence>[number]) =>
  evidence.checkId === undefined
    ? evidence
    : { ...evidence, title: findCheck(evidence.checkId)?.title ?? evidence.checkId };

type Place = { organizationId: string; workloadId: string; modelId: string; rowId: string };

async function documentsOf(tx: Tx, place: Place, at: Date): Promise<EvidenceDocumentView[]> {
  const rows = await tx.evidenceDocument.findMany({
    where: { ...place, removedAt: null },
    omit: { content: true },
    orderBy: [{ uploadedAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => toDocumentView(row, at));
}

type DocumentRow = {
  uploadedByName: string;
  uploadedAt: Date;
  expiresAt: Date;
};

export const toDocumentView = (row: DocumentRow, at: Date): EvidenceDocumentView =>
  EvidenceDocumentView.parse({
    ...row,
    uploadedBy: row.uploadedByName,
    uploadedAt: row.uploadedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isValid: row.expiresAt > at,
  });

async function overrideOf(tx: Tx, organizationId: string, id: string | null) {
  if (id === null) return null;
  const row = await tx.responsibilityOverride.findFirst({ where: { organizationId, id } });
  return (
    row && {
      ...row,
      by: row.decidedByName,
      at: row.decidedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }
  );
}
