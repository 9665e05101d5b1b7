import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { bucketKeyOfUri, keyOf } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexCollector, vertexIdentity } from "./vertex.ts";

const uris = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Dataset = z.object({
  ...vertexBase,
  /** Tabular and time-series data name their source; text and image data name the bucket they were copied to. */
  metadata: z
    .object({
      inputConfig: z
        .object({
          gcsSource: z.object({ uri: uris }).optional(),
          bigquerySource: z.object({ uri: uris }).optional(),
        })
        .optional(),
      gcsBucket: z.string().optional(),
    })
    .optional(),
});

export const vertexDatasets = vertexCollector({
  id: "vertex-datasets",
  title: "Vertex AI datasets",
  collection: "datasets",
  produces: ["gcp.aiplatform.dataset", "ingests", "encrypted-by"],
  normalize: normalizeDataset,
});

/** Who may read it is decided by the project's IAM alone: a dataset has no policy of its own to make it public. */
export function normalizeDataset(raw: unknown, scope: Scope): Batch {
  const dataset = Dataset.parse(raw);
  const kmsKey = kmsKeyName(dataset.encryptionSpec);
  const { inputConfig, gcsBucket } = dataset.metadata ?? {};
  const sources = [
    ...(inputConfig?.gcsSource?.uri ?? []),
    ...(inputConfig?.bigquerySource?.uri ?? []),
    ...(gcsBucket ? [`gs://${gcsBucket}`] : []),
  ];
  const resource: Resource<"gcp.aiplatform.dataset"> = {
    ...vertexIdentity(dataset, scope),
    type: "gcp.aiplatform.dataset",
    properties: { sources, kmsKey },
    facets: { publicRead: false, customerKey: kmsKey !== null, externalPrincipals: [] },
  };
  const ingested: Relationship[] = [...new Set(sources.map(sourceKey))].flatMap((to) =>
    to === null ? [] : [{ from: resource.key, kind: "ingests" as const, to }],
  );
  return { resources: [resource], relationships: [...encryptedBy(resource.key, kmsKey), ...ingested] };
}

/** A bucket, or the dataset of a `bq://project.dataset.table`. */
export function sourceKey(uri: string): string | null {
  const [, project, dataset] = /^bq:\/\/([^.]+)\.([^.]+)/.exec(uri) ?? [];
  if (project && dataset) return keyOf("bigquery", `projects/${project}/datasets/${dataset}`);
  return bucketKeyOfUri(uri);
}
