import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { bucketKeyOfUri } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexCollector, vertexIdentity } from "./vertex.ts";

const Index = z.object({
  ...vertexBase,
  metadata: z.object({ contentsDeltaUri: z.string().optional() }).optional(),
});

export const vertexIndexes = vertexCollector({
  id: "vertex-indexes",
  title: "Vector indexes",
  collection: "indexes",
  produces: ["gcp.aiplatform.index", "ingests", "encrypted-by"],
  normalize: normalizeIndex,
});

/** An index answers nobody by itself: how it is reached is its endpoint's to say, so those facets are safe here. */
export function normalizeIndex(raw: unknown, scope: Scope): Batch {
  const index = Index.parse(raw);
  const kmsKey = kmsKeyName(index.encryptionSpec);
  const contentsUri = index.metadata?.contentsDeltaUri ?? null;
  const resource: Resource<"gcp.aiplatform.index"> = {
    ...vertexIdentity(index, scope),
    type: "gcp.aiplatform.index",
    properties: { contentsUri, kmsKey },
    facets: {
      publicNetwork: false,
      keyAuthentication: false,
      broadAccess: false,
      customerKey: kmsKey !== null,
      accessLogging: true,
      hosts: [],
    },
  };
  const relationships: Relationship[] = [...encryptedBy(resource.key, kmsKey)];
  const bucket = bucketKeyOfUri(contentsUri);
  if (bucket) relationships.push({ from: resource.key, kind: "ingests", to: bucket });
  return { resources: [resource], relationships };
}
