import { detectors } from "#lib/connectors/detectors/scan-text.ts";
import type { DerivedReason } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

type Found = { dataClasses: string[]; reasons: DerivedReason[] };

/** What a sample of its objects says of a store: only what so many different values show that it is no chance. */
export function foundInSample(resource: Resource): Found {
  const sample = isOfType(resource, "aws.s3.bucket") ? known(() => resource.properties.sample) : null;
  if (!sample) return { dataClasses: [], reasons: [] };
  const found = detectors.filter(({ id, fewest }) => (sample.counts[id] ?? 0) >= fewest);
  return {
    dataClasses: found.map(({ dataClass }) => dataClass),
    reasons: found.map(({ id }) => ({
      text: `${resource.name} holds ${sample.counts[id] ?? 0} of ${id} in a sample of ${sample.objectCount} objects`,
      resourceKey: resource.key,
    })),
  };
}

/** What the provider's own discovery says of stores, by their keys. */
export function classifiedByProvider(graph: ResourceGraph): ReadonlyMap<string, DerivedReason> {
  return new Map(
    graph
      .all("aws.macie.session")
      .flatMap((session) =>
        (known(() => session.properties.sensitiveBuckets) ?? []).map(
          ({ bucket, score }) =>
            [
              bucket,
              { text: `Macie scores what it holds ${score} of 100`, resourceKey: session.key },
            ] as const,
        ),
      ),
  );
}
