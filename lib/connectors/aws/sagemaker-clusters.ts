import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { pages } from "./pages.ts";
import { described, isCustomerKey, securityGroupKeys, type Described } from "./sagemaker-records.ts";

const Storage = z.object({
  EbsVolumeConfig: z.object({ VolumeKmsKeyId: z.string().optional() }).optional(),
});
/** `DescribeCluster`. */
const RawCluster = z.object({
  ClusterArn: z.string(),
  ClusterName: z.string(),
  ClusterStatus: z.string(),
  VpcConfig: z.object({ SecurityGroupIds: z.array(z.string()).default([]) }).optional(),
  Orchestrator: z.object({ Eks: z.object({ ClusterArn: z.string() }).optional() }).optional(),
  InstanceGroups: z
    .array(
      z.object({
        InstanceGroupName: z.string(),
        InstanceType: z.string().optional(),
        CurrentCount: z.number().optional(),
        ExecutionRole: z.string().optional(),
        InstanceStorageConfigs: z.array(Storage).default([]),
      }),
    )
    .default([]),
});

export const sagemakerClusters: Collector = {
  id: "sagemaker-clusters",
  title: "SageMaker HyperPod clusters",
  per: "region",
  produces: ["aws.sagemaker.cluster", "runs-as", "encrypted-by", "in-network", "hosted-on"],
  permissions: ["sagemaker:ListClusters", "sagemaker:DescribeCluster", "sagemaker:ListTags"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListClusters"))
      yield batchOf(
        "sagemaker:DescribeCluster",
        await described(source, page, {
          list: "ClusterSummaries",
          name: "ClusterName",
          arn: "ClusterArn",
          operation: "DescribeCluster",
        }),
        (parts) => normalizeCluster(parts, source.scope),
      );
  },
};

export function normalizeCluster({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const cluster = RawCluster.parse(raw);
  const key = cluster.ClusterArn;
  const edges = edgesFrom(key);
  const volumeKeys = cluster.InstanceGroups.flatMap(({ InstanceStorageConfigs }) =>
    // A group that names no volume has the root volume alone, under AWS's key.
    InstanceStorageConfigs.length === 0
      ? [undefined]
      : InstanceStorageConfigs.flatMap(({ EbsVolumeConfig }) =>
          EbsVolumeConfig ? [EbsVolumeConfig.VolumeKmsKeyId] : [],
        ),
  );
  const eks = cluster.Orchestrator?.Eks?.ClusterArn;
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.cluster" as const,
          name: cluster.ClusterName,
          ...scope,
          tags,
          properties: {
            status: cluster.ClusterStatus,
            orchestrator: eks ? ("eks" as const) : ("slurm" as const),
            privateNetwork: cluster.VpcConfig !== undefined,
            customerKey: volumeKeys.every(isCustomerKey),
            instanceGroups: cluster.InstanceGroups.map((group) => ({
              name: group.InstanceGroupName,
              instanceType: group.InstanceType ?? "several",
              count: group.CurrentCount ?? 0,
            })),
          },
          facets: {
            // Its control plane is AWS's; what Kubernetes sets is the EKS cluster's, and is judged there.
            publicNetwork: false,
            workloadIdentity: true,
            networkPolicies: true,
            auditLogging: true,
            secretsCustomerKey: true,
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      ...edges("runs-as", ...cluster.InstanceGroups.map(({ ExecutionRole }) => ExecutionRole)),
      ...edges("hosted-on", eks),
      ...edges("encrypted-by", ...volumeKeys.map((kmsKey) => encryptingKey(kmsKey, scope))),
      ...edges("in-network", ...securityGroupKeys(cluster.VpcConfig?.SecurityGroupIds, scope)),
    ],
  };
}
