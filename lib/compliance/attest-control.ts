import { createHash } from "node:crypto";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { AttestControlInput, ControlDetail } from "#lib/contract/compliance.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ControlAddress } from "#lib/domain/framework.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { documentContent } from "#lib/responsibility/evidence-documents.ts";
import { requireExpiry } from "#lib/responsibility/expiry.ts";
import { controlOf } from "./find-framework.ts";
import { readControlDetail } from "./get-control.ts";

/** Attests a control with a statement and a document that shows it, until it expires. Throws `not-found`. */
export async function attestControl(
  ctx: Context,
  address: ControlAddress,
  input: AttestControlInput,
  at: Date = new Date(),
): Promise<ControlDetail> {
  requirePermission(ctx, "compliance:write");
  controlOf(address.frameworkId, address.controlId);
  const { organizationId } = ctx;
  const { statement, workloadId, title, fileName, mediaType } = input;
  return inTransaction(ctx, async (tx) => {
    await requireWorkload(tx, organizationId, workloadId);
    const expiresAt = requireExpiry(input.expiresAt, at, { withinYears: 3 });
    const content = documentContent(input);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const [id, documentId] = [newId(at), newId(at)];
    const person = { id: personOf(ctx), name: ctx.actor.name };
    await tx.evidenceDocument.create({
      data: {
        id: documentId,
        organizationId,
        workloadId,
        modelId: address.frameworkId,
        rowId: address.controlId,
        title,
        fileName,
        mediaType,
        sizeBytes: content.byteLength,
        sha256,
        content,
        uploadedById: person.id,
        uploadedByName: person.name,
        uploadedAt: at,
        expiresAt,
      },
    });
    await tx.attestation.create({
      data: {
        id,
        organizationId,
        ...address,
        workloadId,
        statement,
        documentId,
        attestedById: person.id,
        attestedByName: person.name,
        attestedAt: at,
        expiresAt,
      },
    });
    await audit(tx, ctx, {
      action: "compliance.attest",
      subjectType: "attestation",
      subjectId: id,
      after: {
        ...address,
        workloadId,
        statement,
        title,
        fileName,
        sha256,
        expiresAt: expiresAt.toISOString(),
      },
    });
    return readControlDetail(tx, ctx, address, scopeOf(workloadId), at);
  });
}

export const scopeOf = (workloadId: string | null) => ({
  workload: workloadId ?? "",
  account: "",
  environment: "",
});

async function requireWorkload(tx: Tx, organizationId: string, id: string | null): Promise<void> {
  if (id === null) return;
  const found = await tx.workload.findFirst({
    where: { organizationId, id, removedAt: null },
    select: { id: true },
  });
  if (!found)
    throw new AppError("invalid-input", "workloadId: There is no such workload.", {
      fields: [{ field: "workloadId", message: "There is no such workload" }],
    });
}
