import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { narrowedTo } from "./access-scopes.ts";
import { assetOf, assetPermissions, assetsCall, Labels, listAssets } from "./assets.ts";
import { answersAtAddress, answersByName, controlPlaneFields } from "./control-plane.ts";
import { isDefaultAccount } from "./identities.ts";
import { keyOf, kmsKeyOf, serviceAccountKey, withProjectId } from "./names.ts";
import { normalizeEach } from "../normalized.ts";

const on = z.object({ enabled: z.boolean().default(false) }).optional();
const NodeConfig = z
  .object({
    serviceAccount: z.string().default("default"),
    oauthScopes: z.array(z.string()).default([]),
    accelerators: z.array(z.unknown()).default([]),
    machineType: z.string().default(""),
    workloadMetadataConfig: z.object({ mode: z.string().optional() }).optional(),
  })
  .prefault({});
const Cluster = assetOf(
  z.object({
    name: z.string(),
    location: z.string().optional(),
    selfLink: z.string().optional(),
    endpoint: z.string().optional(),
    resourceLabels: Labels,
    currentMasterVersion: z.string().default("unknown"),
    autopilot: on,
    enableTpu: z.boolean().default(false),
    binaryAuthorization: z
      .object({ enabled: z.boolean().default(false), evaluationMode: z.string().optional() })
      .optional(),
    databaseEncryption: z.object({ state: z.string().optional(), keyName: z.string().optional() }).optional(),
    legacyAbac: on,
    shieldedNodes: on,
    networkPolicy: on,
    networkConfig: z.object({ datapathProvider: z.string().optional() }).optional(),
    workloadIdentityConfig: z.object({ workloadPool: z.string().optional() }).optional(),
    ...controlPlaneFields,
    nodePools: z.array(z.object({ name: z.string(), config: NodeConfig })).default([]),
  }),
);
type Cluster = z.infer<typeof Cluster>["resource"]["data"];
const Rule = z.object({ evaluationMode: z.string().optional(), enforcementMode: z.string().optional() });
const AdmissionPolicy = assetOf(
  z.object({
    defaultAdmissionRule: Rule.optional(),
    clusterAdmissionRules: z.record(z.string(), Rule).default({}),
  }),
);
export type AdmissionPolicy = z.infer<typeof AdmissionPolicy>["resource"]["data"];

const clusterType = "container.googleapis.com/Cluster";
const policyType = "binaryauthorization.googleapis.com/Policy";

export const clusters: Collector = {
  id: "gke-clusters",
  title: "GKE clusters and what they admit",
  per: "account",
  produces: ["gcp.container.cluster", "runs-as", "encrypted-by"],
  permissions: assetPermissions,
  collect: async function* (source) {
    const found: unknown[] = [];
    let policy: AdmissionPolicy | null = null;
    for await (const page of listAssets(source, clusterType, policyType))
      for (const raw of page) {
        const { assetType } = z.looseObject({ assetType: z.string() }).parse(raw);
        if (assetType === policyType) policy = AdmissionPolicy.parse(raw).resource.data;
        else found.push(raw);
      }
    yield normalizeEach(assetsCall, found, (raw) => normalizeCluster(raw, policy, source.scope));
  },
};

