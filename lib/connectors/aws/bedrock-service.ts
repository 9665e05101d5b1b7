import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { bedrockServiceKey } from "./bedrock-arns.ts";
import {
  enforcedGuardrails,
  enforcementPermissions,
  readEnforcement,
  type Enforcement,
} from "./bedrock-enforcement.ts";
import { isBedrockUsed, usePermissions } from "./bedrock-use.ts";
import { logGroupKey } from "./log-group-key.ts";
import { detail, itemsOf, type Answer, type Unknowns } from "./pages.ts";
import { hostSuffixOf, vpcEndpointKey } from "./partition.ts";
import { bucketArn } from "./s3-uri.ts";

const modalities = ["text", "image", "embedding", "video", "audio"] as const;

const S3Config = z.object({ bucketName: z.string() });
/** `GetModelInvocationLoggingConfiguration`. Bedrock leaves the whole configuration out when logging is off. */
const RawLogging = z.object({
  loggingConfig: z
    .object({
      cloudWatchConfig: z
        .object({ logGroupName: z.string(), largeDataDeliveryS3Config: S3Config.optional() })
        .optional(),
      s3Config: S3Config.optional(),
      textDataDeliveryEnabled: z.boolean().optional(),
      imageDataDeliveryEnabled: z.boolean().optional(),
      embeddingDataDeliveryEnabled: z.boolean().optional(),
      videoDataDeliveryEnabled: z.boolean().optional(),
      audioDataDeliveryEnabled: z.boolean().optional(),
    })
    .optional(),
});
type Logging = z.infer<typeof RawLogging>["loggingConfig"];

export const bedrockService: Collector = {
  id: "bedrock-service",
  title: "Bedrock invocation logging",
  per: "region",
  produces: ["aws.bedrock.service", "logs-to", "reached-privately-through"],
  permissions: [
    "bedrock:GetModelInvocationLoggingConfiguration",
    "ec2:DescribeVpcEndpoints",
    ...enforcementPermissions,
    ...usePermissions,
  ],
  collect: async function* (source) {
    const unknowns: Unknowns = {};
    const logging = await detail(source, "bedrock", "GetModelInvocationLoggingConfiguration", {}, unknowns, [
      "properties.invocationLogging",
      "properties.loggedModalities",
      "facets.logsRequests",
      "relationships.logs-to",
    ]);
    if (logging === null && Object.keys(unknowns).length === 0) return;
    const filter = { Name: "service-name", Values: [`com.amazonaws.${source.scope.region}.bedrock-runtime`] };
    const endpoints = await detail(source, "ec2", "DescribeVpcEndpoints", { Filters: [filter] }, unknowns, [
      "facets.privateEndpoint",
      "relationships.reached-privately-through",
    ]);
    // Every account has Bedrock in every region: a region nobody uses it in is no service of theirs.
    const isSetUp =
      logging?.["loggingConfig"] !== undefined || itemsOf(endpoints ?? {}, "VpcEndpoints").length > 0;
    if (!isSetUp && !(await isBedrockUsed(source))) return;
    const enforcement = await readEnforcement(source, unknowns);
    yield batchOf("bedrock:GetModelInvocationLoggingConfiguration", [logging ?? {}], (raw) =>
      normalizeBedrockService(raw, endpoints ?? {}, source.scope, unknowns, enforcement),
    );
  },
};

export function normalizeBedrockService(
  raw: unknown,
  endpoints: Answer,
  scope: Scope,
  unknowns: Unknowns = {},
  enforcement: Enforcement = { own: [], effective: null },
): Batch {
  const logging = RawLogging.parse(raw).loggingConfig;
  const key = bedrockServiceKey(scope);
  const endpointIds = itemsOf(endpoints, "VpcEndpoints")
    .map((item) => RawEndpoint.parse(item))
    .filter(({ State }) => State.toLowerCase() === "available")
    .map(({ VpcEndpointId }) => VpcEndpointId);
  const logged = loggedModalities(logging);
  const service = withUnknowns(
    {
      key,
      type: "aws.bedrock.service" as const,
      name: `Bedrock in ${scope.region}`,
      ...scope,
      tags: {},
      properties: {
        invocationLogging: logging !== undefined,
        loggedModalities: logged,
        enforcedGuardrails: enforcedGuardrails(enforcement, scope),
      },
      facets: {
        // Every call is signed by an IAM identity and the endpoint has no switch: neither can be set otherwise.
        publicNetwork: false,
        keyAuthentication: false,
        customerKey: true,
        privateEndpoint: endpointIds.length > 0,
        logsRequests: logged.includes("text"),
        hosts: [
          `bedrock-runtime.${scope.region}.${hostSuffixOf(scope.region)}`,
          `bedrock-agent-runtime.${scope.region}.${hostSuffixOf(scope.region)}`,
        ],
      },
    },
    unknowns,
  );
  return {
    resources: [service],
    relationships: [
      ...logDestinations(logging, scope).map((to): Relationship => ({ from: key, kind: "logs-to", to })),
      ...endpointIds.map((id): Relationship => ({
        from: key,
        kind: "reached-privately-through",
        to: vpcEndpointKey(id, scope),
      })),
    ],
  };
}

const RawEndpoint = z.object({ VpcEndpointId: z.string(), State: z.string().default("available") });

// Bedrock treats a modality that is left out as delivered, and so does its console.
const loggedModalities = (logging: Logging): (typeof modalities)[number][] =>
  logging ? modalities.filter((modality) => logging[`${modality}DataDeliveryEnabled`] ?? true) : [];

function logDestinations(logging: Logging, scope: Scope): string[] {
  const { cloudWatchConfig, s3Config } = logging ?? {};
  const buckets = [s3Config, cloudWatchConfig?.largeDataDeliveryS3Config].flatMap((config) => config ?? []);
  return [
    ...(cloudWatchConfig ? [logGroupKey(cloudWatchConfig.logGroupName, scope)] : []),
    ...new Set(buckets.map((config) => bucketArn(config.bucketName, scope.region))),
  ];
}
