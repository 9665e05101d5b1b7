import { z } from "zod";

import type { Unknown } from "#lib/domain/unknown.ts";
import { scanText } from "./scan-text.ts";

/** The owner's own word that what a store holds may be sampled. The connection must allow it, too. */
export const allowsSampling = (value: string | undefined): boolean => value === "yes";

/** Bounds of what is read of one store. */
export const sampleLimits = { objects: 20, listed: 500, bytesPerObject: 65_536 };

/** What a client makes of an object: how often each detector found something in it, and none of its text. */
export const SampledObject = z.object({
  bytes: z.number(),
  /** False where it is no text, so that nothing was looked for. */
  isText: z.boolean(),
  counts: z.record(z.string(), z.number()),
});
export type SampledObject = z.infer<typeof SampledObject>;

export type Sample = {
  objectCount: number;
  unreadCount: number;
  sizeBytes: number;
  counts: Record<string, number>;
};

/** Called within a client alone, so that no text of an object passes the seam or is recorded. */
export function scanBytes(content: Uint8Array): SampledObject {
  const bytes = content.subarray(0, sampleLimits.bytesPerObject);
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

/** From all over the listing rather than from its beginning, and the same ones each time. */
export function spread<Item extends { size: number }>(listed: readonly Item[]): Item[] {
  const full = listed.filter(({ size }) => size > 0);
  const step = Math.max(1, full.length / sampleLimits.objects);
  return Array.from(
    { length: Math.min(full.length, sampleLimits.objects) },
    (_, at) => full[Math.floor(at * step)],
  ).flatMap((item) => item ?? []);
}

/** A sample of one store, and what of it could not be read; null where nothing could. */
export type StoreSample = { sample: Sample | null; unknown: Unknown | null };

/** Reads some of the objects that were listed. */
export async function sampleOf<Item extends { size: number }>(
  listed: readonly Item[],
  read: (item: Item) => Promise<{ value: SampledObject | null; unknown: Unknown | null }>,
): Promise<StoreSample> {
  const sample = noObjects();
  let unknown: Unknown | null = null;
  for (const item of spread(listed)) {
    const answer = await read(item);
    if (answer.value) addObject(sample, answer.value);
    unknown ??= answer.unknown;
  }
  return { sample, unknown };
}

export const noObjects = (): Sample => ({ objectCount: 0, unreadCount: 0, sizeBytes: 0, counts: {} });

export function addObject(sample: Sample, { bytes, isText, counts }: SampledObject): void {
  sample.objectCount++;
  sample.sizeBytes += bytes;
  if (!isText) sample.unreadCount++;
  for (const [id, count] of Object.entries(counts)) sample.counts[id] = (sample.counts[id] ?? 0) + count;
}
