import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import {
  addObject,
  allowsSampling,
  noObjects,
  SampledObject,
  sampleLimits,
  spread,
  type Sample,
} from "../detectors/sampled-object.ts";
import { detail, type Answer, type Unknowns } from "./pages.ts";

const sampleTag = "nacre:sample";

const Tags = z.object({ TagSet: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]) });
const Listing = z.object({
  Contents: z.array(z.object({ Key: z.string(), Size: z.number().default(0) })).default([]),
});

/** A sample of a bucket whose owner and whose connection both allow it; null where either does not. */
export async function sampleOf(
  source: Source,
  Bucket: string,
  tagging: Answer | null,
  unknowns: Unknowns,
): Promise<Sample | null> {
  const tags = Tags.safeParse(tagging).data?.TagSet ?? [];
  if (!tags.some(({ Key, Value }) => Key === sampleTag && allowsSampling(Value))) return null;
  const paths = ["properties.sample"];
  const input = { Bucket, MaxKeys: sampleLimits.listed };
  const listing = await detail(source, "s3", "ListObjectsV2", input, unknowns, paths);
  if (listing === null) return null;
  const sample = noObjects();
  const listed = Listing.parse(listing).Contents.map(({ Key, Size: size }) => ({ Key, size }));
  for (const { Key } of spread(listed)) {
    const Range = `bytes=0-${sampleLimits.bytesPerObject - 1}`;
    const answer = await detail(source, "s3", "GetObject", { Bucket, Key, Range }, unknowns, paths);
    const object = SampledObject.safeParse(answer).data;
    if (object) addObject(sample, object);
  }
  return sample;
}
