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

export type ContainerSample = { sample: Sample | null; unknown: Unknown | null };

/**
 * Samples of an account's containers, by name, where its owner's tag and the connection both allow it. A container's
 * own metadata goes over the tag.
 */
export async function samplesOf(
  source: Source,
  account: { name: string; tags: Readonly<Record<string, string>> },
  containers: readonly unknown[],
): Promise<ReadonlyMap<string, ContainerSample>> {
  const allowed = containers
    .flatMap((record) => Container.safeParse(record).data ?? [])
    .filter(({ properties }) =>
      allowsSampling(properties.metadata?.[sampleMetadata] ?? account.tags[sampleTag]),
    );
  const samples = new Map<string, ContainerSample>();
  for (const [at, { name }] of allowed.entries())
    samples.set(name, at < containersMax ? await sampleOf(source, account.name, name) : tooMany);
  return samples;
}

const tooMany: ContainerSample = {
  sample: null,
  unknown: {
    reason: "unsupported",
    call: `${service}:Blobs_List`,
    permission: null,
    message: `Of one account ${containersMax} containers are sampled`,
  },
};

async function sampleOf(source: Source, accountName: string, container: string): Promise<ContainerSample> {
  const input = { accountName, container };
  const listing = await detail(source, { service, operation: "Blobs_List" }, input, Listing);
  if (listing.value === null) return { sample: null, unknown: listing.unknown };
  const sample = noObjects();
  let unknown: Unknown | null = null;
  const blobs = listing.value.blobs.slice(0, sampleLimits.listed).filter(({ name }) => isBlobName(name));
  for (const { name: blob } of spread(blobs)) {
    const call = { service, operation: "Blobs_Get" };
    const answer = await detail(source, call, { ...input, blob }, SampledObject);
    if (answer.value) addObject(sample, answer.value);
    unknown ??= answer.unknown;
  }
  return { sample, unknown };
}
