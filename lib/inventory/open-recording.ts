import { access } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

import { readRecording } from "#lib/connectors/read-recording.ts";
import { RecordedCall, replay } from "#lib/connectors/recording.ts";
import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";
import { inOrganization } from "#lib/platform/transaction.ts";

// Not import.meta.dirname: a bundle has none.
export const demoFolder = path.resolve(fileURLToPath(import.meta.url), "../../../demo");
const uploadBytesMax = 512 * 1024 * 1024;

/** Where a replayed connection reads: `demo/<name>` comes with Nacre, `upload/<id>` was uploaded. */
export const recordingName = /^(?:demo\/[a-z0-9][a-z0-9.-]{0,63}|upload\/[0-9a-f-]{36})$/;

/** The transport that answers from a recording. Throws `ConnectionError` if there is no such recording. */
export async function openRecording(organizationId: string, name: string): Promise<Transport> {
  if (!recordingName.test(name)) throw missing(name);
  const id = name.slice(name.indexOf("/") + 1);
  return name.startsWith("demo/") ? openDemo(id) : openUpload(organizationId, id);
}

async function openDemo(name: string): Promise<Transport> {
  const file = path.join(demoFolder, `${name}.jsonl`);
  await access(file).catch(() => {
    throw missing(`demo/${name}`);
  });
  const calls: RecordedCall[] = [];
  for await (const call of readRecording(file)) calls.push(call);
  return replay(calls);
}

async function openUpload(organizationId: string, id: string): Promise<Transport> {
  const recording = await inOrganization(organizationId, (tx) =>
    tx.recording.findFirst({ where: { id, organizationId }, select: { content: true } }),
  );
  if (!recording) throw missing(`upload/${id}`);
  const text = gunzipSync(recording.content, { maxOutputLength: uploadBytesMax }).toString("utf8");
  return replay(linesOf(text));
}

/** Already checked line by line when it was uploaded. */
function* linesOf(text: string): Generator<RecordedCall> {
  for (const line of text.split("\n")) if (line.trim() !== "") yield RecordedCall.parse(JSON.parse(line));
}

const missing = (name: string) =>
  new ConnectionError(
    `There is no recording ${name}.`,
    "Upload the recording again, or choose one of the recordings that are listed.",
  );
