import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CheckParametersView } from "#lib/contract/check-parameters.ts";
import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ParameterValues } from "#lib/domain/parameter.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { takeTurn } from "#lib/platform/transaction.ts";
import { checkById } from "./check-by-id.ts";
import { fitting } from "./own-values.ts";
import { asJson, valuesWithinBounds } from "./parameter-bounds.ts";
import { toParametersView } from "./parameter-view.ts";

/** Decides by these values from now on; what they leave out is as usual. The check is evaluated anew. */
export async function setCheckParameters(
  ctx: Context,
  checkId: string,
  input: ParameterValues,
  at: Date = new Date(),
): Promise<CheckParametersView> {
  requirePermission(ctx, "check:write");
  const check = parameterizedCheck(checkId);
  const values = valuesWithinBounds(check, input);
  const { organizationId, actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx, `parameters ${organizationId} ${checkId}`);
    const where = { organizationId_checkId: { organizationId, checkId } };
    const before = await tx.checkParameters.findUnique({ where });
    const changed = { values, changedAt: at, changedById: actor.id, changedByName: actor.name };
    const row = await tx.checkParameters.upsert({
      where,
      create: { organizationId, checkId, ...changed },
      update: changed,
    });
    await audit(tx, ctx, {
      action: "check.set-parameters",
      subjectType: "check",
      subjectId: checkId,
      before: asJson(fitting(check, before?.values ?? {})),
      after: values,
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
    return toParametersView(check, row);
  });
}

/** Decides as usual again. */
export async function resetCheckParameters(ctx: Context, checkId: string): Promise<void> {
  requirePermission(ctx, "check:write");
  const check = parameterizedCheck(checkId);
  const { organizationId } = ctx;
  await inTransaction(ctx, async (tx) => {
    await takeTurn(tx, `parameters ${organizationId} ${checkId}`);
    const where = { organizationId_checkId: { organizationId, checkId } };
    const before = await tx.checkParameters.findUnique({ where });
    if (!before) throw new AppError("not-found", "Nothing is set of this check: it decides as usual.");
    await tx.checkParameters.delete({ where });
    await audit(tx, ctx, {
      action: "check.reset-parameters",
      subjectType: "check",
      subjectId: checkId,
      before: asJson(fitting(check, before.values)),
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
  });
}

function parameterizedCheck(checkId: string): Check {
  const check = checkById(checkId);
  if (!check || Object.keys(check.parameters).length === 0)
    throw new AppError("not-found", "There is no such check that something can be set of.");
  return check;
}
