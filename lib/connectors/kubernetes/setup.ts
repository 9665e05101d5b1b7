import { stringify } from "yaml";

import type { SetupStep } from "#lib/domain/connector.ts";

const labels = { "app.kubernetes.io/name": "nacre-reader" };

/** One rule for each API group and verb, from permissions like `list deployments.apps`. */
export function rulesFor(
  permissions: readonly string[],
): { apiGroups: string[]; resources: string[]; verbs: string[] }[] {
  const parsed = [...new Set(permissions)].toSorted().flatMap((permission) => {
    const [verb = "", resource = ""] = permission.split(" ");
    const dot = resource.indexOf(".");
    const [plural, group] = dot < 0 ? [resource, ""] : [resource.slice(0, dot), resource.slice(dot + 1)];
    return plural === "" ? [] : [{ verb, plural, group }];
  });
  return [...Map.groupBy(parsed, ({ verb, group }) => `${verb}/${group}`).values()].map((same) => ({
    apiGroups: [same[0]?.group ?? ""],
    resources: same.map(({ plural }) => plural),
    verbs: [same[0]?.verb ?? ""],
  }));
}

export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const rules = [
    ...rulesFor(permissions),
    { apiGroups: [""], resources: ["namespaces"], resourceNames: ["kube-system"], verbs: ["get"] },
  ];
  const manifest = [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "nacre", labels } },
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "nacre-reader", namespace: "nacre", labels },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "nacre-reader", labels },
      rules,
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "nacre-reader", labels },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "nacre-reader" },
      subjects: [{ kind: "ServiceAccount", name: "nacre-reader", namespace: "nacre" }],
    },
  ];
  return [
    {
      title: "Create a reader",
      text: "Save this as nacre-reader.yaml. It reads the configuration of every namespace and changes nothing. Of secrets Nacre asks names and types only; leave their rule out if nobody may list them, and what rests on it is shown as unknown.",
      code: {
        language: "yaml",
        text: manifest.map((document) => stringify(document, { aliasDuplicateObjects: false })).join("---\n"),
      },
    },
    {
      title: "Apply it and issue a token",
      text: "The token ends by itself: issue it for as long as you can renew it.",
      code: {
        language: "bash",
        text: [
          "kubectl apply -f nacre-reader.yaml",
          "kubectl create token nacre-reader --namespace nacre --duration 2160h",
        ].join("\n"),
      },
    },
    {
      title: "Give Nacre the address, the certificate and the token",
      text: "Either enter the three below, or a kubeconfig that holds them. A kubeconfig that runs a program (exec), as clouds write them, reads a file or skips the check of the certificate is refused.",
      code: {
        language: "bash",
        text: [
          "kubectl config view --minify --flatten --raw -o jsonpath='{.clusters[0].cluster.server}{\"\\n\"}'",
          "kubectl config view --minify --flatten --raw -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' | base64 -d",
        ].join("\n"),
      },
    },
    {
      title: "Let the worker reach the cluster",
      text: "An API server at a private address is called only where the administrator of Nacre allows it: set NACRE_PRIVATE_NETWORKS in the worker's environment to its network and start it anew. A cluster that the worker cannot reach at all is captured inside its network with nacre capture kubernetes, and the recording is uploaded here.",
      code: { language: "bash", text: "NACRE_PRIVATE_NETWORKS=10.20.0.0/16" },
    },
  ];
}
