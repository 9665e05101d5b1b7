import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";

const Vpc = z.object({ SecurityGroupIds: z.array(z.string()).default([]) }).optional();
const S3Source = z.object({ S3DataSource: z.object({ S3Uri: z.string() }).optional() });

const RawProcessingJob = z.object({
  ProcessingJobArn: z.string(),
  ProcessingJobName: z.string(),
  ProcessingJobStatus: z.string(),
  RoleArn: z.string().optional(),
  MonitoringScheduleArn: z.string().optional(),
  AppSpecification: z.object({ ImageUri: z.string().optional() }).optional(),
  ProcessingInputs: z
    .array(z.object({ S3Input: z.object({ S3Uri: z.string().optional() }).optional() }))
    .default([]),
  ProcessingOutputConfig: z
    .object({
      KmsKeyId: z.string().optional(),
      Outputs: z
        .array(z.object({ S3Output: z.object({ S3Uri: z.string().optional() }).optional() }))
        .default([]),
    })
    .optional(),
  ProcessingResources: z.object({
    ClusterConfig: z.object({ VolumeKmsKeyId: z.string().optional() }).optional(),
  }),
  NetworkConfig: z.object({ EnableNetworkIsolation: z.boolean().optional(), VpcConfig: Vpc }).optional(),
});

export function normalizeProcessingJob(raw: unknown, scope: Scope): Batch {
  const job = RawProcessingJob.parse(raw);
  // Each run of a schedule is a job of its own; what it runs with is judged in the schedule's definition.
  if (job.MonitoringScheduleArn) return { resources: [], relationships: [] };
  const image = job.AppSpecification?.ImageUri ?? null;
  const keys = {
    volume: job.ProcessingResources.ClusterConfig?.VolumeKmsKeyId,
    output: job.ProcessingOutputConfig?.KmsKeyId,
  };
  const resource: Resource<"aws.sagemaker.processing-job"> = {
    key: job.ProcessingJobArn,
    type: "aws.sagemaker.processing-job",
    name: job.ProcessingJobName,
    ...scope,
    tags: {},
    properties: { status: job.ProcessingJobStatus, image },
    facets: {
      networkIsolation: job.NetworkConfig?.EnableNetworkIsolation === true,
      privateNetwork: job.NetworkConfig?.VpcConfig !== undefined,
      ...ownKeys(keys),
    },
  };
  return asBatch(resource, scope, {
    role: job.RoleArn,
    image,
    keys,
    groups: job.NetworkConfig?.VpcConfig?.SecurityGroupIds,
    reads: job.ProcessingInputs.map(({ S3Input }) => S3Input?.S3Uri),
    writes: (job.ProcessingOutputConfig?.Outputs ?? []).map(({ S3Output }) => S3Output?.S3Uri),
  });
}

const RawTransformJob = z.object({
  TransformJobArn: z.string(),
  TransformJobName: z.string(),
  TransformJobStatus: z.string(),
  TransformInput: z.object({ DataSource: S3Source }).optional(),
  TransformOutput: z.object({ S3OutputPath: z.string(), KmsKeyId: z.string().optional() }).optional(),
  TransformResources: z.object({ VolumeKmsKeyId: z.string().optional() }),
});

export function normalizeTransformJob(raw: unknown, scope: Scope): Batch {
  const job = RawTransformJob.parse(raw);
  const keys = { volume: job.TransformResources.VolumeKmsKeyId, output: job.TransformOutput?.KmsKeyId };
  const resource: Resource<"aws.sagemaker.transform-job"> = {
    key: job.TransformJobArn,
    type: "aws.sagemaker.transform-job",
    name: job.TransformJobName,
    ...scope,
    tags: {},
    properties: { status: job.TransformJobStatus },
    // Isolation and network are those of the model it runs, and are judged there.
    facets: { networkIsolation: true, privateNetwork: true, ...ownKeys(keys) },
  };
  return asBatch(resource, scope, {
    keys,
    reads: [job.TransformInput?.DataSource.S3DataSource?.S3Uri],
    writes: [job.TransformOutput?.S3OutputPath],
  });
}

