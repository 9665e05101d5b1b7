import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { RecordingView } from "#lib/contract/connections.ts";
import { toRecordingView } from "./upload-recording.ts";

export async function listRecordings(ctx: Context): Promise<{ items: RecordingView[] }> {
  requirePermission(ctx, "connection:read");
  const recordings = await inTransaction(ctx, (tx) =>
    tx.recording.findMany({
      where: { organizationId: ctx.organizationId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      omit: { content: true },
    }),
  );
  return { items: recordings.map(toRecordingView) };
}
