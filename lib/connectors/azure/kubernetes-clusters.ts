import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { armKey, identityKeys, logsAnyOf, placeOf, type ArmRow } from "./arm.ts";
import { isWideRange } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const Properties = z.object({
  kubernetesVersion: z.string().nullish(),
  fqdn: z.string().nullish(),
  privateFQDN: z.string().nullish(),
  enableRBAC: z.boolean().nullish(),
  disableLocalAccounts: z.boolean().nullish(),
  publicNetworkAccess: z.string().nullish(),
  aadProfile: z.object({ managed: z.boolean().nullish(), enableAzureRBAC: z.boolean().nullish() }).nullish(),
  apiServerAccessProfile: z
    .object({
      enablePrivateCluster: z.boolean().nullish(),
      authorizedIPRanges: z.array(z.string()).nullish(),
    })
    .nullish(),
  oidcIssuerProfile: z.object({ enabled: z.boolean().nullish(), issuerURL: z.string().nullish() }).nullish(),
  securityProfile: z
    .object({
      workloadIdentity: z.object({ enabled: z.boolean().nullish() }).nullish(),
      azureKeyVaultKms: z.object({ enabled: z.boolean().nullish() }).nullish(),
      defender: z
        .object({ securityMonitoring: z.object({ enabled: z.boolean().nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  networkProfile: z
    .object({
      networkPolicy: z.string().nullish(),
      outboundType: z.string().nullish(),
      podLinkLocalAccess: z.string().nullish(),
    })
    .nullish(),
  identityProfile: z
    .object({ kubeletidentity: z.object({ resourceId: z.string().nullish() }).nullish() })
    .nullish(),
  agentPoolProfiles: z
    .array(z.object({ vmSize: z.string().nullish(), enableNodePublicIP: z.boolean().nullish() }))
    .nullish(),
});
type Cluster = ArmRow<z.infer<typeof Properties>>;

/** Sizes of machines with a GPU. */
const gpuSize = /^standard_(nc|nd|nv|ng)/i;

export const kubernetesClusters = collectorOfType({
  id: "kubernetes-clusters",
  title: "Kubernetes (AKS) clusters",
  type: "microsoft.containerservice/managedclusters",
  properties: Properties,
  produces: ["azure.kubernetes-service.cluster", "runs-as"],
  permissions: [
    "Microsoft.ContainerService/managedClusters/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const logging = await logsAnyOf(source, row.id, ["kube-audit", "kube-audit-admin", "audit"]);
    const resource = normalizeCluster(row, source.scope.account, logging);
    return {
      resources: [resource],
      relationships: identityKeys(row).map((to) => ({ from: resource.key, kind: "runs-as", to })),
    };
  },
});

export function normalizeCluster(
  row: Cluster,
  account: string,
  logging: { logs: boolean; unknown: Unknown | null },
): Resource<"azure.kubernetes-service.cluster"> {
  const { properties } = row;
  const access = properties.apiServerAccessProfile;
  const ranges = access?.authorizedIPRanges ?? [];
  const pools = properties.agentPoolProfiles ?? [];
  const kubelet = properties.identityProfile?.kubeletidentity?.resourceId;
  return withUnknown(
    {
      ...placeOf(row, account),
      type: "azure.kubernetes-service.cluster",
      properties: {
        version: properties.kubernetesVersion ?? null,
        authorizedRanges: ranges,
        localAccounts: properties.disableLocalAccounts !== true,
        entraSignIn: Boolean(properties.aadProfile),
        azureRoles: properties.aadProfile?.enableAzureRBAC === true,
        roleBased: properties.enableRBAC !== false,
        outboundType: properties.networkProfile?.outboundType ?? null,
        defender: properties.securityProfile?.defender?.securityMonitoring?.enabled === true,
        nodesHavePublicAddresses: pools.some(({ enableNodePublicIP }) => enableNodePublicIP === true),
        gpuPools: pools.filter(({ vmSize }) => gpuSize.test(vmSize ?? "")).length,
        issuer: properties.oidcIssuerProfile?.issuerURL ?? null,
        endpoint: properties.privateFQDN ?? properties.fqdn ?? null,
        kubeletIdentity: kubelet ? armKey(kubelet) : null,
        metadataRestricted: properties.networkProfile?.podLinkLocalAccess?.toLowerCase() === "none",
      },
      facets: {
        publicNetwork:
          access?.enablePrivateCluster !== true && (ranges.length === 0 || ranges.some(isWideRange)),
        workloadIdentity:
          properties.oidcIssuerProfile?.enabled === true &&
          properties.securityProfile?.workloadIdentity?.enabled === true,
        networkPolicies: !["", "none"].includes(
          (properties.networkProfile?.networkPolicy ?? "").toLowerCase(),
        ),
        auditLogging: logging.logs,
        secretsCustomerKey: properties.securityProfile?.azureKeyVaultKms?.enabled === true,
      },
    },
    { "facets.auditLogging": logging.unknown },
  );
}