const Training = z.object({
  RoleArn: z.string().optional(),
  EnableNetworkIsolation: z.boolean().optional(),
  VpcConfig: Vpc,
  InputDataConfig: z.array(z.object({ DataSource: S3Source })).default([]),
  OutputDataConfig: z.object({ S3OutputPath: z.string().optional(), KmsKeyId: z.string().optional() }),
  ResourceConfig: z.object({ VolumeKmsKeyId: z.string().optional() }).optional(),
  HyperParameterTuningResourceConfig: z.object({ VolumeKmsKeyId: z.string().optional() }).optional(),
});
const RawTuningJob = z.object({
  HyperParameterTuningJobArn: z.string(),
  HyperParameterTuningJobName: z.string(),
  HyperParameterTuningJobStatus: z.string(),
  TrainingJobDefinition: Training.optional(),
  TrainingJobDefinitions: z.array(Training).optional(),
});

export function normalizeTuningJob(raw: unknown, scope: Scope): Batch {
  const job = RawTuningJob.parse(raw);
  const { TrainingJobDefinition: only, TrainingJobDefinitions: several = [] } = job;
  const trainings = only ? [only, ...several] : several;
  const volumes = trainings.map(
    (one) => one.ResourceConfig?.VolumeKmsKeyId ?? one.HyperParameterTuningResourceConfig?.VolumeKmsKeyId,
  );
  const outputs = trainings.map((one) => one.OutputDataConfig.KmsKeyId);
  const resource: Resource<"aws.sagemaker.tuning-job"> = {
    key: job.HyperParameterTuningJobArn,
    type: "aws.sagemaker.tuning-job",
    name: job.HyperParameterTuningJobName,
    ...scope,
    tags: {},
    properties: { status: job.HyperParameterTuningJobStatus },
    facets: {
      networkIsolation: trainings.every((one) => one.EnableNetworkIsolation === true),
      privateNetwork: trainings.every((one) => one.VpcConfig !== undefined),
      volumeCustomerKey: volumes.every(isCustomerKey),
      outputCustomerKey: outputs.every(isCustomerKey),
    },
  };
  const edges = edgesFrom(resource.key);
  const batch = asBatch(resource, scope, {
    groups: trainings.flatMap((one) => one.VpcConfig?.SecurityGroupIds ?? []),
    reads: trainings.flatMap((one) =>
      one.InputDataConfig.map(({ DataSource }) => DataSource.S3DataSource?.S3Uri),
    ),
    writes: trainings.map((one) => one.OutputDataConfig.S3OutputPath),
  });
  return {
    resources: batch.resources,
    relationships: [
      ...edges("runs-as", ...trainings.map(({ RoleArn }) => RoleArn)),
      ...edges("encrypted-by", ...[...volumes, ...outputs].map((key) => encryptingKey(key, scope))),
      ...batch.relationships,
    ],
  };
}

const RawCompilationJob = z.object({
  CompilationJobArn: z.string(),
  CompilationJobName: z.string(),
  CompilationJobStatus: z.string(),
  RoleArn: z.string().optional(),
  OutputConfig: z.object({ S3OutputLocation: z.string(), KmsKeyId: z.string().optional() }),
  VpcConfig: Vpc,
});

export function normalizeCompilationJob(raw: unknown, scope: Scope): Batch {
  const job = RawCompilationJob.parse(raw);
  const keys = { output: job.OutputConfig.KmsKeyId };
  const resource: Resource<"aws.sagemaker.compilation-job"> = {
    key: job.CompilationJobArn,
    type: "aws.sagemaker.compilation-job",
    name: job.CompilationJobName,
    ...scope,
    tags: {},
    properties: { status: job.CompilationJobStatus },
    facets: {
      // AWS's own compiler runs on volumes of AWS.
      networkIsolation: true,
      volumeCustomerKey: true,
      privateNetwork: job.VpcConfig !== undefined,
      outputCustomerKey: isCustomerKey(keys.output),
    },
  };
  return asBatch(resource, scope, {
    role: job.RoleArn,
    keys,
    groups: job.VpcConfig?.SecurityGroupIds,
    writes: [job.OutputConfig.S3OutputLocation],
  });
}

const RawAutoMlJob = z.object({
  AutoMLJobArn: z.string(),
  AutoMLJobName: z.string(),
  AutoMLJobStatus: z.string(),
  RoleArn: z.string().optional(),
  AutoMLJobInputDataConfig: z.array(z.object({ DataSource: S3Source.optional() })).default([]),
  OutputDataConfig: z.object({ S3OutputPath: z.string(), KmsKeyId: z.string().optional() }),
  SecurityConfig: z
    .object({
      VolumeKmsKeyId: z.string().optional(),
      EnableInterContainerTrafficEncryption: z.boolean().optional(),
      VpcConfig: Vpc,
    })
    .optional(),
});

