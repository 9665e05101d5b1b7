import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { isPublicMember, type Binding } from "./iam-policy.ts";
import { locationOf } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity } from "./vertex.ts";
import { normalizeEach } from "../normalized.ts";

const Store = assetOf(
  z.object({
    ...vertexBase,
    runCount: z.number().default(0),
    optimized: z.looseObject({}).optional(),
    dedicatedServingEndpoint: z
      .object({
        privateServiceConnectConfig: z
          .object({ enablePrivateServiceConnect: z.boolean().default(false) })
          .optional(),
      })
      .optional(),
  }),
);
type Store = z.infer<typeof Store>["resource"]["data"];
const Typed = z.looseObject({ assetType: z.string() });

const host = "aiplatform.googleapis.com";
const types = [
  `${host}/Featurestore`,
  `${host}/FeatureOnlineStore`,
  `${host}/MetadataStore`,
  `${host}/Tensorboard`,
];

/** Where Vertex AI keeps features, lineage and measurements. */
export const vertexStores: Collector = {
  id: "vertex-stores",
  title: "Feature stores, metadata stores and TensorBoards",
  per: "account",
  produces: [
    "gcp.aiplatform.featurestore",
    "gcp.aiplatform.feature-online-store",
    "gcp.aiplatform.metadata-store",
    "gcp.aiplatform.tensorboard",
    "encrypted-by",
  ],
  permissions: [...assetPermissions, ...policyPermissions],
  collect: async function* (source) {
    const bindings = await bindingsByKey(source, ...types);
    for await (const page of listAssets(source, ...types))
      yield normalizeEach(assetsCall, page, (raw) => normalizeStore(raw, bindings, source.scope));
  },
};

export function normalizeStore(
  raw: unknown,
  bindings: ReadonlyMap<string, readonly Binding[]>,
  scope: Scope,
): Batch {
  const { assetType } = Typed.parse(raw);
  const store = Store.parse(raw).resource.data;
  const identity = vertexIdentity(store, { ...scope, region: locationOf(store.name) });
  const kmsKey = kmsKeyName(store.encryptionSpec);
  const facets = facetsOf(store, kmsKey, bindings.get(identity.key) ?? []);
  const resource = toResource(assetType, identity, store, kmsKey, facets);
  return { resources: [resource], relationships: [...encryptedBy(identity.key, kmsKey)] };
}

type StoreResource =
  | Resource<"gcp.aiplatform.featurestore">
  | Resource<"gcp.aiplatform.feature-online-store">
  | Resource<"gcp.aiplatform.metadata-store">
  | Resource<"gcp.aiplatform.tensorboard">;

function toResource(
  assetType: string,
  identity: ReturnType<typeof vertexIdentity>,
  store: Store,
  kmsKey: string | null,
  facets: FacetsOf<"data-store">,
): StoreResource {
  switch (assetType) {
    case `${host}/Featurestore`:
      return { ...identity, type: "gcp.aiplatform.featurestore", properties: { kmsKey }, facets };
    case `${host}/FeatureOnlineStore`:
      return {
        ...identity,
        type: "gcp.aiplatform.feature-online-store",
        properties: { storage: store.optimized ? "optimized" : "bigtable", kmsKey },
        facets,
      };
    case `${host}/MetadataStore`:
      return { ...identity, type: "gcp.aiplatform.metadata-store", properties: { kmsKey }, facets };
    default:
      return {
        ...identity,
        type: "gcp.aiplatform.tensorboard",
        properties: { runCount: store.runCount, kmsKey },
        facets,
      };
  }
}

/**
 * Only an optimized online store can be taken off the public network; for the rest a perimeter of the project decides.
 * None of them has versions or a log of its own, which is stated as safe: the project's audit log has its own check.
 */
function facetsOf(
  { optimized, dedicatedServingEndpoint }: Store,
  kmsKey: string | null,
  bindings: readonly Binding[],
): FacetsOf<"data-store"> {
  const open = bindings.filter(({ members }) => members.some(isPublicMember));
  const isPrivate =
    dedicatedServingEndpoint?.privateServiceConnectConfig?.enablePrivateServiceConnect ?? false;
  return {
    publicRead: open.length > 0,
    publicWrite: open.some(({ role }) => !/viewer|reader/i.test(role)),
    blocksPublicAccess: open.length === 0,
    publicNetwork: optimized !== undefined && !isPrivate,
    keyAuthentication: false,
    encryption: kmsKey === null ? "provider-key" : "customer-key",
    versioning: true,
    accessLogging: true,
    externalPrincipals: [],
  };
}
