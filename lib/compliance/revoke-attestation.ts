import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ControlDetail } from "#lib/contract/compliance.ts";
import { AppError } from "#lib/domain/errors.ts";
import { scopeOf } from "./attest-control.ts";
import { readControlDetail } from "./get-control.ts";

/** Ends an attestation. It stays stored with its document, so that what it once attested can be looked into. */
export async function revokeAttestation(
  ctx: Context,
  id: string,
  at: Date = new Date(),
): Promise<ControlDetail> {
  requirePermission(ctx, "compliance:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const found = await tx.attestation.findFirst({ where: { organizationId, id, revokedAt: null } });
    if (!found) throw new AppError("not-found", "There is no such attestation.");
    await tx.attestation.update({
      where: { id },
      data: { revokedAt: at, revokedByName: ctx.actor.name },
    });
    const { frameworkId, controlId, workloadId, statement } = found;
    await audit(tx, ctx, {
      action: "compliance.revoke-attestation",
      subjectType: "attestation",
      subjectId: id,
      before: { frameworkId, controlId, workloadId, statement },
    });
    return readControlDetail(tx, ctx, { frameworkId, controlId }, scopeOf(workloadId), at);
  });
}
