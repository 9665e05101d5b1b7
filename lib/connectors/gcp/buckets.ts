import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  Labels,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { readBoundRoles, rolePermissions, unreadRole, type CustomRoles } from "./custom-roles.ts";
import { homePermissions, homeUnknown, readHome } from "./home.ts";
import { externalMembers, isPublicMember, publicMembers, type Binding, type Home } from "./iam-policy.ts";
import type { StoreSample } from "../detectors/sampled-object.ts";
import { samplesOf } from "./bucket-samples.ts";
import { bucketKey, kmsKeyOf } from "./names.ts";
import { roleMay } from "./role-abilities.ts";
import { normalizeEach } from "../normalized.ts";

const AccessControls = z.array(z.object({ entity: z.string(), role: z.string().optional() })).default([]);
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
    acl: AccessControls,
    defaultObjectAcl: AccessControls,
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
  permissions: [...assetPermissions, ...policyPermissions, ...homePermissions, ...rolePermissions],
  collect: async function* (source) {
    const home = await readHome(source);
    const bindings = await bindingsByKey(source, type);
    const customRoles = await readBoundRoles(source, bindings);
    for await (const page of listAssets(source, type)) {
      const samples = await samplesOf(source, page);
      yield normalizeEach(assetsCall, page, (raw) =>
        normalizeBucket(raw, bindings, home, source.scope, customRoles, samples),
      );
    }
  },
};

/** A prevention that is enforced outranks every binding, so a public member is then bound in vain. */
export function normalizeBucket(
  raw: unknown,
  bindingsByBucket: ReadonlyMap<string, readonly Binding[]>,
  home: Home,
  scope: Scope,
  customRoles: CustomRoles = new Map(),
  samples: ReadonlyMap<string, StoreSample> = new Map(),
): Batch {
  const { data } = Bucket.parse(raw).resource;
  const key = bucketKey(data.name);
  const bindings = bindingsByBucket.get(key) ?? [];
  const isPrevented = data.iamConfiguration?.publicAccessPrevention === "enforced";
  const may = (role: string, ability: DataAbility) => roleMay(role, "storage", ability, customRoles);
  const isPublic = (ability: DataAbility) =>
    !isPrevented &&
    (publicMembers(bindings, (role) => may(role, ability) === true).length > 0 ||
      isPublicByList(data, ability));
  const publicRead = isPublic("read-data");
  const publicWrite = isPublic("write-data");
  const external = externalMembers(
    bindings.filter(({ role }) => may(role, "read-data") === true || may(role, "write-data") === true),
    home,
  );
  const unread = bindings.filter(({ role }) => may(role, "read-data") === null);
  const unreadPublic = isPrevented
    ? undefined
    : unread.find(({ members }) => members.some((member) => isPublicMember(member)));
  const unreadExternal = unread.find((binding) => externalMembers([binding], home).principals.length > 0);
  const sampled = samples.get(data.name);
  const unknown: Record<string, Unknown> = {
    ...(sampled?.unknown ? { "properties.sample": sampled.unknown } : {}),
    ...(external.undecided ? { "facets.externalPrincipals": homeUnknown } : {}),
    ...(unreadExternal ? { "facets.externalPrincipals": unreadRole(unreadExternal.role) } : {}),
    ...(unreadPublic && !publicRead ? { "facets.publicRead": unreadRole(unreadPublic.role) } : {}),
    ...(unreadPublic && !publicWrite ? { "facets.publicWrite": unreadRole(unreadPublic.role) } : {}),
  };
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
      sample: sampled?.sample ?? null,
    },
    facets: {
      publicRead,
      publicWrite,
      blocksPublicAccess: isPrevented,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: kmsKey === null ? "provider-key" : "customer-key",
      versioning: data.versioning?.enabled ?? false,
      accessLogging: logBucket !== undefined,
      externalPrincipals: external.principals,
    },
    ...(Object.keys(unknown).length > 0 ? { unknown } : {}),
  };
  return {
    resources: [resource],
    relationships: [
      ...(kmsKey ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }] : []),
      ...(logBucket ? [{ from: key, kind: "logs-to" as const, to: bucketKey(logBucket) }] : []),
    ],
  };
}

type DataAbility = "read-data" | "write-data";

/**
 * Lists hold beside the policy until uniform access is on. What the bucket's own says is in its policy as legacy roles;
 * what new objects get is nowhere else.
 */
function isPublicByList(
  { iamConfiguration, acl, defaultObjectAcl }: z.infer<typeof Bucket>["resource"]["data"],
  ability: DataAbility,
): boolean {
  if (iamConfiguration?.uniformBucketLevelAccess?.enabled) return false;
  return ability === "write-data"
    ? acl.some(({ entity, role }) => isPublicMember(entity) && role !== "READER")
    : defaultObjectAcl.some(({ entity }) => isPublicMember(entity));
}
