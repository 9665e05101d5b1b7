import type { Resource, ResourceType } from "#lib/domain/resource.ts";

import type { AccessKind } from "../access.ts";
import type { Attributes } from "./rule.ts";

/** One request that amounts to a kind of access. */
export type KubernetesQuestion = {
  kind: AccessKind;
  /** How it comes to that, where it is not the plain way. */
  how: string | null;
  request: (resource: Resource) => Attributes;
};

type Place = { namespace: string | null; name: string };
/** Keys end in the namespace and the name; what stands in none has a shorter one. */
export function placeOf({ key }: Resource): Place {
  const parts = key.split("/");
  const name = parts.at(-1) ?? "";
  return { namespace: parts.length > 3 ? (parts[2] ?? null) : null, name };
}

const on =
  (group: string, resource: string) =>
  (kind: AccessKind, ...verbs: string[]): KubernetesQuestion[] =>
    verbs.map((verb) => ({
      kind,
      how: null,
      request: (found) => ({ verb, group, resource, ...placeOf(found) }),
    }));

/** In the namespace of the resource, whatever it is called. */
const inNamespace = (
  kind: AccessKind,
  how: string,
  verb: string,
  group: string,
  resource: string,
): KubernetesQuestion => ({
  kind,
  how,
  request: (found) => ({ verb, group, resource, namespace: placeOf(found).namespace, name: null }),
});

const secrets = on("", "secrets");
const accounts = on("", "serviceaccounts");
const inference = on("serving.kserve.io", "inferenceservices");

export const podMakers: readonly (readonly [group: string, resource: string])[] = [
  ["", "pods"],
  ["", "replicationcontrollers"],
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["apps", "replicasets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
];

const runsCommands = (kind: AccessKind): KubernetesQuestion =>
  inNamespace(kind, "by running commands in its pods", "create", "", "pods/exec");

/** A server is known by what runs it: `deployment.name`. */
const ownerKinds: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  pod: ["", "pods"],
  deployment: ["apps", "deployments"],
  statefulset: ["apps", "statefulsets"],
  daemonset: ["apps", "daemonsets"],
  job: ["batch", "jobs"],
  cronjob: ["batch", "cronjobs"],
};

function changesOwner(kind: AccessKind, ...verbs: string[]): KubernetesQuestion[] {
  return verbs.map((verb) => ({
    kind,
    how: null,
    request: (found) => {
      const { namespace, name } = placeOf(found);
      const [owner = "", rest] = name.includes(".") ? name.split(/\.(.*)/s) : [singularOf(found), name];
      const [group, resource] = ownerKinds[owner] ?? ["", "pods"];
      return { verb, group, resource, namespace, name: rest ?? name };
    },
  }));
}

/** A workload's key names its kind in the plural. */
const singularOf = ({ key }: Resource): string => (key.split("/")[1] ?? "").replace(/s$/, "");

const run = [...changesOwner("can-manage", "update", "patch", "delete"), runsCommands("can-manage")];
const server: readonly KubernetesQuestion[] = [...run, runsCommands("can-read"), runsCommands("can-write")];

const asked: Readonly<Partial<Record<ResourceType, readonly KubernetesQuestion[]>>> = {
  "kubernetes.secret": [
    ...secrets("can-read", "get", "list", "watch"),
    ...secrets("can-manage", "update", "patch", "delete"),
  ],
  "kubernetes.service-account": [
    ...on("", "serviceaccounts/token")("can-assume", "create"),
    ...accounts("can-assume", "impersonate"),
    ...podMakers.map(([group, resource]) =>
      inNamespace("can-pass", "by making pods that run as it", "create", group, resource),
    ),
    ...accounts("can-manage", "update", "patch", "delete"),
  ],
  "kubernetes.subject": [
    {
      kind: "can-assume",
      how: null,
      request: (found) => ({
        verb: "impersonate",
        group: "",
        resource: found.key.split("/")[1] === "groups" ? "groups" : "users",
        namespace: null,
        name: found.name,
      }),
    },
  ],
  "kubernetes.workload": run,
  "kubernetes.model-server": run,
  "kubernetes.mcp-server": run,
  "kubernetes.notebook": run,
  "kubernetes.llm-gateway": run,
  "kubernetes.model-registry": server,
  "kubernetes.vector-store": server,
  "kubernetes.model": server,
  "kubernetes.agent-sandbox": [runsCommands("can-manage")],
  "kubernetes.inference-service": inference("can-manage", "update", "patch", "delete"),
};

const nothing: readonly KubernetesQuestion[] = [];
export const kubernetesQuestionsOf = (type: ResourceType): readonly KubernetesQuestion[] =>
  asked[type] ?? nothing;
