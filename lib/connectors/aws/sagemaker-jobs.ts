import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { newest, newestFirstInCapitals } from "./newest.ts";
import type { Answer } from "./pages.ts";
import {
  normalizeAutoMlJob,
  normalizeCompilationJob,
  normalizeHumanReviewFlow,
  normalizeProcessingJob,
  normalizeTransformJob,
  normalizeTuningJob,
} from "./sagemaker-job-records.ts";

/** How each kind of job is listed, named and read. */
const kinds = [
  { what: "ProcessingJob", list: "ProcessingJobSummaries", normalize: normalizeProcessingJob },
  { what: "TransformJob", list: "TransformJobSummaries", normalize: normalizeTransformJob },
  {
    what: "HyperParameterTuningJob",
    list: "HyperParameterTuningJobSummaries",
    normalize: normalizeTuningJob,
  },
  { what: "CompilationJob", list: "CompilationJobSummaries", normalize: normalizeCompilationJob },
  { what: "AutoMLJob", list: "AutoMLJobSummaries", describe: "AutoMLJobV2", normalize: normalizeAutoMlJob },
  { what: "FlowDefinition", list: "FlowDefinitionSummaries", normalize: normalizeHumanReviewFlow },
] as const;

export const sagemakerJobs: Collector = {
  id: "sagemaker-jobs",
  title: "SageMaker processing, transform, tuning, compilation and AutoML jobs, and human review",
  per: "region",
  produces: [
    "aws.sagemaker.processing-job",
    "aws.sagemaker.transform-job",
    "aws.sagemaker.tuning-job",
    "aws.sagemaker.compilation-job",
    "aws.sagemaker.automl-job",
    "aws.sagemaker.human-review-flow",
    "runs-as",
    "encrypted-by",
    "in-network",
    "pulls-image",
    "ingests",
    "trained-on",
    "stores-artifacts-in",
  ],
  permissions: kinds.flatMap((kind) => [
    `sagemaker:List${kind.what}s`,
    `sagemaker:Describe${"describe" in kind ? kind.describe : kind.what}`,
  ]),
  collect: async function* (source) {
    for (const kind of kinds) {
      const operation = `Describe${"describe" in kind ? kind.describe : kind.what}`;
      const raws = await newestOf(source, kind.what, kind.list, operation);
      yield batchOf(`sagemaker:${operation}`, raws, (raw) => kind.normalize(raw, source.scope));
    }
  },
};

/** Flow definitions are listed by their creation alone, and take no other order. */
const orderOf = (what: string): Answer =>
  what === "FlowDefinition" ? { SortOrder: "Descending", MaxResults: 100 } : newestFirstInCapitals;

async function newestOf(source: Source, what: string, list: string, operation: string): Promise<Answer[]> {
  const listing = `List${what}s`;
  const found = await newest(source, "sagemaker", listing, list, orderOf(what));
  const raws = await mapConcurrently(found, 4, (item) =>
    existing(source, "sagemaker", operation, {
      [`${what}Name`]: textOf(item, `${what}Name`, `sagemaker:${listing}`),
    }),
  );
  return raws.filter(isPresent);
}
