import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  addObject,
  allowsSampling,
  noObjects,
  SampledObject,
  sampleLimits,
  spread,
  type Sample,
} from "../detectors/sampled-object.ts";
import { assetOf, Labels } from "./assets.ts";
import { detail } from "./detail.ts";

/** Names of labels may hold no colon. */
const sampleLabel = "nacre-sample";

const Bucket = assetOf(z.object({ name: z.string(), labels: Labels }));
const Listing = z.object({
  items: z.array(z.object({ name: z.string(), size: z.coerce.number().default(0) })).default([]),
});

export type BucketSample = { sample: Sample | null; unknown: Unknown | null };

/** Samples of the buckets among the records whose owner and whose connection both allow it, by the bucket's name. */
export async function samplesOf(
  source: Source,
  records: readonly unknown[],
): Promise<ReadonlyMap<string, BucketSample>> {
  const samples = new Map<string, BucketSample>();
  for (const record of records) {
    const bucket = Bucket.safeParse(record).data?.resource.data;
    if (bucket && allowsSampling(bucket.labels[sampleLabel]))
      samples.set(bucket.name, await sampleOf(source, bucket.name));
  }
  return samples;
}

async function sampleOf(source: Source, bucket: string): Promise<BucketSample> {
  const input = { bucket, maxResults: sampleLimits.listed, fields: "items(name,size)" };
  const listing = await detail(source, { service: "storage", operation: "objects.list" }, input, Listing);
  if (listing.value === null) return { sample: null, unknown: listing.unknown };
  const sample = noObjects();
  let unknown: Unknown | null = null;
  for (const { name: object } of spread(listing.value.items.filter(isAskable))) {
    const call = { service: "storage", operation: "objects.get" };
    const answer = await detail(source, call, { bucket, object, alt: "media" }, SampledObject);
    if (answer.value) addObject(sample, answer.value);
    unknown ??= answer.unknown;
  }
  return { sample, unknown };
}

/** A name with `..` in it could be taken for another place. */
const isAskable = ({ name }: { name: string }): boolean => name !== "" && !name.split("/").includes("..");
