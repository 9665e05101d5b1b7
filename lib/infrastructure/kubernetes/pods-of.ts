import { asRecord, isRecord, valueAt } from "../record.ts";
import type { ManifestObject } from "./manifest-object.ts";

/** Where a kind keeps the settings of its pods. */
const specPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
  RayCluster: ["spec", "headGroupSpec", "template", "spec"],
  Sandbox: ["spec", "podTemplate", "spec"],
  SandboxTemplate: ["spec", "podTemplate", "spec"],
  InferenceService: ["spec", "predictor"],
};
const usual = ["spec", "template", "spec"];

export function podSpecOf({ kind, body }: ManifestObject): Readonly<Record<string, unknown>> | null {
  const spec = valueAt(body, ...(specPaths[kind] ?? usual));
  return isRecord(spec) && Array.isArray(spec["containers"]) ? spec : null;
}

/** Controllers whose templates the collectors read by themselves. */
const read = new Set([
  "Pod",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "RayCluster",
  "Sandbox",
  "SandboxTemplate",
]);

/** A pod as any other controller will make it, for it is by its pods that such a one is known. */
export function impliedPod(object: ManifestObject): Readonly<Record<string, unknown>> | null {
  const spec = read.has(object.kind) ? null : podSpecOf(object);
  if (!spec) return null;
  const labels = {
    ...asRecord(valueAt(object.body, "spec", "template", "metadata", "labels")),
    ...(object.kind === "InferenceService" ? { "serving.kserve.io/inferenceservice": object.name } : {}),
  };
  return {
    metadata: {
      name: object.name,
      namespace: object.namespace,
      labels,
      ownerReferences: [{ kind: object.kind, name: object.name, controller: true }],
    },
    spec,
  };
}
