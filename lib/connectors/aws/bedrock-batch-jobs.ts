import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { modelKey } from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { newest, newestFirst } from "./newest.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";

/** One of `ListModelInvocationJobs`. */
const RawJob = z.object({
  jobArn: z.string(),
  jobName: z.string(),
  modelId: z.string(),
  roleArn: z.string().optional(),
  status: z.string().optional(),
  inputDataConfig: z.object({ s3InputDataConfig: z.object({ s3Uri: z.string() }).optional() }).optional(),
  outputDataConfig: z.object({
    s3OutputDataConfig: z.object({ s3Uri: z.string(), s3EncryptionKeyId: z.string().optional() }).optional(),
  }),
  vpcConfig: z.object({ securityGroupIds: z.array(z.string()).default([]) }).optional(),
});

export const bedrockBatchJobs: Collector = {
  id: "bedrock-batch-jobs",
  title: "Bedrock batch inference jobs",
  per: "region",
  produces: [
    "aws.bedrock.batch-job",
    "runs-as",
    "invokes",
    "ingests",
    "stores-artifacts-in",
    "encrypted-by",
    "in-network",
  ],
  permissions: ["bedrock:ListModelInvocationJobs"],
  collect: async function* (source) {
    const list = "invocationJobSummaries";
    const jobs = await newest(source, "bedrock", "ListModelInvocationJobs", list, newestFirst);
    yield batchOf("bedrock:ListModelInvocationJobs", jobs, (raw) => normalizeBatchJob(raw, source.scope));
  },
};

export function normalizeBatchJob(raw: unknown, scope: Scope): Batch {
  const job = RawJob.parse(raw);
  const key = job.jobArn;
  const edges = edgesFrom(key);
  const output = job.outputDataConfig.s3OutputDataConfig;
  return {
    resources: [
      {
        key,
        type: "aws.bedrock.batch-job",
        name: job.jobName,
        ...scope,
        tags: {},
        properties: { status: job.status ?? "Unknown", model: job.modelId },
        facets: {
          // Bedrock runs it in an account of its own: no code of the customer's, and no volume.
          networkIsolation: true,
          volumeCustomerKey: true,
          privateNetwork: job.vpcConfig !== undefined,
          outputCustomerKey: isCustomerKey(output?.s3EncryptionKeyId),
        },
      },
    ],
    relationships: [
      ...edges("runs-as", job.roleArn),
      ...edges("invokes", modelKey(job.modelId, scope)),
      ...edges("ingests", bucketOfS3Uri(job.inputDataConfig?.s3InputDataConfig?.s3Uri, scope.region)),
      ...edges("stores-artifacts-in", bucketOfS3Uri(output?.s3Uri, scope.region)),
      ...edges("encrypted-by", encryptingKey(output?.s3EncryptionKeyId, scope)),
      ...edges("in-network", ...securityGroupKeys(job.vpcConfig?.securityGroupIds, scope)),
    ],
  };
}
