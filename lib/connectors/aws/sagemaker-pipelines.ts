import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { fromJson } from "./from-json.ts";
import { detail, itemsOf, markUnknown, pages, type Answer } from "./pages.ts";
import { described, type Described } from "./sagemaker-records.ts";

/** `DescribePipeline`. */
const RawPipeline = z.object({
  PipelineArn: z.string(),
  PipelineName: z.string(),
  PipelineStatus: z.string().optional(),
  RoleArn: z.string().optional(),
  PipelineDefinition: z.string().optional(),
});
/** One of `ListPipelineExecutions`. */
const RawExecution = z.object({ StartTime: z.string().optional(), PipelineExecutionStatus: z.string() });

/** A setting of a step may be a text or a reference that is filled in when the pipeline runs: either is one. */
const setting = z.unknown().optional();
const Step = z.object({
  Name: z.string(),
  Type: z.string(),
  Arguments: z
    .object({
      VpcConfig: setting,
      NetworkConfig: z.object({ VpcConfig: setting }).optional(),
      OutputDataConfig: z.object({ KmsKeyId: setting }).optional(),
      ProcessingOutputConfig: z.object({ KmsKeyId: setting }).optional(),
      TransformOutput: z.object({ KmsKeyId: setting }).optional(),
      ModelApprovalStatus: setting,
    })
    .optional(),
});
type Step = z.infer<typeof Step>;
const Definition = z.object({ Steps: z.array(z.unknown()) });

export const sagemakerPipelines: Collector = {
  id: "sagemaker-pipelines",
  title: "SageMaker pipelines",
  per: "region",
  produces: ["aws.sagemaker.pipeline", "runs-as"],
  permissions: [
    "sagemaker:ListPipelines",
    "sagemaker:DescribePipeline",
    "sagemaker:ListPipelineExecutions",
    "sagemaker:ListTags",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListPipelines")) {
      const pipelines = await described(source, page, {
        list: "PipelineSummaries",
        name: "PipelineName",
        arn: "PipelineArn",
        operation: "DescribePipeline",
      });
      const parts = await mapConcurrently(pipelines, 4, async (pipeline) => {
        const PipelineName = RawPipeline.safeParse(pipeline.raw).data?.PipelineName ?? "";
        const input = { PipelineName, SortBy: "CreationTime", SortOrder: "Descending", MaxResults: 1 };
        const executions = await detail(
          source,
          "sagemaker",
          "ListPipelineExecutions",
          input,
          pipeline.unknowns,
          ["facets.lastFailedAt"],
        );
        return { ...pipeline, executions };
      });
      yield batchOf("sagemaker:DescribePipeline", parts, (part) => normalizePipeline(part, source.scope));
    }
  },
};

export function normalizePipeline(parts: Described & { executions: Answer | null }, scope: Scope): Batch {
  const pipeline = RawPipeline.parse(parts.raw);
  const steps = stepsOf(pipeline.PipelineDefinition);
  const unknowns = { ...parts.unknowns };
  if (steps === null) markUnknown(unknowns, definitionPaths, unreadable);
  const [latest] = itemsOf(parts.executions ?? {}, "PipelineExecutionSummaries").map((raw) =>
    RawExecution.parse(raw),
  );
  const key = pipeline.PipelineArn;
  const jobs = (steps ?? []).filter(({ Type }) => jobTypes.has(Type));
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.pipeline" as const,
          name: pipeline.PipelineName,
          ...scope,
          tags: parts.tags,
          properties: {
            status: pipeline.PipelineStatus ?? "Unknown",
            steps: (steps ?? []).map(({ Type }) => Type),
            selfApprovingSteps: (steps ?? [])
              .filter(({ Arguments }) => Arguments?.ModelApprovalStatus === "Approved")
              .map(({ Name }) => Name),
          },
          facets: {
            customerKey: jobs.every(hasKey),
            privateNetwork: jobs.every(hasNetwork),
            lastFailedAt: latest?.PipelineExecutionStatus === "Failed" ? (latest.StartTime ?? null) : null,
          },
        },
        unknowns,
      ),
    ],
    relationships: edgesFrom(key)("runs-as", pipeline.RoleArn),
  };
}

const definitionPaths = [
  "properties.steps",
  "properties.selfApprovingSteps",
  "facets.customerKey",
  "facets.privateNetwork",
];
const unreadable = {
  reason: "unsupported" as const,
  call: "sagemaker:DescribePipeline",
  permission: null,
  message: "The definition of the pipeline is not in the answer, or is no JSON that names its steps",
};

/** A step of which nothing is known here is none that these questions are about. */
function stepsOf(definition: string | undefined): Step[] | null {
  const parsed = Definition.safeParse(fromJson(definition ?? ""));
  return parsed.success ? parsed.data.Steps.flatMap((raw) => Step.safeParse(raw).data ?? []) : null;
}

/** Steps that start a job with a network and an output of its own. */
const jobTypes: ReadonlySet<string> = new Set(["Training", "Processing"]);

const hasNetwork = ({ Arguments: given }: Step): boolean =>
  Boolean(given?.VpcConfig ?? given?.NetworkConfig?.VpcConfig);

const hasKey = ({ Arguments: given }: Step): boolean =>
  Boolean(given?.OutputDataConfig?.KmsKeyId ?? given?.ProcessingOutputConfig?.KmsKeyId);
