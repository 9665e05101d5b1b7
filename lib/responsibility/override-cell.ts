import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { CellAddress, CellDetail, OverrideCellInput } from "#lib/contract/responsibility.ts";
import { newId } from "#lib/platform/id.ts";
import { findCell } from "./find-cell.ts";
import { requireExpiry } from "./expiry.ts";
import { readCell } from "./get-cell.ts";
import { storeCells } from "./store-cells.ts";

/** Puts a person's decision over what the facts say, with its reason, until it expires. It replaces an earlier one. */
export async function overrideCell(
  ctx: Context,
  address: CellAddress,
  input: OverrideCellInput,
  at: Date = new Date(),
): Promise<CellDetail> {
  requirePermission(ctx, "responsibility:write");
  const { organizationId } = ctx;
  const { party, status, reason } = input;
  return inTransaction(ctx, async (tx) => {
    const { model, row, workload } = await findCell(tx, ctx, address);
    const expiresAt = requireExpiry(input.expiresAt, at);
    const place = { organizationId, workloadId: workload.id, modelId: model.id, rowId: row.id };
    await tx.responsibilityOverride.updateMany({
      where: { ...place, revokedAt: null },
      data: { revokedAt: at },
    });
    const id = newId(at);
    await tx.responsibilityOverride.create({
      data: {
        id,
        ...place,
        party,
        status,
        reason,
        decidedById: personOf(ctx),
        decidedByName: ctx.actor.name,
        decidedAt: at,
        expiresAt,
      },
    });
    await audit(tx, ctx, {
      action: "responsibility.override",
      subjectType: "responsibility",
      subjectId: id,
      after: { ...address, party, status, reason, expiresAt: expiresAt.toISOString() },
    });
    await storeCells(tx, organizationId, model, [workload.id], at);
    return readCell(tx, ctx, address, at);
  });
}

/** Takes a decision back before it expires: the facts speak again. */
export async function revokeOverride(
  ctx: Context,
  address: CellAddress,
  at: Date = new Date(),
): Promise<CellDetail> {
  requirePermission(ctx, "responsibility:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const { model, row, workload } = await findCell(tx, ctx, address);
    const place = { organizationId, workloadId: workload.id, modelId: model.id, rowId: row.id };
    const { count } = await tx.responsibilityOverride.updateMany({
      where: { ...place, revokedAt: null },
      data: { revokedAt: at },
    });
    if (count > 0)
      await audit(tx, ctx, {
        action: "responsibility.revoke-override",
        subjectType: "responsibility",
        subjectId: workload.id,
        after: address,
      });
    await storeCells(tx, organizationId, model, [workload.id], at);
    return readCell(tx, ctx, address, at);
  });
}
