import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { customCheckInOrganization, inTurn } from "./stored-custom-check.ts";

/** Takes a check away. Its findings are resolved at the next evaluation, and still say what raised them. */
export async function deleteCustomCheck(ctx: Context, id: string, at: Date = new Date()): Promise<void> {
  requirePermission(ctx, "check:write");
  const { organizationId } = ctx;
  await inTransaction(ctx, async (tx) => {
    await inTurn(tx, ctx);
    const { version, slug } = await customCheckInOrganization(tx, ctx, id);
    await tx.customCheck.update({ where: { id }, data: { deletedAt: at, enabled: false } });
    await audit(tx, ctx, {
      action: "custom-check.delete",
      subjectType: "custom-check",
      subjectId: id,
      before: { version, slug },
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
  });
}
