import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { knowledgeBaseKey, modelKey } from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { newest, newestFirst } from "./newest.ts";
import { detail, type Answer, type Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";

/** One of `ListEvaluationJobs`. */
const RawSummary = z.object({
  jobArn: z.string(),
  jobName: z.string(),
  status: z.string(),
  jobType: z.string(),
  evaluationTaskTypes: z.array(z.string()).default([]),
  modelIdentifiers: z.array(z.string()).default([]),
  ragIdentifiers: z.array(z.string()).default([]),
});
/** `GetEvaluationJob`. */
const Metrics = z.object({ metricNames: z.array(z.string()).default([]) });
const RawJob = z.object({
  roleArn: z.string().optional(),
  customerEncryptionKeyId: z.string().optional(),
  evaluationConfig: z.object({
    automated: z.object({ datasetMetricConfigs: z.array(Metrics).default([]) }).optional(),
    human: z.object({ datasetMetricConfigs: z.array(Metrics).default([]) }).optional(),
  }),
  outputDataConfig: z.object({ s3Uri: z.string() }).optional(),
  lastModifiedTime: z.string().optional(),
});

export const bedrockEvaluationJobs: Collector = {
  id: "bedrock-evaluation-jobs",
  title: "Bedrock evaluation jobs",
  per: "region",
  produces: ["aws.bedrock.evaluation-job", "monitored-by", "runs-as", "encrypted-by", "stores-artifacts-in"],
  permissions: ["bedrock:ListEvaluationJobs", "bedrock:GetEvaluationJob"],
  collect: async function* (source) {
    const summaries = await newest(source, "bedrock", "ListEvaluationJobs", "jobSummaries", newestFirst);
    const parts = await mapConcurrently(summaries, 4, (summary) => job(source, summary));
    yield batchOf("bedrock:ListEvaluationJobs", parts, (part) => normalizeEvaluationJob(part, source.scope));
  },
};

const wholePaths = [
  "properties.customerKey",
  "facets.finishedAt",
  "facets.measures",
  "relationships.runs-as",
  "relationships.encrypted-by",
  "relationships.stores-artifacts-in",
];

async function job(source: Source, summary: unknown) {
  const unknowns: Unknowns = {};
  const jobIdentifier = textOf(summary, "jobArn", "bedrock:ListEvaluationJobs");
  const whole = await detail(source, "bedrock", "GetEvaluationJob", { jobIdentifier }, unknowns, wholePaths);
  return { summary, whole, unknowns };
}

export function normalizeEvaluationJob(
  parts: { summary: unknown; whole: Answer | null; unknowns: Unknowns },
  scope: Scope,
): Batch {
  const summary = RawSummary.parse(parts.summary);
  const whole = parts.whole ? RawJob.parse(parts.whole) : null;
  const key = summary.jobArn;
  const { automated, human } = whole?.evaluationConfig ?? {};
  const configs = [...(automated?.datasetMetricConfigs ?? []), ...(human?.datasetMetricConfigs ?? [])];
  const evaluated = [
    ...summary.modelIdentifiers.map((id) => modelKey(id, scope)),
    ...summary.ragIdentifiers.map((id) => (id.startsWith("arn:") ? id : knowledgeBaseKey(id, scope))),
  ];
  const edges = edgesFrom(key);
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.bedrock.evaluation-job" as const,
          name: summary.jobName,
          ...scope,
          tags: {},
          properties: {
            status: summary.status,
            judgedBy: summary.jobType,
            tasks: summary.evaluationTaskTypes,
            customerKey: whole?.customerEncryptionKeyId !== undefined,
          },
          facets: {
            finishedAt: summary.status === "Completed" ? (whole?.lastModifiedTime ?? null) : null,
            measures: [...new Set(configs.flatMap(({ metricNames }) => metricNames))],
          },
        },
        parts.unknowns,
      ),
    ],
    relationships: [
      ...evaluated.map((from): Relationship => ({ from, kind: "monitored-by", to: key })),
      ...edges("runs-as", whole?.roleArn),
      ...edges("encrypted-by", encryptingKey(whole?.customerEncryptionKeyId, scope)),
      ...edges("stores-artifacts-in", bucketOfS3Uri(whole?.outputDataConfig?.s3Uri, scope.region)),
    ],
  };
}
