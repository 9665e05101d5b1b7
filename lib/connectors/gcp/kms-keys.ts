import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  Labels,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { isPublicMember, type Binding } from "./iam-policy.ts";
import { keyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { normalizeEach } from "../normalized.ts";

const CryptoKey = assetOf(
  z.object({
    name: z.string(),
    purpose: z.string().default("CRYPTO_KEY_PURPOSE_UNSPECIFIED"),
    labels: Labels,
    rotationPeriod: z.string().optional(),
    versionTemplate: z.object({ protectionLevel: z.string().optional() }).optional(),
  }),
);

const type = "cloudkms.googleapis.com/CryptoKey";
export const kmsKeys: Collector = {
  id: "kms-keys",
  title: "KMS keys",
  per: "account",
  produces: ["gcp.cloudkms.key"],
  permissions: [...assetPermissions, ...policyPermissions],
  collect: async function* (source) {
    const bindings = await bindingsByKey(source, type);
    for await (const page of listAssets(source, type))
      yield normalizeEach(assetsCall, page, (raw) => normalizeKmsKey(raw, bindings, source.scope));
  },
};

/** Google rotates only symmetric keys by itself, so for the others there is no rotation to be missing. */
export function normalizeKmsKey(
  raw: unknown,
  bindingsByCryptoKey: ReadonlyMap<string, readonly Binding[]>,
  scope: Scope,
): Batch {
  const { data } = CryptoKey.parse(raw).resource;
  const key = keyOf("cloudkms", withProjectId(data.name, scope.account));
  const members = (bindingsByCryptoKey.get(key) ?? []).flatMap((binding) => binding.members);
  const resource: Resource<"gcp.cloudkms.key"> = {
    key,
    type: "gcp.cloudkms.key",
    name: lastSegment(data.name),
    account: scope.account,
    region: locationOf(data.name),
    tags: data.labels,
    properties: { purpose: data.purpose, protectionLevel: data.versionTemplate?.protectionLevel ?? null },
    facets: {
      rotation: data.purpose !== "ENCRYPT_DECRYPT" || data.rotationPeriod !== undefined,
      broadPolicy: members.some(isPublicMember),
    },
  };
  return { resources: [resource], relationships: [] };
}
