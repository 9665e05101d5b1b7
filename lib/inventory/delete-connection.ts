import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";

/**
 * Removes a connection with everything it alone collected. Its secrets are destroyed, a sync that runs is fenced off,
 * and what was known of its resources stays as history.
 */
export async function deleteConnection(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, "connection:write");
  const { organizationId } = ctx;
  await inTransaction(ctx, async (tx) => {
    const { connectorId, name, mode } = await connectionInOrganization(tx, ctx, id);
    const now = new Date();
    await tx.connection.update({
      where: { id },
      data: { deletedAt: now, sealedSecrets: null, fence: { increment: 1 } },
    });
    await tx.sync.updateMany({
      where: { organizationId, connectionId: id, state: { in: ["queued", "running"] } },
      data: { state: "cancelled", finishedAt: now },
    });
    const { count } = await tx.resource.updateMany({
      where: { organizationId, connectionId: id, removedAt: null },
      data: { removedAt: now },
    });
    await tx.recording.deleteMany({ where: { organizationId, connectionId: id } });
    await tx.$executeRaw`
      UPDATE "Relationship" SET "validTo" = now()
      WHERE "organizationId" = ${organizationId}::uuid AND "validTo" IS NULL AND "collectionId" IN
        (SELECT id FROM "Collection" WHERE "organizationId" = ${organizationId}::uuid AND "connectionId" = ${id}::uuid)`;
    await tx.collection.updateMany({
      where: { organizationId, connectionId: id },
      data: { state: "skipped", resourceCount: 0 },
    });
    await audit(tx, ctx, {
      action: "connection.delete",
      subjectType: "connection",
      subjectId: id,
      before: { connectorId, name, mode, resourceCount: count },
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
  });
}
