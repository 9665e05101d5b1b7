import type { Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { requestSyncWithin } from "./request-sync.ts";

/** The newest and the one before it, which a sync that runs may still read. */
const keptPerConnection = 2;

/** Lets a connection replay what was just pushed to it, and forgets what was pushed earlier. */
export async function replayPushed(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  { id, connectorId }: { id: string; connectorId: string },
): Promise<{ connectionId: string; deletedCount: number }> {
  const { organizationId } = ctx;
  // One push after the other, so that the newest is what is replayed.
  await tx.$executeRaw`SELECT 1 FROM "Connection" WHERE id = ${connectionId}::uuid FOR UPDATE`;
  const connection = await connectionInOrganization(tx, ctx, connectionId);
  if (connection.mode !== "replay")
    throw refused("It calls the provider itself. Push to a connection that replays a recording.");
  if (connection.connectorId !== connectorId)
    throw refused(`It is of ${connection.connectorId}, and the recording of ${connectorId}.`);
  await tx.connection.update({
    where: { id: connectionId },
    data: { config: { recording: `upload/${id}` } },
  });
  const kept = await tx.recording.findMany({
    where: { organizationId, connectionId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
    take: keptPerConnection,
  });
  const { count: deletedCount } = await tx.recording.deleteMany({
    where: { organizationId, connectionId, id: { notIn: [id, ...kept.map((one) => one.id)] } },
  });
  if (!connection.pausedAt) await requestSyncWithin(tx, ctx, connectionId);
  return { connectionId, deletedCount };
}

const refused = (message: string) =>
  new AppError("invalid-input", `connectionId: ${message}`, { fields: [{ field: "connectionId", message }] });
