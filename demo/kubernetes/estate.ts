import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import {
  clusterName,
  controller,
  pod,
  systemUid,
  type App,
  type KubernetesObject,
  type Variant,
} from "./builders.ts";
import {
  devChatAccounts,
  devChatApps,
  devChatBindings,
  devChatIngress,
  devChatPolicies,
  devChatSecrets,
  devChatServices,
} from "./dev-chat.ts";
import {
  clusterBindings,
  clusterRoles,
  nodes,
  platformAccounts,
  platformApps,
  platformNamespaces,
  platformPolicies,
  platformSecrets,
  platformServices,
  roleBindings,
  roles,
} from "./platform.ts";

/** What the API server of the developers' cluster answers, as it is and once it is fixed. */
export function answer({ service, operation }: ProviderCall, variant: Variant): unknown {
  const [plural = ""] = operation.split(".");
  switch (`${service}:${operation}`) {
    case "kubeconfig:config.view":
      return {
        "current-context": clusterName,
        clusters: [
          { name: clusterName, cluster: { server: "https://kube.dev.acme-insurance.example:6443" } },
        ],
      };
    case "core:namespaces.get":
      return { kind: "Namespace", apiVersion: "v1", metadata: { name: "kube-system", uid: systemUid } };
    case "version:version.get":
      return { major: "1", minor: "34", gitVersion: "v1.34.1", platform: "linux/amd64" };
    case "apis:apis.list":
      return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(toGroup) };
    case "core:secrets.list":
      return table([...devChatSecrets, ...platformSecrets]);
    default: {
      const items = objectsOf(`${service}/${plural}`, variant);
      if (!items)
        throw new ProviderError(
          "not-found",
          { service, operation },
          "the server could not find the requested resource",
        );
      return { kind: "List", apiVersion: "v1", metadata: { resourceVersion: "48151623" }, items };
    }
  }
}

/** An operator, the gateway API and a network plugin are installed; nobody uses them yet. */
const groups = [
  "apps",
  "batch",
  "networking.k8s.io",
  "rbac.authorization.k8s.io",
  "gateway.networking.k8s.io",
  "cilium.io",
  "serving.kserve.io",
  "kubeflow.org",
  "ray.io",
  "agents.x-k8s.io",
  "extensions.agents.x-k8s.io",
];
const versions: Readonly<Record<string, string>> = {
  "cilium.io": "v2",
  "serving.kserve.io": "v1beta1",
  "agents.x-k8s.io": "v1alpha1",
  "extensions.agents.x-k8s.io": "v1alpha1",
};
const toGroup = (name: string) => {
  const version = versions[name] ?? "v1";
  const groupVersion = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [groupVersion], preferredVersion: groupVersion };
};

const table = (rows: readonly object[]) => ({
  kind: "Table",
  apiVersion: "meta.k8s.io/v1",
  metadata: { resourceVersion: "48151623" },
  columnDefinitions: ["Name", "Type", "Data", "Age"].map((name) => ({ name })),
  rows,
});

const appsOf = (variant: Variant): App[] => [...devChatApps(variant), ...platformApps];
const made = (kind: string, variant: Variant): KubernetesObject[] =>
  appsOf(variant)
    .filter((app) => (app.kind ?? "Deployment") === kind)
    .map(controller);
const empty = new Set([
  "batch/jobs",
  "batch/cronjobs",
  "gateway.networking.k8s.io/gateways",
  "gateway.networking.k8s.io/httproutes",
  "gateway.networking.k8s.io/grpcroutes",
  "cilium.io/ciliumnetworkpolicies",
  "cilium.io/ciliumclusterwidenetworkpolicies",
  "serving.kserve.io/inferenceservices",
  "ray.io/rayclusters",
  "agents.x-k8s.io/sandboxes",
  "extensions.agents.x-k8s.io/sandboxtemplates",
  ...["pytorch", "tf", "mpi", "xgboost", "paddle", "jax"].map((kind) => `kubeflow.org/${kind}jobs`),
]);

function objectsOf(kind: string, variant: Variant): readonly KubernetesObject[] | null {
  if (empty.has(kind)) return [];
  const objects: Readonly<Record<string, () => readonly KubernetesObject[]>> = {
    "core/namespaces": () => platformNamespaces(variant),
    "core/pods": () => appsOf(variant).map(pod),
    "core/services": () => [...devChatServices(variant), ...platformServices],
    "core/serviceaccounts": () => [...devChatAccounts, ...platformAccounts],
    "core/nodes": () => nodes,
    "apps/deployments": () => made("Deployment", variant),
    "apps/statefulsets": () => made("StatefulSet", variant),
    "apps/daemonsets": () => made("DaemonSet", variant),
    "networking.k8s.io/ingresses": () => [devChatIngress],
    "networking.k8s.io/networkpolicies": () => [...devChatPolicies(variant), ...platformPolicies],
    "rbac.authorization.k8s.io/roles": () => roles,
    "rbac.authorization.k8s.io/clusterroles": () => clusterRoles,
    "rbac.authorization.k8s.io/rolebindings": () => roleBindings,
    "rbac.authorization.k8s.io/clusterrolebindings": () => [...clusterBindings, ...devChatBindings(variant)],
  };
  return objects[kind]?.() ?? null;
}
