import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { pages } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { described, isCustomerKey, securityGroupKeys, type Described } from "./sagemaker-records.ts";

/** `DescribeTrainingJob`. */
const RawJob = z.object({
  TrainingJobArn: z.string(),
  TrainingJobName: z.string(),
  TrainingJobStatus: z.string(),
  RoleArn: z.string().optional(),
  ModelArtifacts: z.object({ S3ModelArtifacts: z.string() }).optional(),
  AlgorithmSpecification: z.object({ TrainingImage: z.string().optional() }).optional(),
  InputDataConfig: z
    .array(
      z.object({
        DataSource: z.object({ S3DataSource: z.object({ S3Uri: z.string() }).optional() }),
      }),
    )
    .optional(),
  OutputDataConfig: z.object({ S3OutputPath: z.string(), KmsKeyId: z.string().optional() }).optional(),
  ResourceConfig: z
    .object({
      VolumeKmsKeyId: z.string().optional(),
      InstanceCount: z.number().optional(),
      InstanceGroups: z.array(z.object({ InstanceCount: z.number() })).optional(),
    })
    .optional(),
  EnableInterContainerTrafficEncryption: z.boolean().optional(),
  ExperimentConfig: z.object({}).optional(),
  MlflowConfig: z.object({}).optional(),
  VpcConfig: z.object({ SecurityGroupIds: z.array(z.string()) }).optional(),
  EnableNetworkIsolation: z.boolean().optional(),
});

export const sagemakerTrainingJobs: Collector = {
  id: "sagemaker-training-jobs",
  title: "SageMaker training jobs",
  per: "region",
  produces: [
    "aws.sagemaker.training-job",
    "runs-as",
    "pulls-image",
    "trained-on",
    "stores-artifacts-in",
    "encrypted-by",
    "in-network",
  ],
  permissions: ["sagemaker:ListTrainingJobs", "sagemaker:DescribeTrainingJob", "sagemaker:ListTags"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListTrainingJobs"))
      yield batchOf(
        "sagemaker:DescribeTrainingJob",
        await described(source, page, {
          list: "TrainingJobSummaries",
          name: "TrainingJobName",
          arn: "TrainingJobArn",
          operation: "DescribeTrainingJob",
        }),
        (parts) => normalizeTrainingJob(parts, source.scope),
      );
  },
};

export function normalizeTrainingJob({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const job = RawJob.parse(raw);
  const key = job.TrainingJobArn;
  const edges = edgesFrom(key);
  const image = job.AlgorithmSpecification?.TrainingImage ?? null;
  const volumeKey = job.ResourceConfig?.VolumeKmsKeyId;
  const outputKey = job.OutputDataConfig?.KmsKeyId;
  const inputs = (job.InputDataConfig ?? []).map((channel) => channel.DataSource.S3DataSource?.S3Uri);
  const resource = withUnknowns(
    {
      key,
      type: "aws.sagemaker.training-job" as const,
      name: job.TrainingJobName,
      ...scope,
      tags,
      properties: {
        status: job.TrainingJobStatus,
        image,
        modelArtifact: job.ModelArtifacts?.S3ModelArtifacts ?? null,
        distributed: instanceCount(job.ResourceConfig) > 1,
        encryptsTraffic: job.EnableInterContainerTrafficEncryption === true,
        tracked: job.ExperimentConfig !== undefined || job.MlflowConfig !== undefined,
      },
      facets: {
        networkIsolation: job.EnableNetworkIsolation === true,
        privateNetwork: job.VpcConfig !== undefined,
        volumeCustomerKey: isCustomerKey(volumeKey),
        outputCustomerKey: isCustomerKey(outputKey),
      },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edges("runs-as", job.RoleArn),
      ...edges("pulls-image", ecrImage(image ?? "")?.repositoryKey),
      ...edges("trained-on", ...inputs.map((uri) => bucketOfS3Uri(uri, scope.region))),
      ...edges("stores-artifacts-in", bucketOfS3Uri(job.OutputDataConfig?.S3OutputPath, scope.region)),
      ...edges("encrypted-by", encryptingKey(volumeKey, scope), encryptingKey(outputKey, scope)),
      ...edges("in-network", ...securityGroupKeys(job.VpcConfig?.SecurityGroupIds, scope)),
    ],
  };
}

function instanceCount(config: z.infer<typeof RawJob>["ResourceConfig"]): number {
  const groups = config?.InstanceGroups ?? [];
  return (config?.InstanceCount ?? 0) + groups.reduce((sum, { InstanceCount }) => sum + InstanceCount, 0);
}
