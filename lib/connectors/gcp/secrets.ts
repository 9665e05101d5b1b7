import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf, Labels } from "./assets.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";

const Encryption = z.object({ kmsKeyName: z.string().optional() }).optional();
const Secret = assetOf(
  z.object({
    name: z.string(),
    labels: Labels,
    expireTime: z.iso.datetime().optional(),
    rotation: z
      .object({ rotationPeriod: z.string().optional(), nextRotationTime: z.string().optional() })
      .optional(),
    customerManagedEncryption: Encryption,
    replication: z
      .object({
        automatic: z.object({ customerManagedEncryption: Encryption }).optional(),
        userManaged: z
          .object({ replicas: z.array(z.object({ customerManagedEncryption: Encryption })).default([]) })
          .optional(),
      })
      .optional(),
  }),
);
type Secret = z.infer<typeof Secret>["resource"]["data"];

export const secrets = assetCollector({
  id: "secrets",
  title: "Secret Manager secrets",
  produces: ["gcp.secretmanager.secret", "encrypted-by"],
  types: { "secretmanager.googleapis.com/Secret": normalizeSecret },
});

export function normalizeSecret(raw: unknown, { account }: Scope): Batch {
  const secret = Secret.parse(raw).resource.data;
  const key = keyOf("secretmanager", withProjectId(secret.name, account));
  const kmsKeys = keysOf(secret);
  const resource: Resource<"gcp.secretmanager.secret"> = {
    key,
    type: "gcp.secretmanager.secret",
    name: lastSegment(secret.name),
    account,
    region: locationOf(secret.name),
    tags: secret.labels,
    properties: {
      rotationPeriod: secret.rotation?.rotationPeriod ?? null,
      expiresAt: secret.expireTime ?? null,
    },
    facets: {
      rotation: secret.rotation?.rotationPeriod !== undefined || secret.expireTime !== undefined,
      customerKey: kmsKeys.length > 0 && kmsKeys.every((kmsKey) => kmsKey !== null),
    },
  };
  return {
    resources: [resource],
    relationships: [...new Set(kmsKeys)].flatMap((to) =>
      to ? [{ from: key, kind: "encrypted-by" as const, to }] : [],
    ),
  };
}

/** A copy in one more place has a key of its own, or none: each must be the customer's. */
function keysOf({ replication, customerManagedEncryption }: Secret): (string | null)[] {
  const replicas = replication?.userManaged?.replicas ?? [];
  if (replicas.length > 0)
    return replicas.map((replica) => kmsKeyOf(replica.customerManagedEncryption?.kmsKeyName));
  return [
    kmsKeyOf(
      customerManagedEncryption?.kmsKeyName ?? replication?.automatic?.customerManagedEncryption?.kmsKeyName,
    ),
  ];
}
