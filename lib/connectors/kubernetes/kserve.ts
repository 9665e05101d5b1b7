import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { readServedKinds } from "./discovery.ts";
import { keyOf, serviceAccountKey } from "./keys.ts";
import { incomplete, listAll, parseEach } from "./listing.ts";
import { Metadata, tagsOf, word } from "./metadata.ts";
import { storeKeyOf } from "./served-model.ts";
import { workloadKeyOf } from "./server-record.ts";
import { undecidable, withUnknown } from "./undecidable.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

const group = "serving.kserve.io";
const call = `${group}:inferenceservices.list`;

const Model = z
  .object({ modelFormat: z.object({ name: word }).nullish(), storageUri: word })
  .nullish()
  .transform((value) => value ?? undefined);
const InferenceService = z.object({
  metadata: Metadata,
  spec: z.object({
    predictor: z.object({ serviceAccountName: word, model: Model }),
  }),
  status: z
    .object({ url: word })
    .nullish()
    .transform((value) => value ?? { url: undefined }),
});
type InferenceService = z.infer<typeof InferenceService>;

export const inferenceServices: Collector = {
  id: "inference-services",
  title: "KServe inference services",
  per: "account",
  produces: [
    "kubernetes.inference-service",
    "kubernetes.model",
    "serves",
    "stores-artifacts-in",
    "runs-as",
    "hosted-on",
  ],
  permissions: [`list inferenceservices.${group}`, ...workloadPermissions],
  collect: async function* (source) {
    const served = await readServedKinds(source);
    if (served.unknown) throw incomplete(served.unknown);
    if (!served.has(group)) return;
    const raw = await listAll(source, group, "inferenceservices", served.input(group));
    const { items, unparsed } = parseEach(call, raw, InferenceService);
    const workloads = await readWorkloads(source);
    const batches = items.map((item) =>
      normalizeInferenceService(source.scope.account, item, workloads.items),
    );
    yield {
      resources: batches.flatMap(({ resources }) => resources),
      relationships: batches.flatMap(({ relationships }) => relationships),
      unparsed,
    };
    if (workloads.unknown && unparsed.length === 0) throw incomplete(workloads.unknown);
  },
};

export function normalizeInferenceService(
  account: string,
  { metadata, spec, status }: InferenceService,
  workloads: readonly Workload[],
): Batch {
  const { namespace, name } = metadata;
  const { predictor } = spec;
  const key = keyOf(account, "inferenceservices", namespace, name);
  const modelFormat = predictor.model?.modelFormat?.name?.toLowerCase() ?? null;
  const storageUri = predictor.model?.storageUri ?? null;
  const isLocal =
    metadata.labels["networking.knative.dev/visibility"] === "cluster-local" ||
    metadata.labels["networking.kserve.io/visibility"] === "cluster-local" ||
    /\.svc(\.cluster\.local)?\/?$/.test(status.url ?? "");
  const resource: Resource<"kubernetes.inference-service"> = {
    key,
    type: "kubernetes.inference-service",
    name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: { namespace, modelFormat, storageUri, url: status.url ?? null },
    facets: { publicNetwork: false, keyAuthentication: false, logsRequests: false, customerKey: true },
    ...withUnknown({
      "facets.publicNetwork": isLocal
        ? null
        : undecidable(call, "Who reaches its address is decided by the gateway that KServe was set up with"),
      "facets.keyAuthentication": undecidable(call, "What callers are asked for is decided by its gateway"),
      "facets.logsRequests": undecidable(call, "Whether requests are logged is decided by its runtime"),
    }),
  };
  const model = storageUri === null ? null : modelOf(account, namespace, name, storageUri, modelFormat);
  const storeKey = storageUri === null ? null : storeKeyOf(storageUri);
  const relationships: Relationship[] = [
    {
      from: key,
      kind: "runs-as",
      to: serviceAccountKey(account, namespace, predictor.serviceAccountName ?? "default"),
    },
    ...workloads
      .filter(
        (workload) =>
          workload.metadata.namespace === namespace &&
          workload.podLabels["serving.kserve.io/inferenceservice"] === name,
      )
      .map((workload) => ({ from: key, kind: "hosted-on" as const, to: workloadKeyOf(account, workload) })),
    ...(model ? [{ from: key, kind: "serves" as const, to: model.key }] : []),
    ...(model && storeKey ? [{ from: model.key, kind: "stores-artifacts-in" as const, to: storeKey }] : []),
  ];
  return { resources: [resource, ...(model ? [model] : [])], relationships };
}

/** Formats that these runtimes load by unpickling, and those that hold numbers alone. */
const pickled = new Set(["sklearn", "pytorch", "joblib", "pickle", "mlflow", "paddle"]);
const safe = new Set(["onnx", "tensorflow", "xgboost", "lightgbm", "pmml", "triton", "safetensors", "gguf"]);

function modelOf(
  account: string,
  namespace: string,
  name: string,
  source: string,
  format: string | null,
): Resource<"kubernetes.model"> {
  const isHub = source.startsWith("hf://");
  return {
    key: keyOf(account, "models", namespace, `inferenceservice.${name}`),
    type: "kubernetes.model",
    name: source,
    account,
    region: null,
    tags: {},
    properties: {
      source,
      weightsFormat: weightsFormatOf(format ?? ""),
      revisionPinned: /@sha256:[0-9a-f]{64}$|:[0-9a-f]{40}$/.test(source),
    },
    facets: {
      origin: isHub ? "open-weight" : "custom",
      publisher: isHub ? (source.replace("hf://", "").split("/")[0] ?? null) : null,
      version: null,
      lifecycle: "unstated",
      customerKey: true,
    },
  };
}

function weightsFormatOf(format: string): "pickle" | "safe" | "unstated" {
  if (pickled.has(format)) return "pickle";
  return safe.has(format) ? "safe" : "unstated";
}
