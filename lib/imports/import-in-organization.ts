import type { Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Import } from "#lib/platform/generated/client.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The import, if it is this organization's. Throws `not-found`. */
export async function importInOrganization(tx: Tx, ctx: Context, id: string): Promise<Import> {
  const row = await tx.import.findFirst({ where: { organizationId: ctx.organizationId, id } });
  if (!row) throw new AppError("not-found", "There is no such import.");
  return row;
}
