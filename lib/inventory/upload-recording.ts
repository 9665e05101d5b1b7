import { gzipSync } from "node:zlib";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import { RecordingView } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { checkRecording } from "./check-recording.ts";
import { replayPushed } from "./replay-pushed.ts";

const recordingsMax = 50;

type Upload = { name: string; text: string; connectionId?: string | undefined };

/**
 * Keeps a recording for replay. Every line is checked first, so that a broken one is told now and not in a sync. One
 * that is pushed to a connection takes the place of those that were pushed to it before.
 */
export async function uploadRecording(
  ctx: Context,
  { name, text, connectionId }: Upload,
): Promise<RecordingView> {
  if (!ctx.permissions.has("recording:push")) requirePermission(ctx, "connection:write");
  const uploadedById = personOf(ctx);
  const { organizationId } = ctx;
  const { connectorId, callCount } = checkRecording(text);
  const id = newId();
  const content = new Uint8Array(gzipSync(text));
  const sizeBytes = Buffer.byteLength(text);
  return inTransaction(ctx, async (tx) => {
    if (connectionId === undefined) await requireRoom(tx, ctx);
    const recording = await tx.recording.create({
      data: {
        id,
        organizationId,
        connectorId,
        name,
        callCount,
        sizeBytes,
        content,
        uploadedById,
        connectionId: connectionId ?? null,
      },
    });
    const replaced = connectionId === undefined ? null : await replayPushed(tx, ctx, connectionId, recording);
    await audit(tx, ctx, {
      action: "recording.upload",
      subjectType: "recording",
      subjectId: id,
      after: { name, connectorId, callCount, sizeBytes, ...replaced },
    });
    return toRecordingView(recording);
  });
}

/** What was pushed to a connection is bounded by itself, and takes no room from what people upload. */
async function requireRoom(tx: Tx, { organizationId }: Context): Promise<void> {
  const count = await tx.recording.count({ where: { organizationId, connectionId: null } });
  if (count >= recordingsMax)
    throw new AppError("conflict", `There are ${recordingsMax} recordings already. Delete one first.`);
}

type Stored = {
  id: string;
  connectorId: string;
  name: string;
  callCount: number;
  sizeBytes: number;
  createdAt: Date;
};

export const toRecordingView = (recording: Stored): RecordingView =>
  RecordingView.parse({
    ...recording,
    recording: `upload/${recording.id}`,
    createdAt: recording.createdAt.toISOString(),
  });
