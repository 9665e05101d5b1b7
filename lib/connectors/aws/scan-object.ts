import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { scanText } from "../detectors/scan-text.ts";
import type { SampledObject } from "./s3-samples.ts";

const Body = z.object({
  Body: z.custom<{ transformToByteArray: () => Promise<Uint8Array> }>(
    (body) => typeof body === "object" && body !== null && "transformToByteArray" in body,
  ),
});
const bytesMax = 65_536;

const contentCalls: ReadonlySet<string> = new Set(["GetObject", "ListObjectsV2"]);

/** Throws `not-found` for calls that read what buckets hold, unless the connection says that it may. */
export function refuseContent(call: ProviderCall, mayReadContent: boolean): void {
  if (call.service === "s3" && contentCalls.has(call.operation) && !mayReadContent)
    throw new ProviderError("not-found", call, "The connection does not allow sampling");
}

export const isObjectCall = ({ service, operation }: ProviderCall): boolean =>
  service === "s3" && operation === "GetObject";

/** Reads an object's first bytes and answers with counts alone, so that no text of it passes the seam or is recorded. */
export async function scanObject(answer: unknown): Promise<SampledObject> {
  const bytes = (await Body.parse(answer).Body.transformToByteArray()).subarray(0, bytesMax);
  const text = textOf(bytes);
  return { bytes: bytes.length, isText: text !== null, counts: text === null ? {} : scanText(text) };
}

/** Null where it is no text. The last sign may be cut in two. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
