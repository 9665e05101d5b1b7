import type { Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Resource } from "#lib/platform/generated/client.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The resource, or `not-found` for another organization's. */
export async function resourceInOrganization(tx: Tx, ctx: Context, id: string): Promise<Resource> {
  const resource = await tx.resource.findFirst({ where: { id, organizationId: ctx.organizationId } });
  if (!resource) throw new AppError("not-found", "There is no such resource.");
  return resource;
}
