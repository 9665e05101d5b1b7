import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import {
  allowsSampling,
  SampledObject,
  sampleLimits,
  sampleOf,
  type StoreSample,
} from "../detectors/sampled-object.ts";
import { detail } from "./detail.ts";
import { isBlobName } from "./request-url.ts";

const service = "Microsoft.Storage";
const sampleTag = "nacre:sample";
/** Names of a container's metadata are identifiers. */
const sampleMetadata = "nacre_sample";
const containersMax = 50;

const Container = z.object({
  name: z.string(),
  properties: z.object({ metadata: z.record(z.string(), z.string()).nullish() }),
});
const Listing = z.object({ blobs: z.array(z.object({ name: z.string(), size: z.number() })) });

/**
 * Samples of an account's containers, by name, where its owner's tag and the connection both allow it. A container's
 * own metadata goes over the tag.
 */
export async function samplesOf(
  source: Source,
  account: { name: string; tags: Readonly<Record<string, string>> },
  containers: readonly unknown[],
): Promise<ReadonlyMap<string, StoreSample>> {
  const allowed = containers
    .flatMap((record) => Container.safeParse(record).data ?? [])
    .filter(({ properties }) =>
      allowsSampling(properties.metadata?.[sampleMetadata] ?? account.tags[sampleTag]),
    );
  const samples = new Map<string, StoreSample>();
  for (const [at, { name }] of allowed.entries())
    samples.set(name, at < containersMax ? await readSample(source, account.name, name) : tooMany);
  return samples;
}

const tooMany: StoreSample = {
  sample: null,
  unknown: {
    reason: "unsupported",
    call: `${service}:Blobs_List`,
    permission: null,
    message: `Of one account ${containersMax} containers are sampled`,
  },
};

async function readSample(source: Source, accountName: string, container: string): Promise<StoreSample> {
  const input = { accountName, container };
  const listing = await detail(source, { service, operation: "Blobs_List" }, input, Listing);
  if (listing.value === null) return { sample: null, unknown: listing.unknown };
  const blobs = listing.value.blobs.slice(0, sampleLimits.listed).filter(({ name }) => isBlobName(name));
  return sampleOf(blobs, ({ name: blob }) =>
    detail(source, { service, operation: "Blobs_Get" }, { ...input, blob }, SampledObject),
  );
}
