import { createHash } from "node:crypto";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import {
  evidenceDocumentMaxBytes,
  type AddEvidenceDocumentInput,
  type CellAddress,
  type CellDetail,
} from "#lib/contract/responsibility.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { findCell, modelOf } from "./find-cell.ts";
import { responsibilityModels } from "./models/registry.ts";
import { requireExpiry } from "./expiry.ts";
import { readCell } from "./get-cell.ts";
import { storeCells } from "./store-cells.ts";

/** Adds a document that shows what no check can. Its hash is kept, and it proves nothing after its expiry. */
export async function addEvidenceDocument(
  ctx: Context,
  address: CellAddress,
  input: AddEvidenceDocumentInput,
  at: Date = new Date(),
): Promise<CellDetail> {
  requirePermission(ctx, "responsibility:write");
  const { organizationId } = ctx;
  const { title, fileName, mediaType } = input;
  return inTransaction(ctx, async (tx) => {
    const { model, row, workload } = await findCell(tx, ctx, address);
    const expiresAt = requireExpiry(input.expiresAt, at, { withinYears: 3 });
    const content = documentContent(input);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const id = newId(at);
    await tx.evidenceDocument.create({
      data: {
        id,
        organizationId,
        workloadId: workload.id,
        modelId: model.id,
        rowId: row.id,
        title,
        fileName,
        mediaType,
        sizeBytes: content.byteLength,
        sha256,
        content,
        uploadedById: personOf(ctx),
        uploadedByName: ctx.actor.name,
        uploadedAt: at,
        expiresAt,
      },
    });
    await audit(tx, ctx, {
      action: "responsibility.add-document",
      subjectType: "evidence-document",
      subjectId: id,
      after: {
        ...address,
        title,
        fileName,
        sizeBytes: content.byteLength,
        sha256,
        expiresAt: expiresAt.toISOString(),
      },
    });
    await storeCells(tx, organizationId, model, [workload.id], at);
    return readCell(tx, ctx, address, at);
  });
}

/** The bytes of an uploaded document. Throws where there are none, or too many. */
export function documentContent({ content }: { content: string }): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(content, "base64");
  if (bytes.byteLength === 0)
    throw new AppError("invalid-input", "content: The document is empty.", {
      fields: [{ field: "content", message: "The document is empty" }],
    });
  if (bytes.byteLength > evidenceDocumentMaxBytes)
    throw new AppError("too-large", "A document may have at most 10 MB.");
  return new Uint8Array(bytes);
}

/** Takes a document out of the evidence. It stays stored, so that what it once proved can be looked into. */
export async function removeEvidenceDocument(
  ctx: Context,
  id: string,
  at: Date = new Date(),
): Promise<CellDetail> {
  requirePermission(ctx, "responsibility:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const document = await tx.evidenceDocument.findFirst({
      where: { organizationId, id, removedAt: null },
      omit: { content: true },
    });
    if (!document) throw noDocument();
    const { workloadId, modelId, rowId } = document;
    // One that is shown for a control of a framework goes with its attestation.
    if (workloadId === null || !responsibilityModels.some(({ id: known }) => known === modelId))
      throw noDocument();
    await tx.evidenceDocument.update({ where: { id }, data: { removedAt: at } });
    await audit(tx, ctx, {
      action: "responsibility.remove-document",
      subjectType: "evidence-document",
      subjectId: id,
      before: { title: document.title, sha256: document.sha256 },
    });
    await storeCells(tx, organizationId, modelOf(modelId), [workloadId], at);
    return readCell(tx, ctx, { workloadId, modelId, rowId }, at);
  });
}

export type DocumentFile = {
  fileName: string;
  mediaType: string;
  content: Uint8Array<ArrayBuffer>;
  sha256: string;
};

/** The document itself, for download. Throws `not-found`. */
export async function getEvidenceDocument(ctx: Context, id: string): Promise<DocumentFile> {
  requirePermission(ctx, "responsibility:read");
  return inTransaction(ctx, async (tx) => {
    const document = await tx.evidenceDocument.findFirst({
      where: { organizationId: ctx.organizationId, id },
    });
    if (!document) throw noDocument();
    const { fileName, mediaType, content, sha256 } = document;
    return { fileName, mediaType, content, sha256 };
  });
}

const noDocument = () => new AppError("not-found", "There is no such document.");
