import { z } from "zod";

import type { ChangeOrganization, OrganizationView } from "#lib/contract/access.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Organization } from "#lib/platform/generated/client.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";
import { historyDaysOf } from "./history-setting.ts";
import { readSettings } from "./organization-settings.ts";

/** Its own name is no secret to any member. */
export const getOrganization = async (ctx: Context): Promise<OrganizationView> =>
  toView(await systemDb().organization.findUniqueOrThrow({ where: { id: ctx.organizationId } }));

export async function changeOrganization(
  ctx: Context,
  { name, historyDays, owaspEdition }: ChangeOrganization,
): Promise<OrganizationView> {
  requirePermission(ctx, "organization:write");
  return inTransaction(ctx, async (tx) => {
    const id = ctx.organizationId;
    const before = await tx.organization.findUniqueOrThrow({ where: { id } });
    const settings = {
      ...z.record(z.string(), z.json()).catch({}).parse(before.settings),
      ...(historyDays === undefined ? {} : { historyDays }),
      ...(owaspEdition === undefined ? {} : { owaspEdition }),
    };
    const after = await tx.organization.update({
      where: { id },
      data: { ...(name === undefined ? {} : { name }), settings },
    });
    await audit(tx, ctx, {
      action: "organization.change",
      subjectType: "organization",
      subjectId: id,
      before: told(before),
      after: told(after),
    });
    return toView(after);
  });
}

const told = ({ name, settings }: Organization) => ({
  name,
  historyDays: historyDaysOf(settings),
  owaspEdition: readSettings(settings).owaspEdition,
});

const toView = (organization: Organization): OrganizationView => ({
  id: organization.id,
  ...told(organization),
  createdAt: organization.createdAt.toISOString(),
});
