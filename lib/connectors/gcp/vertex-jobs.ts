import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf } from "./assets.ts";
import { bucketKeyOfUri, locationOf, serviceAccountKey } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity, vertexKey } from "./vertex.ts";

const Dataset = z.object({ trainingDatasetUri: z.string().optional() }).optional();
const TuningJob = assetOf(
  z.object({
    ...vertexBase,
    tunedModelDisplayName: z.string().optional(),
    state: z.string().default("JOB_STATE_UNSPECIFIED"),
    baseModel: z.string().optional(),
    preTunedModel: z.object({ tunedModelName: z.string().optional() }).optional(),
    serviceAccount: z.string().optional(),
    supervisedTuningSpec: Dataset,
    preferenceOptimizationSpec: Dataset,
    tunedModel: z.object({ model: z.string().optional() }).optional(),
  }),
);
const HyperparameterTuningJob = assetOf(
  z.object({
    ...vertexBase,
    state: z.string().default("JOB_STATE_UNSPECIFIED"),
    trialJobSpec: z
      .object({
        serviceAccount: z.string().optional(),
        network: z.string().optional(),
        baseOutputDirectory: z.object({ outputUriPrefix: z.string().optional() }).optional(),
      })
      .prefault({}),
  }),
);

/** Jobs that change a model's weights or choose its settings, beside training itself. */
export const vertexJobs = assetCollector({
  id: "vertex-jobs",
  title: "Tuning jobs",
  produces: [
    "gcp.aiplatform.tuning-job",
    "gcp.aiplatform.hyperparameter-tuning-job",
    "runs-as",
    "trained-on",
    "produces",
    "stores-artifacts-in",
    "encrypted-by",
  ],
  types: {
    "aiplatform.googleapis.com/TuningJob": normalizeTuningJob,
    "aiplatform.googleapis.com/HyperparameterTuningJob": normalizeHyperparameterTuningJob,
  },
});

const placed = (scope: Scope, name: string): Scope => ({ ...scope, region: locationOf(name) });
const runsAs = (from: string, email: string | undefined, { account }: Scope): Relationship[] =>
  email ? [{ from, kind: "runs-as", to: serviceAccountKey(email, account) }] : [];

/** Google runs the tuning on machines of its own, where no network can be chosen: both are stated as safe. */
export function normalizeTuningJob(raw: unknown, scope: Scope): Batch {
  const job = TuningJob.parse(raw).resource.data;
  const kmsKey = kmsKeyName(job.encryptionSpec);
  const identity = vertexIdentity(job, placed(scope, job.name));
  const resource: Resource<"gcp.aiplatform.tuning-job"> = {
    ...identity,
    name: job.tunedModelDisplayName ?? identity.name,
    type: "gcp.aiplatform.tuning-job",
    properties: {
      state: job.state,
      baseModel: job.baseModel ?? job.preTunedModel?.tunedModelName ?? null,
      serviceAccount: job.serviceAccount ?? null,
      kmsKey,
    },
    facets: {
      networkIsolation: true,
      privateNetwork: true,
      volumeCustomerKey: kmsKey !== null,
      outputCustomerKey: kmsKey !== null,
    },
  };
  const { key } = resource;
  const data = bucketKeyOfUri(
    job.supervisedTuningSpec?.trainingDatasetUri ?? job.preferenceOptimizationSpec?.trainingDatasetUri,
  );
  const model = job.tunedModel?.model ? vertexKey(job.tunedModel.model, scope, job.name) : null;
  return {
    resources: [resource],
    relationships: [
      ...encryptedBy(key, kmsKey),
      ...runsAs(key, job.serviceAccount, scope),
      ...(data ? [{ from: key, kind: "trained-on" as const, to: data }] : []),
      ...(model ? [{ from: key, kind: "produces" as const, to: model }] : []),
      ...(model && data
        ? [{ from: model, kind: "trained-on" as const, to: data, reason: `Tuning job ${resource.name}` }]
        : []),
    ],
  };
}

export function normalizeHyperparameterTuningJob(raw: unknown, scope: Scope): Batch {
  const job = HyperparameterTuningJob.parse(raw).resource.data;
  const { serviceAccount, network, baseOutputDirectory } = job.trialJobSpec;
  const kmsKey = kmsKeyName(job.encryptionSpec);
  const resource: Resource<"gcp.aiplatform.hyperparameter-tuning-job"> = {
    ...vertexIdentity(job, placed(scope, job.name)),
    type: "gcp.aiplatform.hyperparameter-tuning-job",
    properties: { state: job.state, serviceAccount: serviceAccount ?? null },
    facets: {
      networkIsolation: Boolean(network),
      privateNetwork: Boolean(network),
      volumeCustomerKey: kmsKey !== null,
      outputCustomerKey: kmsKey !== null,
    },
  };
  const output = bucketKeyOfUri(baseOutputDirectory?.outputUriPrefix);
  return {
    resources: [resource],
    relationships: [
      ...encryptedBy(resource.key, kmsKey),
      ...runsAs(resource.key, serviceAccount, scope),
      ...(output ? [{ from: resource.key, kind: "stores-artifacts-in" as const, to: output }] : []),
    ],
  };
}
