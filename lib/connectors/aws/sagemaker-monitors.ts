import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";

/** One of `ListMonitoringSchedules`. */
const RawSchedule = z.object({
  MonitoringScheduleArn: z.string(),
  MonitoringScheduleName: z.string(),
  MonitoringScheduleStatus: z.string(),
  EndpointName: z.string().optional(),
  MonitoringType: z.string().optional(),
});
const Output = z.object({ KmsKeyId: z.string().optional() }).optional();
/** What the descriptions of all four kinds of job definition tell alike, but for the name of the output. */
const RawDefinition = z.object({
  JobDefinitionArn: z.string(),
  JobDefinitionName: z.string(),
  RoleArn: z.string().optional(),
  JobResources: z.object({ ClusterConfig: z.object({ VolumeKmsKeyId: z.string().optional() }) }),
  NetworkConfig: z
    .object({
      EnableInterContainerTrafficEncryption: z.boolean().optional(),
      EnableNetworkIsolation: z.boolean().optional(),
      VpcConfig: z.object({ SecurityGroupIds: z.array(z.string()).default([]) }).optional(),
    })
    .optional(),
  DataQualityJobOutputConfig: Output,
  ModelQualityJobOutputConfig: Output,
  ModelBiasJobOutputConfig: Output,
  ModelExplainabilityJobOutputConfig: Output,
});

const kinds = ["DataQuality", "ModelQuality", "ModelBias", "ModelExplainability"] as const;
type Kind = (typeof kinds)[number];

export const sagemakerMonitors: Collector = {
  id: "sagemaker-monitors",
  title: "SageMaker monitoring schedules",
  per: "region",
  produces: ["aws.sagemaker.monitoring-schedule", "monitored-by"],
  permissions: ["sagemaker:ListMonitoringSchedules"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListMonitoringSchedules"))
      yield batchOf(
        "sagemaker:ListMonitoringSchedules",
        itemsOf(page, "MonitoringScheduleSummaries"),
        (raw) => normalizeSchedule(raw, source.scope),
      );
  },
};

export const sagemakerMonitoringJobs: Collector = {
  id: "sagemaker-monitoring-jobs",
  title: "SageMaker monitoring job definitions",
  per: "region",
  produces: ["aws.sagemaker.monitoring-job-definition", "runs-as", "encrypted-by", "in-network"],
  permissions: kinds.flatMap((kind) => [
    `sagemaker:List${kind}JobDefinitions`,
    `sagemaker:Describe${kind}JobDefinition`,
  ]),
  collect: async function* (source) {
    for (const kind of kinds) {
      const listing = `List${kind}JobDefinitions`;
      for await (const page of pages(source, "sagemaker", listing)) {
        const raws = await mapConcurrently(itemsOf(page, "JobDefinitionSummaries"), 4, (item) =>
          existing(source, "sagemaker", `Describe${kind}JobDefinition`, {
            JobDefinitionName: textOf(item, "MonitoringJobDefinitionName", `sagemaker:${listing}`),
          }),
        );
        yield batchOf(`sagemaker:Describe${kind}JobDefinition`, raws.filter(isPresent), (raw) =>
          normalizeDefinition(raw, kind, source.scope),
        );
      }
    }
  },
};

export function normalizeSchedule(raw: unknown, scope: Scope): Batch {
  const schedule = RawSchedule.parse(raw);
  const resource: Resource<"aws.sagemaker.monitoring-schedule"> = {
    key: schedule.MonitoringScheduleArn,
    type: "aws.sagemaker.monitoring-schedule",
    name: schedule.MonitoringScheduleName,
    ...scope,
    tags: {},
    properties: { status: schedule.MonitoringScheduleStatus, endpoint: schedule.EndpointName ?? null },
    facets: {
      enabled: schedule.MonitoringScheduleStatus === "Scheduled",
      measures: [schedule.MonitoringType ?? "DataQuality"],
    },
  };
  const endpoint =
    schedule.EndpointName && arnIn(scope, "sagemaker", `endpoint/${schedule.EndpointName.toLowerCase()}`);
  const watched: Relationship[] = endpoint
    ? [{ from: endpoint, kind: "monitored-by", to: resource.key }]
    : [];
  return { resources: [resource], relationships: watched };
}

export function normalizeDefinition(raw: unknown, kind: Kind, scope: Scope): Batch {
  const definition = RawDefinition.parse(raw);
  const key = definition.JobDefinitionArn;
  const edges = edgesFrom(key);
  const network = definition.NetworkConfig;
  const volumeKey = definition.JobResources.ClusterConfig.VolumeKmsKeyId;
  const outputKey = definition[`${kind}JobOutputConfig`]?.KmsKeyId;
  const resource: Resource<"aws.sagemaker.monitoring-job-definition"> = {
    key,
    type: "aws.sagemaker.monitoring-job-definition",
    name: definition.JobDefinitionName,
    ...scope,
    tags: {},
    properties: { measures: kind, encryptsTraffic: network?.EnableInterContainerTrafficEncryption === true },
    facets: {
      networkIsolation: network?.EnableNetworkIsolation === true,
      privateNetwork: network?.VpcConfig !== undefined,
      volumeCustomerKey: isCustomerKey(volumeKey),
      outputCustomerKey: isCustomerKey(outputKey),
    },
  };
  return {
    resources: [resource],
    relationships: [
      ...edges("runs-as", definition.RoleArn),
      ...edges("encrypted-by", encryptingKey(volumeKey, scope), encryptingKey(outputKey, scope)),
      ...edges("in-network", ...securityGroupKeys(network?.VpcConfig?.SecurityGroupIds, scope)),
    ],
  };
}
