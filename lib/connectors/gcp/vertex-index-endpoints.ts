import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexCollector, vertexIdentity, vertexKey } from "./vertex.ts";

const IndexEndpoint = z.object({
  ...vertexBase,
  publicEndpointEnabled: z.boolean().default(false),
  publicEndpointDomainName: z.string().optional(),
  deployedIndexes: z
    .array(z.object({ index: z.string(), enableAccessLogging: z.boolean().default(false) }))
    .default([]),
});

export const vertexIndexEndpoints = vertexCollector({
  id: "vertex-index-endpoints",
  title: "Vector index endpoints",
  collection: "indexEndpoints",
  produces: ["gcp.aiplatform.index-endpoint", "serves", "encrypted-by"],
  normalize: normalizeIndexEndpoint,
});

export function normalizeIndexEndpoint(raw: unknown, scope: Scope): Batch {
  const endpoint = IndexEndpoint.parse(raw);
  const kmsKey = kmsKeyName(endpoint.encryptionSpec);
  const { deployedIndexes, publicEndpointDomainName: host } = endpoint;
  const resource: Resource<"gcp.aiplatform.index-endpoint"> = {
    ...vertexIdentity(endpoint, scope),
    type: "gcp.aiplatform.index-endpoint",
    properties: { deployedIndexCount: deployedIndexes.length },
    facets: {
      publicNetwork: endpoint.publicEndpointEnabled,
      keyAuthentication: false,
      broadAccess: false,
      customerKey: kmsKey !== null,
      accessLogging:
        deployedIndexes.length > 0 && deployedIndexes.every(({ enableAccessLogging }) => enableAccessLogging),
      hosts: host ? [host.toLowerCase()] : [],
    },
  };
  const served: Relationship[] = deployedIndexes.map(({ index }) => ({
    from: resource.key,
    kind: "serves",
    to: vertexKey(index, scope, endpoint.name),
  }));
  return { resources: [resource], relationships: [...encryptedBy(resource.key, kmsKey), ...served] };
}
