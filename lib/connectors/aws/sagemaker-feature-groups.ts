import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { pages } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { described, isCustomerKey, type Described } from "./sagemaker-records.ts";

/** `DescribeFeatureGroup`. */
const RawGroup = z.object({
  FeatureGroupArn: z.string(),
  FeatureGroupName: z.string(),
  FeatureGroupStatus: z.string().optional(),
  RoleArn: z.string().optional(),
  OnlineStoreConfig: z
    .object({
      EnableOnlineStore: z.boolean().optional(),
      SecurityConfig: z.object({ KmsKeyId: z.string().optional() }).optional(),
    })
    .optional(),
  OfflineStoreConfig: z
    .object({ S3StorageConfig: z.object({ S3Uri: z.string(), KmsKeyId: z.string().optional() }) })
    .optional(),
});

export const sagemakerFeatureGroups: Collector = {
  id: "sagemaker-feature-groups",
  title: "SageMaker feature groups",
  per: "region",
  produces: ["aws.sagemaker.feature-group", "runs-as", "stores-artifacts-in", "encrypted-by"],
  permissions: ["sagemaker:ListFeatureGroups", "sagemaker:DescribeFeatureGroup", "sagemaker:ListTags"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListFeatureGroups"))
      yield batchOf(
        "sagemaker:DescribeFeatureGroup",
        await described(source, page, {
          list: "FeatureGroupSummaries",
          name: "FeatureGroupName",
          arn: "FeatureGroupArn",
          operation: "DescribeFeatureGroup",
        }),
        (parts) => normalizeFeatureGroup(parts, source.scope),
      );
  },
};

export function normalizeFeatureGroup({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const group = RawGroup.parse(raw);
  const key = group.FeatureGroupArn;
  const edges = edgesFrom(key);
  const online = group.OnlineStoreConfig?.EnableOnlineStore === true;
  const offline = group.OfflineStoreConfig?.S3StorageConfig;
  const onlineKey = group.OnlineStoreConfig?.SecurityConfig?.KmsKeyId;
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.feature-group" as const,
          name: group.FeatureGroupName,
          ...scope,
          tags,
          properties: {
            status: group.FeatureGroupStatus ?? "Unknown",
            onlineStore: online,
            offlineStore: offline !== undefined,
          },
          facets: {
            // Only IAM identities reach it; the bucket of the offline store is judged by itself.
            publicRead: false,
            externalPrincipals: [],
            customerKey:
              (!online || isCustomerKey(onlineKey)) && (!offline || isCustomerKey(offline.KmsKeyId)),
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      ...edges("runs-as", group.RoleArn),
      ...edges("stores-artifacts-in", bucketOfS3Uri(offline?.S3Uri, scope.region)),
      ...edges("encrypted-by", encryptingKey(onlineKey, scope), encryptingKey(offline?.KmsKeyId, scope)),
    ],
  };
}
