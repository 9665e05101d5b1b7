import { gzipSync } from "node:zlib";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import { RecordedCall } from "#lib/connectors/recording.ts";
import { RecordingView } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";

export const recordingBytesMax = 64 * 1024 * 1024;
const recordingsMax = 50;

type Upload = { name: string; text: string };

/** Keeps a recording for replay. Every line is checked first, so that a broken one is told now and not in a sync. */
export async function uploadRecording(ctx: Context, { name, text }: Upload): Promise<RecordingView> {
  requirePermission(ctx, "connection:write");
  const uploadedById = personOf(ctx);
  const { organizationId } = ctx;
  const { connectorId, callCount } = checked(text);
  const id = newId();
  const content = new Uint8Array(gzipSync(text));
  const sizeBytes = Buffer.byteLength(text);
  return inTransaction(ctx, async (tx) => {
    if ((await tx.recording.count({ where: { organizationId } })) >= recordingsMax)
      throw new AppError("conflict", `There are ${recordingsMax} recordings already. Delete one first.`);
    const recording = await tx.recording.create({
      data: { id, organizationId, connectorId, name, callCount, sizeBytes, content, uploadedById },
    });
    await audit(tx, ctx, {
      action: "recording.upload",
      subjectType: "recording",
      subjectId: id,
      after: { name, connectorId, callCount, sizeBytes },
    });
    return toRecordingView(recording);
  });
}

function checked(text: string): { connectorId: string; callCount: number } {
  if (Buffer.byteLength(text) > recordingBytesMax)
    throw new AppError("too-large", `A recording may have at most ${recordingBytesMax} bytes.`);
  let connectorId: string | undefined;
  let callCount = 0;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const { connector } = parseLine(line, at + 1);
    connectorId ??= connector;
    if (connector !== connectorId)
      throw new AppError("invalid-input", `Line ${at + 1}: a recording holds the calls of one connector.`);
    callCount++;
  }
  if (!connectorId) throw new AppError("invalid-input", "The recording holds no call.");
  return { connectorId, callCount };
}

function parseLine(line: string, number: number): RecordedCall {
  try {
    return RecordedCall.parse(JSON.parse(line));
  } catch {
    throw new AppError("invalid-input", `Line ${number} is not a recorded call.`);
  }
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
