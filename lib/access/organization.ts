import type { ChangeOrganization, OrganizationView } from "#lib/contract/access.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Organization } from "#lib/platform/generated/client.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";

/** Its own name is no secret to any member. */
export const getOrganization = async (ctx: Context): Promise<OrganizationView> =>
  toView(await systemDb().organization.findUniqueOrThrow({ where: { id: ctx.organizationId } }));

export async function changeOrganization(
  ctx: Context,
  { name }: ChangeOrganization,
): Promise<OrganizationView> {
  requirePermission(ctx, "organization:write");
  return inTransaction(ctx, async (tx) => {
    const id = ctx.organizationId;
    const before = await tx.organization.findUniqueOrThrow({ where: { id } });
    const after = await tx.organization.update({ where: { id }, data: { name } });
    await audit(tx, ctx, {
      action: "organization.change",
      subjectType: "organization",
      subjectId: id,
      before: { name: before.name },
      after: { name },
    });
    return toView(after);
  });
}

const toView = ({ id, name, createdAt }: Organization): OrganizationView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
});
