import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { eksNodePermissions, readEksNodes, type EksNodes } from "./eks-nodes.ts";
import { existing, isPresent } from "./existing.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import {
  allItems,
  detail,
  detailItems,
  itemsOf,
  markUnknown,
  smallNextToken,
  type Answer,
  type Unknowns,
} from "./pages.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { toTags } from "./to-tags.ts";
import { isWideRange } from "./wide-range.ts";

/** `DescribeCluster`. */
const RawCluster = z.object({
  cluster: z.object({
    name: z.string(),
    arn: z.string(),
    version: z.string().optional(),
    roleArn: z.string().optional(),
    endpoint: z.string().optional(),
    resourcesVpcConfig: z
      .object({
        endpointPublicAccess: z.boolean().default(true),
        publicAccessCidrs: z.array(z.string()).default([]),
        clusterSecurityGroupId: z.string().optional(),
        securityGroupIds: z.array(z.string()).default([]),
      })
      .optional(),
    logging: z
      .object({
        clusterLogging: z
          .array(z.object({ types: z.array(z.string()).default([]), enabled: z.boolean().default(false) }))
          .default([]),
      })
      .optional(),
    identity: z.object({ oidc: z.object({ issuer: z.string() }).optional() }).optional(),
    encryptionConfig: z
      .array(
        z.object({
          resources: z.array(z.string()).default([]),
          provider: z.object({ keyArn: z.string() }).optional(),
        }),
      )
      .default([]),
    computeConfig: z.object({ enabled: z.boolean().default(false) }).optional(),
    tags: z.unknown().optional(),
  }),
});
const RawAddon = z.object({ addon: z.object({ configurationValues: z.string().optional() }) });
const RawAssociation = z.object({ associationId: z.string() });
/** `DescribePodIdentityAssociation`: the listing leaves the role out. */
const RawPodIdentity = z.object({
  association: z.object({ namespace: z.string(), serviceAccount: z.string(), roleArn: z.string() }),
});
const RawProvider = z.object({ Arn: z.string() });

export const eksClusters: Collector = {
  id: "eks-clusters",
  title: "EKS clusters",
  per: "region",
  produces: ["aws.eks.cluster", "runs-as", "encrypted-by", "in-network"],
  permissions: [
    "eks:ListClusters",
    "eks:DescribeCluster",
    "eks:DescribeAddon",
    "eks:ListPodIdentityAssociations",
    "eks:DescribePodIdentityAssociation",
    "iam:ListOpenIDConnectProviders",
    ...eksNodePermissions,
  ],
  collect: async function* (source) {
    const names = await allItems(source, "eks", "ListClusters", "clusters", {}, smallNextToken);
    if (names.length === 0) return;
    const unread: Unknowns = {};
    const listed = await detail(source, "iam", "ListOpenIDConnectProviders", {}, unread, [
      "facets.workloadIdentity",
    ]);
    const providers = itemsOf(listed ?? {}, "OpenIDConnectProviderList").flatMap(
      (raw) => RawProvider.safeParse(raw).data?.Arn ?? [],
    );
    const parts = await mapConcurrently(names, 2, async (name) =>
      typeof name === "string" ? clusterParts(source, name, { ...unread }) : null,
    );
    yield batchOf("eks:DescribeCluster", parts.filter(isPresent), (part) =>
      normalizeCluster({ ...part, providers }, source.scope),
    );
  },
};

type PodIdentity = z.infer<typeof RawPodIdentity>["association"];
type ClusterParts = {
  raw: unknown;
  networking: Answer | null;
  associations: number;
  podIdentities: readonly PodIdentity[];
  nodes: EksNodes;
  unknowns: Unknowns;
};

async function clusterParts(source: Source, name: string, unknowns: Unknowns): Promise<ClusterParts | null> {
  const raw = await existing(source, "eks", "DescribeCluster", { name });
  if (raw === null) return null;
  const input = { clusterName: name };
  const associations = await detailItems(
    source,
    {
      service: "eks",
      operation: "ListPodIdentityAssociations",
      list: "associations",
      input,
      tokens: smallNextToken,
    },
    unknowns,
    ["facets.workloadIdentity", "properties.podIdentities"],
  );
  const podIdentities = await podIdentitiesOf(source, name, associations, unknowns);
  const networking = await detail(
    source,
    "eks",
    "DescribeAddon",
    { ...input, addonName: "vpc-cni" },
    unknowns,
    ["facets.networkPolicies"],
  );
  const nodes = await readEksNodes(source, name, unknowns);
  return { raw, networking, associations: associations.length, podIdentities, nodes, unknowns };
}

