import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detail, type Answer, type Unknowns } from "./pages.ts";

/** Bounds of what is read of one bucket. */
const limits = { objects: 20, listed: 500, bytesPerObject: 65_536 };
/** The owner's own word that objects of a bucket may be sampled. The connection must allow it, too. */
export const sampleTag = "nacre:sample";

const Tags = z.object({ TagSet: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]) });
const Listing = z.object({
  Contents: z.array(z.object({ Key: z.string(), Size: z.number().default(0) })).default([]),
});
/** What the client makes of an object: how often each detector found something in it, and none of its text. */
export const SampledObject = z.object({
  bytes: z.number(),
  /** False where it is no text, so that nothing was looked for. */
  isText: z.boolean(),
  counts: z.record(z.string(), z.number()),
});
export type SampledObject = z.infer<typeof SampledObject>;
export type BucketSample = {
  objectCount: number;
  unreadCount: number;
  sizeBytes: number;
  counts: Record<string, number>;
};

/** A sample of a bucket whose owner and whose connection both allow it; null where either does not. */
export async function sampleOf(
  source: Source,
  Bucket: string,
  tagging: Answer | null,
  unknowns: Unknowns,
): Promise<BucketSample | null> {
  const tags = Tags.safeParse(tagging).data?.TagSet ?? [];
  if (!tags.some(({ Key, Value }) => Key === sampleTag && Value === "yes")) return null;
  const paths = ["properties.sample"];
  const input = { Bucket, MaxKeys: limits.listed };
  const listing = await detail(source, "s3", "ListObjectsV2", input, unknowns, paths);
  if (listing === null) return null;
  const sample: BucketSample = { objectCount: 0, unreadCount: 0, sizeBytes: 0, counts: {} };
  for (const Key of spread(Listing.parse(listing).Contents)) {
    const Range = `bytes=0-${limits.bytesPerObject - 1}`;
    const answer = await detail(source, "s3", "GetObject", { Bucket, Key, Range }, unknowns, paths);
    const object = SampledObject.safeParse(answer).data;
    if (object) add(sample, object);
  }
  return sample;
}

/** From all over the listing rather than from its beginning, and the same ones each time. */
function spread(contents: z.infer<typeof Listing>["Contents"]): string[] {
  const full = contents.filter(({ Size }) => Size > 0);
  const step = Math.max(1, full.length / limits.objects);
  return Array.from(
    { length: Math.min(full.length, limits.objects) },
    (_, at) => full[Math.floor(at * step)],
  ).flatMap((object) => object?.Key ?? []);
}

function add(sample: BucketSample, { bytes, isText, counts }: SampledObject): void {
  sample.objectCount++;
  sample.sizeBytes += bytes;
  if (!isText) sample.unreadCount++;
  for (const [id, count] of Object.entries(counts)) sample.counts[id] = (sample.counts[id] ?? 0) + count;
}