export function normalizeAutoMlJob(raw: unknown, scope: Scope): Batch {
  const job = RawAutoMlJob.parse(raw);
  const keys = { volume: job.SecurityConfig?.VolumeKmsKeyId, output: job.OutputDataConfig.KmsKeyId };
  const resource: Resource<"aws.sagemaker.automl-job"> = {
    key: job.AutoMLJobArn,
    type: "aws.sagemaker.automl-job",
    name: job.AutoMLJobName,
    ...scope,
    tags: {},
    properties: {
      status: job.AutoMLJobStatus,
      encryptsTraffic: job.SecurityConfig?.EnableInterContainerTrafficEncryption === true,
    },
    facets: {
      // AWS's own code trains, and there is no switch to isolate it.
      networkIsolation: true,
      privateNetwork: job.SecurityConfig?.VpcConfig !== undefined,
      ...ownKeys(keys),
    },
  };
  return asBatch(resource, scope, {
    role: job.RoleArn,
    keys,
    groups: job.SecurityConfig?.VpcConfig?.SecurityGroupIds,
    learns: job.AutoMLJobInputDataConfig.map(({ DataSource }) => DataSource?.S3DataSource?.S3Uri),
    writes: [job.OutputDataConfig.S3OutputPath],
  });
}

const RawFlow = z.object({
  FlowDefinitionArn: z.string(),
  FlowDefinitionName: z.string(),
  FlowDefinitionStatus: z.string(),
  RoleArn: z.string().optional(),
  OutputConfig: z.object({ S3OutputPath: z.string(), KmsKeyId: z.string().optional() }),
});

export function normalizeHumanReviewFlow(raw: unknown, scope: Scope): Batch {
  const flow = RawFlow.parse(raw);
  const keys = { output: flow.OutputConfig.KmsKeyId };
  const resource: Resource<"aws.sagemaker.human-review-flow"> = {
    key: flow.FlowDefinitionArn,
    type: "aws.sagemaker.human-review-flow",
    name: flow.FlowDefinitionName,
    ...scope,
    tags: {},
    properties: { status: flow.FlowDefinitionStatus },
    facets: {
      // People look at it in AWS's own pages: no code, no volume and no network of the customer's.
      networkIsolation: true,
      privateNetwork: true,
      volumeCustomerKey: true,
      outputCustomerKey: isCustomerKey(keys.output),
    },
  };
  return asBatch(resource, scope, { role: flow.RoleArn, keys, writes: [flow.OutputConfig.S3OutputPath] });
}

type Keys = { volume?: string | undefined; output?: string | undefined };

const ownKeys = ({ volume, output }: Keys) => ({
  volumeCustomerKey: isCustomerKey(volume),
  outputCustomerKey: isCustomerKey(output),
});

type Surroundings = {
  role?: string | undefined;
  image?: string | null;
  keys?: Keys;
  groups?: readonly string[] | undefined;
  reads?: readonly (string | undefined)[];
  learns?: readonly (string | undefined)[];
  writes?: readonly (string | undefined)[];
};

/** The job with its edges. */
function asBatch<T extends ResourceType>(
  resource: Resource<T>,
  scope: Scope,
  { role, image, keys = {}, groups = [], reads = [], learns = [], writes = [] }: Surroundings,
): Batch {
  const edges = edgesFrom(resource.key);
  const buckets = (uris: readonly (string | undefined)[]) =>
    uris.map((uri) => bucketOfS3Uri(uri, scope.region));
  const relationships: Relationship[] = [
    ...edges("runs-as", role),
    ...edges("pulls-image", ecrImage(image ?? "")?.repositoryKey),
    ...edges("ingests", ...buckets(reads)),
    ...edges("trained-on", ...buckets(learns)),
    ...edges("stores-artifacts-in", ...buckets(writes)),
    ...edges("encrypted-by", encryptingKey(keys.volume, scope), encryptingKey(keys.output, scope)),
    ...edges("in-network", ...securityGroupKeys(groups, scope)),
  ];
  return { resources: [resource], relationships };
}
