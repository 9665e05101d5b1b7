import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";

/** Deletes an uploaded recording for good. Throws `not-found`, and `conflict` while a connection replays it. */
export async function deleteRecording(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, "connection:write");
  const { organizationId } = ctx;
  await inTransaction(ctx, async (tx) => {
    const recording = await tx.recording.findFirst({
      where: { id, organizationId },
      omit: { content: true },
    });
    if (!recording) throw new AppError("not-found", "There is no such recording.");
    const replayedBy = await tx.connection.findFirst({
      where: {
        organizationId,
        deletedAt: null,
        mode: "replay",
        config: { path: ["recording"], equals: `upload/${id}` },
      },
    });
    if (replayedBy)
      throw new AppError("conflict", `The connection ${replayedBy.name} replays it. Delete that one first.`);
    await tx.recording.delete({ where: { id } });
    const { name, connectorId, callCount, sizeBytes } = recording;
    await audit(tx, ctx, {
      action: "recording.delete",
      subjectType: "recording",
      subjectId: id,
      before: { name, connectorId, callCount, sizeBytes },
    });
  });
}
