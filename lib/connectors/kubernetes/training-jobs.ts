import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { readServedKinds } from "./discovery.ts";
import { keyOf, serviceAccountKey } from "./keys.ts";
import { incomplete, listAll, parseEach } from "./listing.ts";
import { Metadata, tagsOf } from "./metadata.ts";
import { PodTemplate } from "./pod-spec.ts";
import { policyPermissions, readIsolation, type ReadIsolation } from "./policy-source.ts";
import { withUnknown } from "./undecidable.ts";

const group = "kubeflow.org";
/** https://www.kubeflow.org/docs/components/trainer/legacy-v1/ */
const kinds = [
  { kind: "PyTorchJob", plural: "pytorchjobs", specs: "pytorchReplicaSpecs" },
  { kind: "TFJob", plural: "tfjobs", specs: "tfReplicaSpecs" },
  { kind: "MPIJob", plural: "mpijobs", specs: "mpiReplicaSpecs" },
  { kind: "XGBoostJob", plural: "xgboostjobs", specs: "xgbReplicaSpecs" },
  { kind: "PaddleJob", plural: "paddlejobs", specs: "paddleReplicaSpecs" },
  { kind: "JAXJob", plural: "jaxjobs", specs: "jaxReplicaSpecs" },
] as const;

const Job = z.object({
  metadata: Metadata,
  spec: z.record(z.string(), z.unknown()),
});
const Replicas = z.record(z.string(), z.object({ template: PodTemplate }));

export const trainingJobs: Collector = {
  id: "training-jobs",
  title: "Kubeflow training jobs",
  per: "account",
  produces: ["kubernetes.training-job", "runs-as"],
  permissions: [...kinds.map(({ plural }) => `list ${plural}.${group}`), ...policyPermissions],
  collect: async function* (source) {
    const served = await readServedKinds(source);
    if (served.unknown) throw incomplete(served.unknown);
    if (!served.has(group)) return;
    const isolationFor = await readIsolation(source);
    for (const { kind, plural, specs } of kinds) {
      const raw = await listAll(source, group, plural, served.input(group));
      const schema = Job.transform(({ metadata, spec }, context) => {
        const replicas = Replicas.safeParse(spec[specs]);
        const templates = Object.values(replicas.data ?? {}).map(({ template }) => template);
        if (templates.length === 0) context.addIssue({ code: "custom", message: `It has no ${specs}` });
        return { kind, metadata, templates };
      });
      const { items, unparsed } = parseEach(`${group}:${plural}.list`, raw, schema);
      const batches = items.map((job) => normalizeTrainingJob(source.scope.account, job, isolationFor));
      yield {
        resources: batches.flatMap(({ resources }) => resources),
        relationships: batches.flatMap(({ relationships }) => relationships),
        unparsed,
      };
    }
  },
};

type TrainingJob = { kind: string; metadata: Metadata; templates: readonly PodTemplate[] };

export function normalizeTrainingJob(
  account: string,
  { kind, metadata, templates }: TrainingJob,
  isolationFor: ReadIsolation,
): Batch {
  const { namespace, name } = metadata;
  const key = keyOf(account, `${kind.toLowerCase()}s`, namespace, name);
  const isolations = templates.map((template) =>
    isolationFor({ metadata, podLabels: template.metadata.labels, spec: template.spec }),
  );
  const doubt = isolations.flatMap(({ unknownOf }) => unknownOf("egress") ?? [])[0] ?? null;
  const accounts = new Set(templates.map(({ spec }) => spec.serviceAccountName ?? "default"));
  const resource: Resource<"kubernetes.training-job"> = {
    key,
    type: "kubernetes.training-job",
    name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace,
      kind,
      images: [...new Set(templates.flatMap(({ spec }) => spec.containers.map(({ image }) => image)))],
    },
    facets: {
      networkIsolation: isolations.length > 0 && isolations.every(({ egress }) => egress),
      privateNetwork: true,
      // Volumes are the cloud's or the storage system's, and are told there.
      volumeCustomerKey: true,
      outputCustomerKey: true,
    },
    ...withUnknown({ "facets.networkIsolation": doubt }),
  };
  return {
    resources: [resource],
    relationships: [...accounts].map((serviceAccount) => ({
      from: key,
      kind: "runs-as",
      to: serviceAccountKey(account, namespace, serviceAccount),
    })),
  };
}
