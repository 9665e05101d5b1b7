import type { ChangePerson, Person } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";
import { personInOrganization } from "./list-people.ts";

/**
 * Gives another role, disables or enables. A disabled person's sessions and tokens end at once, in this organization
 * only. The last administrator stays one, or nobody could ever change anything again.
 */
export async function changePerson(ctx: Context, personId: string, change: ChangePerson): Promise<Person> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    // Two administrators who disable each other at the same instant take turns.
    await takeTurn(tx, `people ${ctx.organizationId}`);
    const before = await personInOrganization(tx, ctx, personId);
    const role = change.role ?? before.role;
    const disabled = change.disabled ?? before.state === "disabled";
    if (before.role === "admin" && (role !== "admin" || disabled))
      await assertAnotherAdmin(tx, ctx, personId);
    await tx.membership.update({
      where: { organizationId_userId: { organizationId: ctx.organizationId, userId: personId } },
      data: { role, ...(change.disabled === undefined ? {} : { disabledAt: disabled ? new Date() : null }) },
    });
    if (disabled) await endAccess(tx, ctx, personId);
    const after = await personInOrganization(tx, ctx, personId);
    await audit(tx, ctx, {
      action: "person.change",
      subjectType: "person",
      subjectId: personId,
      before: { role: before.role, state: before.state },
      after: { role: after.role, state: after.state },
    });
    return after;
  });
}

async function assertAnotherAdmin(tx: Tx, { organizationId }: Context, personId: string): Promise<void> {
  const others = await tx.membership.count({
    where: { organizationId, role: "admin", disabledAt: null, userId: { not: personId } },
  });
  if (others === 0)
    throw new AppError("conflict", "This is the last administrator. Make somebody else one first.");
}

async function endAccess(tx: Tx, { organizationId }: Context, userId: string): Promise<void> {
  const now = new Date();
  await tx.session.updateMany({
    where: { organizationId, userId, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.apiToken.updateMany({
    where: { organizationId, userId, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.signInLink.deleteMany({ where: { organizationId, userId, usedAt: null } });
}
