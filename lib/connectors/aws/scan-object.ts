import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { scanBytes, type SampledObject } from "../detectors/sampled-object.ts";

const Body = z.object({
  Body: z.custom<{ transformToByteArray: () => Promise<Uint8Array> }>(
    (body) => typeof body === "object" && body !== null && "transformToByteArray" in body,
  ),
});

const contentCalls: ReadonlySet<string> = new Set(["GetObject", "ListObjectsV2"]);

/** Throws `not-found` for calls that read what buckets hold, unless the connection says that it may. */
export function refuseContent(call: ProviderCall, mayReadContent: boolean): void {
  if (call.service === "s3" && contentCalls.has(call.operation) && !mayReadContent)
    throw new ProviderError("not-found", call, "The connection does not allow sampling");
}

export const isObjectCall = ({ service, operation }: ProviderCall): boolean =>
  service === "s3" && operation === "GetObject";

/** Reads an object's first bytes and answers with counts alone. */
export const scanObject = async (answer: unknown): Promise<SampledObject> =>
  scanBytes(await Body.parse(answer).Body.transformToByteArray());
