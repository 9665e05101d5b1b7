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
import { homePermissions, homeUnknown, readHome } from "./home.ts";
import { externalMembers, publicMembers, type Binding, type Home } from "./iam-policy.ts";
import { bucketKey, kmsKeyOf } from "./names.ts";
import { normalizeEach } from "./paging.ts";
import { roleCan } from "./role-abilities.ts";

const Bucket = assetOf(
  z.object({
    name: z.string(),
    location: z.string(),
    labels: Labels,
    iamConfiguration: z
      .object({
        publicAccessPrevention: z.string().optional(),
        uniformBucketLevelAccess: z.object({ enabled: z.boolean().default(false) }).optional(),
      })
      .optional(),
    encryption: z.object({ defaultKmsKeyName: z.string().optional() }).optional(),
    versioning: z.object({ enabled: z.boolean().default(false) }).optional(),
    logging: z.object({ logBucket: z.string().optional() }).optional(),
  }),
);

const type = "storage.googleapis.com/Bucket";
export const buckets: Collector = {
  id: "storage-buckets",
  title: "Cloud Storage buckets",
  per: "account",
  produces: ["gcp.storage.bucket", "encrypted-by", "logs-to"],
  permissions: [...assetPermissions, ...policyPermissions, ...homePermissions],
  collect: async function* (source) {
    const home = await readHome(source);
    const bindings = await bindingsByKey(source, type);
    for await (const page of listAssets(source, type))
      yield normalizeEach(assetsCall, page, (raw) => normalizeBucket(raw, bindings, home, source.scope));
  },
};

/** A prevention that is enforced outranks every binding, so a public member is then bound in vain. */
export function normalizeBucket(
  raw: unknown,
  bindingsByBucket: ReadonlyMap<string, readonly Binding[]>,
  home: Home,
  scope: Scope,
): Batch {
  const { data } = Bucket.parse(raw).resource;
  const key = bucketKey(data.name);
  const bindings = bindingsByBucket.get(key) ?? [];
  const isPrevented = data.iamConfiguration?.publicAccessPrevention === "enforced";
  const isPublic = (ability: "read-data" | "write-data") =>
    !isPrevented && publicMembers(bindings, (role) => roleCan(role, "storage", ability)).length > 0;
  const external = externalMembers(
    bindings.filter(
      ({ role }) => roleCan(role, "storage", "read-data") || roleCan(role, "storage", "write-data"),
    ),
    home,
  );
  const logBucket = data.logging?.logBucket;
  const kmsKey = kmsKeyOf(data.encryption?.defaultKmsKeyName);
  const resource: Resource<"gcp.storage.bucket"> = {
    key,
    type: "gcp.storage.bucket",
    name: data.name,
    account: scope.account,
    region: data.location.toLowerCase(),
    tags: data.labels,
    properties: {
      location: data.location.toLowerCase(),
      uniformAccess: data.iamConfiguration?.uniformBucketLevelAccess?.enabled ?? false,
      publicAccessPrevention: isPrevented ? "enforced" : "inherited",
      publicRoles: bindings
        .filter((binding) => publicMembers([binding], () => true).length > 0)
        .map(({ role }) => role),
    },
    facets: {
      publicRead: isPublic("read-data"),
      publicWrite: isPublic("write-data"),
      blocksPublicAccess: isPrevented,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: kmsKey === null ? "provider-key" : "customer-key",
      versioning: data.versioning?.enabled ?? false,
      accessLogging: logBucket !== undefined,
      externalPrincipals: external.principals,
    },
    ...(external.undecided ? { unknown: { "facets.externalPrincipals": homeUnknown } } : {}),
  };
  return {
    resources: [resource],
    relationships: [
      ...(kmsKey ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }] : []),
      ...(logBucket ? [{ from: key, kind: "logs-to" as const, to: bucketKey(logBucket) }] : []),
    ],
  };
}
