import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import {
  allowsSampling,
  SampledObject,
  sampleLimits,
  sampleOf,
  type StoreSample,
} from "../detectors/sampled-object.ts";
import { assetOf, Labels } from "./assets.ts";
import { detail } from "./detail.ts";

/** Names of labels may hold no colon. */
const sampleLabel = "nacre-sample";

const Bucket = assetOf(z.object({ name: z.string(), labels: Labels }));
const Listing = z.object({
  items: z.array(z.object({ name: z.string(), size: z.coerce.number().default(0) })).default([]),
});

/** Samples of the buckets among the records whose owner and whose connection both allow it, by the bucket's name. */
export async function samplesOf(
  source: Source,
  records: readonly unknown[],
): Promise<ReadonlyMap<string, StoreSample>> {
  const samples = new Map<string, StoreSample>();
  for (const record of records) {
    const bucket = Bucket.safeParse(record).data?.resource.data;
    if (bucket && allowsSampling(bucket.labels[sampleLabel]))
      samples.set(bucket.name, await readSample(source, bucket.name));
  }
  return samples;
}

async function readSample(source: Source, bucket: string): Promise<StoreSample> {
  const input = { bucket, maxResults: sampleLimits.listed, fields: "items(name,size)" };
  const listing = await detail(source, { service: "storage", operation: "objects.list" }, input, Listing);
  if (listing.value === null) return { sample: null, unknown: listing.unknown };
  return sampleOf(listing.value.items.filter(isAskable), ({ name: object }) =>
    detail(
      source,
      { service: "storage", operation: "objects.get" },
      { bucket, object, alt: "media" },
      SampledObject,
    ),
  );
}

/** A name with `..` in it could be taken for another place. */
const isAskable = ({ name }: { name: string }): boolean => name !== "" && !name.split("/").includes("..");
