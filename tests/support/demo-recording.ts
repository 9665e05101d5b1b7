import path from "node:path";

import { readRecording } from "#lib/connectors/read-recording.ts";
import type { RecordedCall } from "#lib/connectors/recording.ts";

export async function demoRecording(name: string): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  for await (const call of readRecording(path.resolve(import.meta.dirname, `../../demo/${name}.jsonl`)))
    calls.push(call);
  return calls;
}

/** The recording with one answer replaced by a denial, naming the call as the permission that is missing. */
export const withDenied = (calls: readonly RecordedCall[], at: number): RecordedCall[] =>
  calls.map((call, index) => {
    if (index !== at) return call;
    const { output: _, ...asked } = call;
    return {
      ...asked,
      error: { reason: "denied", message: "Access denied", permission: `${call.service}:${call.operation}` },
    };
  });
