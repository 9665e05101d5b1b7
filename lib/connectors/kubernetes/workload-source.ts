import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { readServedKinds } from "./discovery.ts";
import { controllerOf, listOf, Metadata } from "./metadata.ts";
import { tryList, type Listed } from "./listing.ts";
import { PodSpec, PodTemplate } from "./pod-spec.ts";
import type { Owner } from "./pod-owner.ts";
import { ownerOfPod } from "./pod-owner.ts";

/** Whatever makes pods, as one thing: the controller a person wrote, or a pod by itself. */
export type Workload = {
  kind: string;
  metadata: Metadata;
  /** Labels of its pods, which services and policies select by. */
  podLabels: Readonly<Record<string, string>>;
  /** Of a running pod where there is one, for admission may have changed it; else of the template. */
  spec: PodSpec;
  /** Each image that runs, with the digest that was pulled. */
  pulled: readonly { image: string; imageID: string }[];
};

/** What makes pods, and why the list may be short. */
export type Workloads = { items: Workload[]; unknown: Unknown | null; unknowns: readonly Unknown[] };

const ContainerStatus = z.object({ image: z.string().default(""), imageID: z.string().default("") });
export const Pod = z.object({
  metadata: Metadata.extend({ creationTimestamp: z.string().default("") }),
  spec: PodSpec,
  status: z
    .object({
      phase: z.string().default(""),
      containerStatuses: listOf(ContainerStatus),
      initContainerStatuses: listOf(ContainerStatus),
    })
    .nullish()
    .transform((value) => value ?? { phase: "", containerStatuses: [], initContainerStatuses: [] }),
});
export type Pod = z.infer<typeof Pod>;

const templated = (template: z.ZodType<PodTemplate>) => z.object({ metadata: Metadata, template });
/** Reaches into the place where a kind keeps the template of its pods. */
const at = (...path: string[]) =>
  z.preprocess((object: unknown) => {
    if (typeof object !== "object" || object === null) return object;
    let template: unknown = object;
    for (const step of path)
      template = typeof template === "object" && template !== null ? Reflect.get(template, step) : undefined;
    const metadata: unknown = Reflect.get(object, "metadata");
    return { metadata, template };
  }, templated(PodTemplate));

type Controller = { kind: string; service: string; plural: string; schema: ReturnType<typeof at> };
const builtIn: readonly Controller[] = [
  { kind: "Deployment", service: "apps", plural: "deployments", schema: at("spec", "template") },
  { kind: "StatefulSet", service: "apps", plural: "statefulsets", schema: at("spec", "template") },
  { kind: "DaemonSet", service: "apps", plural: "daemonsets", schema: at("spec", "template") },
  { kind: "Job", service: "batch", plural: "jobs", schema: at("spec", "template") },
  {
    kind: "CronJob",
    service: "batch",
    plural: "cronjobs",
    schema: at("spec", "jobTemplate", "spec", "template"),
  },
];
/** Of others, only those whose pods serve models or run what a model wrote. */
const custom: readonly Controller[] = [
  {
    kind: "RayCluster",
    service: "ray.io",
    plural: "rayclusters",
    schema: at("spec", "headGroupSpec", "template"),
  },
  { kind: "Sandbox", service: "agents.x-k8s.io", plural: "sandboxes", schema: at("spec", "podTemplate") },
];

export const workloadPermissions = [
  "list pods",
  ...builtIn.map(({ service, plural }) => `list ${plural}.${service}`),
  ...custom.map(({ service, plural }) => `list ${plural}.${service}`),
];

/** Every workload of the cluster. What could not be listed is told, and nothing is thrown for it. */
export async function readWorkloads(source: Source): Promise<Workloads> {
  const served = await readServedKinds(source);
  const asked = [...builtIn, ...custom.filter(({ service }) => served.has(service))];
  const pods = await tryList(source, "core", "pods", Pod);
  const lists: { kind: string; listed: Listed<z.infer<Controller["schema"]>> }[] = [];
  for (const { kind, service, plural, schema } of asked)
    lists.push({ kind, listed: await tryList(source, service, plural, schema, served.input(service)) });
  const unknowns = [served.unknown, pods.unknown, ...lists.map(({ listed }) => listed.unknown)].flatMap(
    (unknown) => unknown ?? [],
  );
  const controllers = lists.flatMap(({ kind, listed }) =>
    listed.items
      // What another built-in controller made is that controller's: a cron job's jobs are not told beside it.
      .filter(({ metadata }) => !isBuiltIn(controllerOf(metadata)?.kind))
      .map(({ metadata, template }) => ({ kind, metadata, template })),
  );
  return { items: withPods(controllers, pods.items), unknown: unknowns[0] ?? null, unknowns };
}

const isBuiltIn = (kind: string | undefined): boolean =>
  builtIn.some((controller) => controller.kind === kind);

type Templated = { kind: string; metadata: Metadata; template: PodTemplate };

function withPods(controllers: readonly Templated[], pods: readonly Pod[]): Workload[] {
  const byOwner = Map.groupBy(pods, (pod) => ownerId(ownerOfPod(pod.metadata), pod.metadata.namespace));
  const workloads = controllers.map(({ kind, metadata, template }): Workload => {
    const id = ownerId({ kind, name: metadata.name }, metadata.namespace);
    const own = byOwner.get(id) ?? [];
    byOwner.delete(id);
    const newest = newestOf(own);
    return {
      kind,
      metadata,
      podLabels: newest?.metadata.labels ?? template.metadata.labels,
      spec: newest?.spec ?? template.spec,
      pulled: own.flatMap(pulledBy),
    };
  });
  const others = [...byOwner.values()].flatMap((own): Workload[] => {
    const newest = newestOf(own);
    if (!newest || newest.status.phase === "Succeeded" || newest.status.phase === "Failed") return [];
    const { kind, name } = ownerOfPod(newest.metadata);
    return [
      {
        kind,
        metadata: { ...newest.metadata, name },
        podLabels: newest.metadata.labels,
        spec: newest.spec,
        pulled: own.flatMap(pulledBy),
      },
    ];
  });
  return [...workloads, ...others];
}

const ownerId = ({ kind, name }: Owner, namespace: string): string => `${kind}/${namespace}/${name}`;

/** Pods of one controller may differ while it rolls out; the newest is what it is becoming. */
const newestOf = (pods: readonly Pod[]): Pod | undefined =>
  pods.toSorted(
    (a, b) =>
      Number(isRayWorker(a)) - Number(isRayWorker(b)) ||
      Number(isOver(a)) - Number(isOver(b)) ||
      b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp) ||
      a.metadata.name.localeCompare(b.metadata.name),
  )[0];

const isOver = ({ status: { phase } }: Pod): boolean => phase === "Succeeded" || phase === "Failed";

/** A Ray cluster answers at its head; its workers only join. */
const isRayWorker = ({ metadata: { labels } }: Pod): boolean => labels["ray.io/node-type"] === "worker";

const pulledBy = ({ status }: Pod): Workload["pulled"] => [
  ...status.containerStatuses,
  ...status.initContainerStatuses,
];
