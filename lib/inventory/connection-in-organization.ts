import type { Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Connection } from "#lib/platform/generated/client.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The connection, or `not-found` for one that is deleted or another organization's. */
export async function connectionInOrganization(tx: Tx, ctx: Context, id: string): Promise<Connection> {
  const connection = await tx.connection.findFirst({
    where: { id, organizationId: ctx.organizationId, deletedAt: null },
  });
  if (!connection) throw new AppError("not-found", "There is no such connection.");
  return connection;
}
