import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { TrainingData, trainingBucket } from "./bedrock-training-data.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages, smallNextToken } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";

/** `GetModelCustomizationJob`. */
const RawJob = z.object({
  jobArn: z.string(),
  jobName: z.string(),
  status: z.string().optional(),
  roleArn: z.string(),
  customizationType: z.string().optional(),
  outputModelArn: z.string().optional(),
  outputModelKmsKeyArn: z.string().optional(),
  trainingDataConfig: TrainingData,
  outputDataConfig: z.object({ s3Uri: z.string() }),
  vpcConfig: z.object({ subnetIds: z.array(z.string()) }).optional(),
});

export const bedrockCustomizationJobs: Collector = {
  id: "bedrock-customization-jobs",
  title: "Bedrock model customization jobs",
  per: "region",
  produces: [
    "aws.bedrock.customization-job",
    "runs-as",
    "trained-on",
    "stores-artifacts-in",
    "produces",
    "encrypted-by",
  ],
  permissions: ["bedrock:ListModelCustomizationJobs", "bedrock:GetModelCustomizationJob"],
  collect: async function* (source) {
    for await (const page of pages(source, "bedrock", "ListModelCustomizationJobs", {}, smallNextToken)) {
      const arns = itemsOf(page, "modelCustomizationJobSummaries").map((item) =>
        textOf(item, "jobArn", "bedrock:ListModelCustomizationJobs"),
      );
      const raws = await mapConcurrently(arns, 4, (jobIdentifier) =>
        existing(source, "bedrock", "GetModelCustomizationJob", { jobIdentifier }),
      );
      yield batchOf("bedrock:GetModelCustomizationJob", raws.filter(isPresent), (raw) =>
        normalizeCustomizationJob(raw, source.scope),
      );
    }
  },
};

export function normalizeCustomizationJob(raw: unknown, scope: Scope): Batch {
  const job = RawJob.parse(raw);
  const key = job.jobArn;
  const to = (kind: Relationship["kind"], target: string | null | undefined): Relationship[] =>
    target ? [{ from: key, kind, to: target }] : [];
  return {
    resources: [
      {
        key,
        type: "aws.bedrock.customization-job",
        name: job.jobName,
        ...scope,
        tags: {},
        properties: { status: job.status ?? "Unknown", customization: job.customizationType ?? null },
        facets: {
          // Bedrock trains in an account of its own: the customer's code never runs, and the volume is not the customer's.
          networkIsolation: true,
          volumeCustomerKey: true,
          privateNetwork: job.vpcConfig !== undefined,
          outputCustomerKey: job.outputModelKmsKeyArn !== undefined,
        },
      },
    ],
    relationships: [
      ...to("runs-as", job.roleArn),
      ...to("trained-on", trainingBucket(job.trainingDataConfig, scope.region)),
      ...to("stores-artifacts-in", bucketOfS3Uri(job.outputDataConfig.s3Uri, scope.region)),
      ...to("produces", job.outputModelArn),
      ...to("encrypted-by", job.outputModelKmsKeyArn),
    ],
  };
}
