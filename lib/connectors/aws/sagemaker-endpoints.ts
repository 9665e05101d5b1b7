import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { detail, markUnknown, pages, type Answer } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { described, isCustomerKey, type Described } from "./sagemaker-records.ts";

/** `DescribeEndpoint`. */
const RawEndpoint = z.object({
  EndpointArn: z.string(),
  EndpointName: z.string(),
  EndpointConfigName: z.string(),
  EndpointStatus: z.string(),
  ProductionVariants: z
    .array(
      z.object({
        VariantName: z.string(),
        CurrentInstanceCount: z.number().optional(),
        CurrentServerlessConfig: z.object({}).optional(),
      }),
    )
    .default([]),
  LastDeploymentConfig: z
    .object({
      BlueGreenUpdatePolicy: z
        .object({ TrafficRoutingConfiguration: z.object({ Type: z.string() }).optional() })
        .optional(),
      RollingUpdatePolicy: z.object({}).optional(),
      AutoRollbackConfiguration: z.object({ Alarms: z.array(z.unknown()).default([]) }).optional(),
    })
    .optional(),
});
type RawEndpoint = z.infer<typeof RawEndpoint>;
/** `DescribeEndpointConfig`. */
const RawConfig = z.object({
  KmsKeyId: z.string().optional(),
  ProductionVariants: z.array(z.object({ ModelName: z.string().optional() })).default([]),
  DataCaptureConfig: z
    .object({
      EnableCapture: z.boolean().optional(),
      InitialSamplingPercentage: z.number(),
      DestinationS3Uri: z.string(),
    })
    .optional(),
});

export const sagemakerEndpoints: Collector = {
  id: "sagemaker-endpoints",
  title: "SageMaker endpoints and their configurations",
  per: "region",
  produces: ["aws.sagemaker.endpoint", "serves", "logs-to", "encrypted-by"],
  permissions: [
    "sagemaker:ListEndpoints",
    "sagemaker:DescribeEndpoint",
    "sagemaker:DescribeEndpointConfig",
    "sagemaker:ListTags",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListEndpoints")) {
      const endpoints = await described(source, page, {
        list: "Endpoints",
        name: "EndpointName",
        arn: "EndpointArn",
        operation: "DescribeEndpoint",
      });
      const parts = [];
      for (const endpoint of endpoints) {
        const input = { EndpointConfigName: configNameOf(endpoint.raw) };
        const config = await detail(
          source,
          "sagemaker",
          "DescribeEndpointConfig",
          input,
          endpoint.unknowns,
          configPaths,
        );
        if (config === null) markUnknown(endpoint.unknowns, configPaths, configGone);
        parts.push({ ...endpoint, config });
      }
      yield batchOf("sagemaker:DescribeEndpoint", parts, (part) => normalizeEndpoint(part, source.scope));
    }
  },
};

const configPaths = [
  "facets.logsRequests",
  "facets.customerKey",
  "properties.capturePercent",
  "relationships.serves",
  "relationships.logs-to",
  "relationships.encrypted-by",
];
/** An endpoint goes on serving by a configuration that was deleted. */
const configGone: Unknown = {
  reason: "unsupported",
  call: "sagemaker:DescribeEndpointConfig",
  permission: null,
  message: "The configuration it was made from was deleted",
};

const configNameOf = (raw: unknown): string => RawEndpoint.safeParse(raw).data?.EndpointConfigName ?? "";

export function normalizeEndpoint(parts: Described & { config: Answer | null }, scope: Scope): Batch {
  const endpoint = RawEndpoint.parse(parts.raw);
  const config = RawConfig.parse(parts.config ?? {});
  const capture = config.DataCaptureConfig?.EnableCapture === true ? config.DataCaptureConfig : null;
  const key = endpoint.EndpointArn;
  const edges = edgesFrom(key);
  const resource = withUnknowns(
    {
      key,
      type: "aws.sagemaker.endpoint" as const,
      name: endpoint.EndpointName,
      ...scope,
      tags: parts.tags,
      properties: {
        status: endpoint.EndpointStatus,
        configName: endpoint.EndpointConfigName,
        capturePercent: capture?.InitialSamplingPercentage ?? 0,
        singleInstanceVariants: endpoint.ProductionVariants.filter(isAlone).map(
          ({ VariantName }) => VariantName,
        ),
        rollout: rolloutOf(endpoint),
        rollsBack: (endpoint.LastDeploymentConfig?.AutoRollbackConfiguration?.Alarms ?? []).length > 0,
      },
      facets: {
        // Only signed calls of an IAM identity reach it, whatever the network.
        publicNetwork: false,
        keyAuthentication: false,
        logsRequests: capture !== null && capture.InitialSamplingPercentage > 0,
        customerKey: isCustomerKey(config.KmsKeyId),
      },
    },
    parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edges(
        "serves",
        ...config.ProductionVariants.map(({ ModelName: name }) => name && modelKeyOf(name, scope)),
      ),
      ...edges("logs-to", bucketOfS3Uri(capture?.DestinationS3Uri, scope.region)),
      ...edges("encrypted-by", encryptingKey(config.KmsKeyId, scope)),
    ],
  };
}

const modelKeyOf = (name: string, scope: Scope): string =>
  arnIn(scope, "sagemaker", `model/${name.toLowerCase()}`);

/** A serverless variant has no instances to count. */
const isAlone = ({
  CurrentInstanceCount,
  CurrentServerlessConfig,
}: RawEndpoint["ProductionVariants"][number]): boolean =>
  CurrentServerlessConfig === undefined && CurrentInstanceCount === 1;

function rolloutOf({ LastDeploymentConfig: last }: RawEndpoint): "staged" | "all-at-once" | null {
  if (!last) return null;
  const type = last.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration?.Type;
  return last.RollingUpdatePolicy || type === "CANARY" || type === "LINEAR" ? "staged" : "all-at-once";
}