/** Google always logs what changes a cluster, and nobody can switch that off. */
export function normalizeCluster(raw: unknown, policy: AdmissionPolicy | null, { account }: Scope): Batch {
  const { name: assetName } = z.object({ name: z.string() }).parse(raw);
  const { location, data: cluster } = Cluster.parse(raw).resource;
  const region = cluster.location ?? location ?? null;
  const key = keyOf(
    "container",
    withProjectId(assetName.replace(/^\/\/container\.googleapis\.com\//, ""), account),
  );
  const isAutopilot = cluster.autopilot?.enabled ?? false;
  const kmsKey =
    cluster.databaseEncryption?.state === "ENCRYPTED" ||
    cluster.databaseEncryption?.state === "ALL_OBJECTS_ENCRYPTION_ENABLED"
      ? kmsKeyOf(cluster.databaseEncryption.keyName)
      : null;
  const resource: Resource<"gcp.container.cluster"> = {
    key,
    type: "gcp.container.cluster",
    name: cluster.name,
    account,
    region,
    tags: cluster.resourceLabels,
    properties: {
      version: cluster.currentMasterVersion,
      autopilot: isAutopilot,
      accelerators: cluster.enableTpu || cluster.nodePools.some(({ config }) => isAccelerated(config)),
      privateNodes: cluster.privateClusterConfig?.enablePrivateNodes ?? false,
      unsignedImages: admissionOf(cluster, `${region}.${cluster.name}`, policy),
      defaultAccountPools: poolsWhere(cluster, ({ serviceAccount }) => isDefault(serviceAccount)),
      exposedMetadataPools: poolsWhere(
        cluster,
        ({ workloadMetadataConfig }) => workloadMetadataConfig?.mode !== "GKE_METADATA",
      ),
      nodePools: isAutopilot ? [] : cluster.nodePools.map(nodePoolOf),
      shieldedNodes: isAutopilot || (cluster.shieldedNodes?.enabled ?? false),
      legacyAuthorization: cluster.legacyAbac?.enabled ?? false,
      endpoint: cluster.endpoint ?? null,
      dnsEndpoint: cluster.controlPlaneEndpointsConfig.dnsEndpointConfig?.endpoint ?? null,
      answersAtAddress: answersAtAddress(cluster),
    },
    facets: {
      publicNetwork: answersAtAddress(cluster) || answersByName(cluster),
      workloadIdentity: isAutopilot || Boolean(cluster.workloadIdentityConfig?.workloadPool),
      networkPolicies:
        isAutopilot ||
        (cluster.networkPolicy?.enabled ?? false) ||
        cluster.networkConfig?.datapathProvider === "ADVANCED_DATAPATH",
      auditLogging: true,
      secretsCustomerKey: kmsKey !== null,
    },
  };
  const accounts = new Set(
    cluster.nodePools.map(({ config }) => config.serviceAccount).filter((email) => email.includes("@")),
  );
  const relationships: Relationship[] = [
    ...(kmsKey ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }] : []),
    ...[...accounts].map((email) => ({
      from: key,
      kind: "runs-as" as const,
      to: serviceAccountKey(email, account),
    })),
  ];
  return { resources: [resource], relationships };
}

const nodePoolOf = ({ name, config }: Cluster["nodePools"][number]) => ({
  name,
  serviceAccount: config.serviceAccount === "default" ? null : config.serviceAccount,
  guarded: config.workloadMetadataConfig?.mode === "GKE_METADATA",
  scopes: narrowedTo(config.oauthScopes),
});

const isDefault = (email: string): boolean => email === "default" || isDefaultAccount(email);

const isAccelerated = ({ accelerators, machineType }: Cluster["nodePools"][number]["config"]): boolean =>
  accelerators.length > 0 || /^(ct\d|a2-|a3-|a4|g2-|g4-)/.test(machineType);

/** Autopilot sets up its own nodes, with an account and a metadata server that nobody can choose. */
const poolsWhere = (
  { autopilot, nodePools }: Cluster,
  is: (config: Cluster["nodePools"][number]["config"]) => boolean,
): string[] =>
  autopilot?.enabled ? [] : nodePools.filter(({ config }) => is(config)).map(({ name }) => name);

/** Switched on, it does what the project's policy says, which lets everything in until it is changed. */
function admissionOf(
  { binaryAuthorization }: Cluster,
  clusterName: string,
  policy: AdmissionPolicy | null,
): "admitted" | "logged" | "refused" {
  const isOn =
    binaryAuthorization?.evaluationMode === "PROJECT_SINGLETON_POLICY_ENFORCE" ||
    (binaryAuthorization?.evaluationMode === undefined && binaryAuthorization?.enabled === true);
  const rule = policy?.clusterAdmissionRules[clusterName] ?? policy?.defaultAdmissionRule;
  if (!isOn || !rule || rule.evaluationMode === "ALWAYS_ALLOW") return "admitted";
  return rule.enforcementMode === "DRYRUN_AUDIT_LOG_ONLY" ? "logged" : "refused";
}
