import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { bucketsOf, comprehendEdges, comprehendName, Network } from "./comprehend-records.ts";
import { edgesFrom } from "./edges.ts";
import { newest, newestMax } from "./newest.ts";
import { isCustomerKey } from "./sagemaker-records.ts";

/** The kinds of analysis; each has a listing of its own, newest first. Not all of them have a volume. */
const kinds = [
  "DocumentClassification",
  "DominantLanguageDetection",
  "EntitiesDetection",
  "EventsDetection",
  "KeyPhrasesDetection",
  "PiiEntitiesDetection",
  "SentimentDetection",
  "TargetedSentimentDetection",
  "TopicsDetection",
] as const;
const withoutVolume: ReadonlySet<string> = new Set(["EventsDetection", "PiiEntitiesDetection"]);

/** One of any of the listings. */
const RawJob = z.object({
  JobArn: z.string(),
  JobName: z.string().optional(),
  JobStatus: z.string(),
  InputDataConfig: z.object({ S3Uri: z.string().optional() }).optional(),
  OutputDataConfig: z.object({ S3Uri: z.string().optional(), KmsKeyId: z.string().optional() }).optional(),
  DataAccessRoleArn: z.string().optional(),
  VolumeKmsKeyId: z.string().optional(),
  VpcConfig: Network,
});

export const comprehendJobs: Collector = {
  id: "comprehend-jobs",
  title: "Comprehend analysis jobs",
  per: "region",
  produces: ["aws.comprehend.job", "runs-as", "ingests", "stores-artifacts-in", "encrypted-by", "in-network"],
  permissions: kinds.map((kind) => `comprehend:List${kind}Jobs`),
  collect: async function* (source) {
    for (const kind of kinds) {
      const operation = `List${kind}Jobs`;
      const list = `${kind}JobPropertiesList`;
      const jobs = await newest(source, "comprehend", operation, list, { MaxResults: newestMax });
      yield batchOf(`comprehend:${operation}`, jobs, (raw) =>
        normalizeComprehendJob(raw, kind, source.scope),
      );
    }
  },
};

export function normalizeComprehendJob(raw: unknown, kind: string, scope: Scope): Batch {
  const job = RawJob.parse(raw);
  const key = job.JobArn;
  const output = job.OutputDataConfig;
  const hasNetwork = !withoutVolume.has(kind);
  return {
    resources: [
      {
        key,
        type: "aws.comprehend.job",
        name: job.JobName ?? comprehendName(key),
        ...scope,
        tags: {},
        properties: { status: job.JobStatus, kind },
        facets: {
          // Comprehend runs it in an account of its own, with no code of the customer's.
          networkIsolation: true,
          privateNetwork: !hasNetwork || job.VpcConfig !== undefined,
          volumeCustomerKey: !hasNetwork || isCustomerKey(job.VolumeKmsKeyId),
          outputCustomerKey: isCustomerKey(output?.KmsKeyId),
        },
      },
    ],
    relationships: [
      ...edgesFrom(key)("runs-as", job.DataAccessRoleArn),
      ...edgesFrom(key)("ingests", ...bucketsOf([job.InputDataConfig?.S3Uri], scope)),
      ...edgesFrom(key)("stores-artifacts-in", ...bucketsOf([output?.S3Uri], scope)),
      ...comprehendEdges(
        key,
        { network: job.VpcConfig, kmsKeys: [job.VolumeKmsKeyId, output?.KmsKeyId] },
        scope,
      ),
    ],
  };
}