async function podIdentitiesOf(
  source: Source,
  clusterName: string,
  associations: readonly unknown[],
  unknowns: Unknowns,
): Promise<PodIdentity[]> {
  const paths = ["properties.podIdentities"];
  if (associations.length > associationsMax) markUnknown(unknowns, paths, tooMany);
  const read = await mapConcurrently(associations.slice(0, associationsMax), 4, async (raw) => {
    const { data } = RawAssociation.safeParse(raw);
    if (!data) return null;
    const input = { clusterName, associationId: data.associationId };
    const answer = await detail(source, "eks", "DescribePodIdentityAssociation", input, unknowns, paths);
    return RawPodIdentity.safeParse(answer).data?.association ?? null;
  });
  return read.filter(isPresent);
}

const associationsMax = 500;
const tooMany = {
  reason: "unsupported" as const,
  call: "eks:DescribePodIdentityAssociation",
  permission: null,
  message: `More than ${associationsMax} associations are not read one by one`,
};

function normalizeCluster(parts: ClusterParts & { providers: readonly string[] }, scope: Scope): Batch {
  const { cluster } = RawCluster.parse(parts.raw);
  const unknowns = { ...parts.unknowns };
  const policies = enforcesPolicies(parts.networking);
  if (policies === null) markUnknown(unknowns, ["facets.networkPolicies"], elsewhere);
  const issuer = cluster.identity?.oidc?.issuer.replace(/^https:\/\//, "");
  const federated = issuer !== undefined && parts.providers.some((arn) => arn.endsWith(issuer));
  const usesIdentities = federated || parts.associations > 0;
  if (usesIdentities) delete unknowns["facets.workloadIdentity"];
  const network = cluster.resourcesVpcConfig;
  const secrets = cluster.encryptionConfig.find(({ resources }) => resources.includes("secrets"));
  const edges = edgesFrom(cluster.arn);
  const resource = {
    key: cluster.arn,
    type: "aws.eks.cluster" as const,
    name: cluster.name,
    ...scope,
    tags: toTags(cluster.tags),
    properties: {
      version: cluster.version ?? null,
      publicAddresses: network?.endpointPublicAccess === false ? [] : (network?.publicAccessCidrs ?? []),
      autoMode: cluster.computeConfig?.enabled === true,
      endpoint: cluster.endpoint ?? null,
      issuer: cluster.identity?.oidc?.issuer ?? null,
      podIdentities: [...parts.podIdentities],
      ...parts.nodes,
    },
    facets: {
      publicNetwork:
        network?.endpointPublicAccess !== false &&
        (network?.publicAccessCidrs ?? ["0.0.0.0/0"]).some(isWideRange),
      workloadIdentity: usesIdentities,
      networkPolicies: policies ?? false,
      auditLogging: (cluster.logging?.clusterLogging ?? []).some(
        ({ enabled, types }) => enabled && types.includes("audit"),
      ),
      secretsCustomerKey: secrets?.provider !== undefined,
    },
  };
  const groups = [...(network?.securityGroupIds ?? []), network?.clusterSecurityGroupId ?? ""].filter(
    Boolean,
  );
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("runs-as", cluster.roleArn),
      ...edges("encrypted-by", encryptingKey(secrets?.provider?.keyArn, scope)),
      ...edges("in-network", ...securityGroupKeys(groups, scope)),
    ],
  };
}

const elsewhere = {
  reason: "unsupported" as const,
  call: "eks:DescribeAddon",
  permission: null,
  message: "The network of the pods is not an add-on of EKS, so only the cluster itself tells",
};

/** Whether AWS's own network add-on enforces policies; null where the cluster has another, or manages it itself. */
function enforcesPolicies(networking: Answer | null): boolean | null {
  if (networking === null) return null;
  const text = RawAddon.safeParse(networking).data?.addon.configurationValues ?? "";
  return /"?enableNetworkPolicy"?\s*:\s*"?true/.test(text);
}
