import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ChangeCustomCheck, CustomCheckDetail } from "#lib/contract/custom-checks.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { customCheckInOrganization, detailOf, inTurn } from "./stored-custom-check.ts";

/** Turns a check on or off. Off, its findings are resolved at the next evaluation; on, they return. */
export async function changeCustomCheck(
  ctx: Context,
  id: string,
  { enabled }: ChangeCustomCheck,
): Promise<CustomCheckDetail> {
  requirePermission(ctx, "check:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    await inTurn(tx, ctx);
    const before = await customCheckInOrganization(tx, ctx, id);
    const row = await tx.customCheck.update({ where: { id }, data: { enabled } });
    await audit(tx, ctx, {
      action: "custom-check.change",
      subjectType: "custom-check",
      subjectId: id,
      before: { enabled: before.enabled },
      after: { enabled },
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
    return detailOf(tx, ctx, row);
  });
}
