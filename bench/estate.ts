import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { seeded } from "./measure.ts";

/** A bucket as a connector makes it: about 650 bytes of document. One in ten is not as it should be. */
export function estateBucket(n: number): Resource<"gcp.storage.bucket"> {
  const name = `bucket-${String(n).padStart(7, "0")}`;
  return {
    key: `//storage.googleapis.com/${name}`,
    type: "gcp.storage.bucket",
    name,
    account: `project-${n % 40}`,
    region: "europe-west4",
    tags: {
      owner: `team-${n % 25}`,
      environment: n % 3 === 0 ? "production" : "development",
      note: "x".repeat(180),
    },
    properties: {
      location: "EUROPE-WEST4",
      uniformAccess: n % 7 !== 0,
      publicAccessPrevention: n % 10 === 0 ? "inherited" : "enforced",
      publicRoles: n % 10 === 0 ? ["roles/storage.objectViewer"] : [],
    },
    facets: {
      publicRead: n % 10 === 0,
      publicWrite: false,
      blocksPublicAccess: n % 10 !== 0,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: n % 4 === 0 ? "customer-key" : "provider-key",
      versioning: n % 2 === 0,
      accessLogging: n % 5 !== 0,
      externalPrincipals: [],
    },
  };
}

/** Buckets, each logging into another, so that checks which look further have somewhere to look. */
export function estate(size: number): { resources: Resource[]; relationships: Relationship[] } {
  const random = seeded(size);
  const resources = Array.from({ length: size }, (_, n) => estateBucket(n));
  const relationships = resources.map((resource): Relationship => {
    const target = resources[Math.floor(random() * size)] ?? resource;
    return { from: resource.key, kind: "logs-to", to: target.key };
  });
  return { resources, relationships };
}
