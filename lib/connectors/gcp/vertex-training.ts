import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { bucketKeyOfUri, repositoryKeyOfImage, serviceAccountKey } from "./names.ts";
import { networkKey } from "./networks.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexCollector, vertexIdentity, vertexKey } from "./vertex.ts";

const Container = z.object({
  imageUri: z.string().optional(),
  args: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
});
/** Google's own container with the customer's package in it. */
const PythonPackage = Container.omit({ imageUri: true, command: true }).extend({
  executorImageUri: z.string().optional(),
  packageUris: z.array(z.string()).default([]),
});
const JobSpec = z.object({
  workerPoolSpecs: z
    .array(z.object({ containerSpec: Container.optional(), pythonPackageSpec: PythonPackage.optional() }))
    .default([]),
  serviceAccount: z.string().optional(),
  network: z.string().optional(),
  /** The newer way into a network, in place of peering. */
  pscInterfaceConfig: z.object({ networkAttachment: z.string().optional() }).optional(),
  baseOutputDirectory: z.object({ outputUriPrefix: z.string().optional() }).optional(),
});
type JobSpec = z.infer<typeof JobSpec>;

const TrainingPipeline = z.object({
  ...vertexBase,
  state: z.string().default("PIPELINE_STATE_UNSPECIFIED"),
  inputDataConfig: z.object({ datasetId: z.string().optional() }).optional(),
  /** Its shape depends on the task; only custom training describes containers. */
  trainingTaskInputs: JobSpec.catch({ workerPoolSpecs: [] }).optional(),
  modelToUpload: z.object({ name: z.string().optional() }).optional(),
});
const CustomJob = z.object({
  ...vertexBase,
  state: z.string().default("JOB_STATE_UNSPECIFIED"),
  jobSpec: JobSpec.default({ workerPoolSpecs: [] }),
});

const relationships = [
  "runs-as",
  "trained-on",
  "stores-artifacts-in",
  "pulls-image",
  "encrypted-by",
  "in-network",
] as const;

export const vertexTrainingPipelines = vertexCollector({
  id: "vertex-training-pipelines",
  title: "Training pipelines",
  collection: "trainingPipelines",
  produces: ["gcp.aiplatform.training-pipeline", "produces", ...relationships],
  normalize: normalizeTrainingPipeline,
});
export const vertexCustomJobs = vertexCollector({
  id: "vertex-custom-jobs",
  title: "Custom training jobs",
  collection: "customJobs",
  produces: ["gcp.aiplatform.custom-job", ...relationships],
  normalize: normalizeCustomJob,
});

/** A pipeline knows both its data and its model, so it tells what the model was trained on. */
export function normalizeTrainingPipeline(raw: unknown, scope: Scope): Batch {
  const pipeline = TrainingPipeline.parse(raw);
  const spec = pipeline.trainingTaskInputs ?? { workerPoolSpecs: [] };
  const kmsKey = kmsKeyName(pipeline.encryptionSpec);
  const resource: Resource<"gcp.aiplatform.training-pipeline"> = {
    ...vertexIdentity(pipeline, scope),
    type: "gcp.aiplatform.training-pipeline",
    properties: { state: pipeline.state, serviceAccount: spec.serviceAccount ?? null },
    facets: facetsOf(spec, kmsKey),
  };
  const datasetId = pipeline.inputDataConfig?.datasetId;
  const dataset = datasetId
    ? [vertexKey(pipeline.name.replace(/\/trainingPipelines\/.*$/, `/datasets/${datasetId}`), scope)]
    : [];
  const inputs = [...dataset, ...inputBuckets(spec)];
  const model = pipeline.modelToUpload?.name;
  const ofModel: Relationship[] = model
    ? [
        { from: resource.key, kind: "produces", to: vertexKey(model, scope, pipeline.name) },
        ...inputs.map((to) => ({
          from: vertexKey(model, scope, pipeline.name),
          kind: "trained-on" as const,
          to,
          reason: `Training pipeline ${resource.name}`,
        })),
      ]
    : [];
  return {
    resources: [resource],
    relationships: [...relationshipsOf(resource.key, spec, inputs, kmsKey, scope), ...ofModel],
  };
}

export function normalizeCustomJob(raw: unknown, scope: Scope): Batch {
  const job = CustomJob.parse(raw);
  const kmsKey = kmsKeyName(job.encryptionSpec);
  const resource: Resource<"gcp.aiplatform.custom-job"> = {
    ...vertexIdentity(job, scope),
    type: "gcp.aiplatform.custom-job",
    properties: { state: job.state, serviceAccount: job.jobSpec.serviceAccount ?? null },
    facets: facetsOf(job.jobSpec, kmsKey),
  };
  const inputs = inputBuckets(job.jobSpec);
  return {
    resources: [resource],
    relationships: relationshipsOf(resource.key, job.jobSpec, inputs, kmsKey, scope),
  };
}

// One key of the job covers its disks and its output; Vertex has no switch that cuts a job off from the network.
const facetsOf = (spec: JobSpec, kmsKey: string | null) => ({
  networkIsolation: hasNetwork(spec),
  privateNetwork: hasNetwork(spec),
  volumeCustomerKey: kmsKey !== null,
  outputCustomerKey: kmsKey !== null,
});

const hasNetwork = ({ network, pscInterfaceConfig }: JobSpec): boolean =>
  Boolean(network) || Boolean(pscInterfaceConfig?.networkAttachment);

function relationshipsOf(
  from: string,
  spec: JobSpec,
  inputs: readonly string[],
  kmsKey: string | null,
  scope: Scope,
): Relationship[] {
  const output = bucketKeyOfUri(spec.baseOutputDirectory?.outputUriPrefix);
  const images = spec.workerPoolSpecs.map(({ containerSpec, pythonPackageSpec }) =>
    repositoryKeyOfImage(containerSpec?.imageUri ?? pythonPackageSpec?.executorImageUri),
  );
  const network = networkKey(spec.network, scope.account);
  return [
    ...encryptedBy(from, kmsKey),
    ...(network ? [{ from, kind: "in-network" as const, to: network }] : []),
    ...inputs.map((to) => ({ from, kind: "trained-on" as const, to })),
    ...(output ? [{ from, kind: "stores-artifacts-in" as const, to: output }] : []),
    ...[...new Set(images)].flatMap((to) => (to ? [{ from, kind: "pulls-image" as const, to }] : [])),
    ...(spec.serviceAccount
      ? [{ from, kind: "runs-as" as const, to: serviceAccountKey(spec.serviceAccount, scope.account) }]
      : []),
  ];
}

/** Buckets that arguments and environment name, other than where the output goes. */
function inputBuckets(spec: JobSpec): string[] {
  const output = bucketKeyOfUri(spec.baseOutputDirectory?.outputUriPrefix);
  const words = spec.workerPoolSpecs.flatMap(({ containerSpec, pythonPackageSpec }) => [
    ...(containerSpec?.command ?? []),
    ...[containerSpec, pythonPackageSpec].flatMap((part) => [
      ...(part?.args ?? []),
      ...(part?.env ?? []).map(({ value }) => value ?? ""),
    ]),
  ]);
  const buckets = words
    .flatMap((word) => word.match(/gs:\/\/[a-z0-9][a-z0-9._-]+/g) ?? [])
    .map(bucketKeyOfUri);
  return [...new Set(buckets)].filter((key): key is string => key !== null && key !== output);
}
