import { serviceAccountKey, workloadKey } from "#lib/connectors/kubernetes/keys.ts";
import { Binding, subjectOf } from "#lib/connectors/kubernetes/rbac-source.ts";
import { subjectKey } from "#lib/connectors/kubernetes/role-bindings.ts";
import { directDoors } from "#lib/domain/kubernetes-servers.ts";
import { isOfType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { ManifestObject } from "./manifest-object.ts";
import { podSpecOf } from "./pods-of.ts";

type Doubts = (resource: Resource) => readonly string[];

/**
 * Facts that other objects of the cluster may turn bad. Manifests hold some of a cluster's objects: what is bad in
 * them stays bad, and what is good only as long as nothing else stands beside it is not known.
 */
export function doubtsOf(account: string, objects: readonly ManifestObject[]): Doubts {
  const mayMount = accountsElsewhere(account, objects);
  const rights = rightsToldOf(account, objects);
  const rules = [
    on("kubernetes.model-server", ({ properties, facets }) => [
      ...ofDoors(properties.exposedBy, facets.publicNetwork, "facets.publicNetwork"),
      ...(facets.logsRequests ? [] : ["facets.logsRequests"]),
    ]),
    on("kubernetes.vector-store", ({ properties, facets }) => [
      ...ofDoors(properties.exposedBy, facets.publicNetwork, "facets.publicNetwork"),
      ...ofLogs(facets.accessLogging),
    ]),
    on("kubernetes.llm-gateway", ({ properties, facets }) => [
      ...ofDoors(properties.exposedBy, facets.publicNetwork, "facets.publicNetwork"),
      ...ofLogs(facets.accessLogging),
    ]),
    on("kubernetes.mcp-server", ({ properties, facets }) =>
      ofDoors(properties.exposedBy, facets.publicNetwork, "facets.publicNetwork"),
    ),
    on("kubernetes.notebook", ({ properties, facets }) =>
      ofDoors(properties.exposedBy, facets.publicAddress, "facets.publicAddress"),
    ),
    on("kubernetes.model-registry", ({ properties, facets }) =>
      ofDoors(
        properties.exposedBy,
        facets.publicRead || properties.authentication !== "none",
        "facets.publicRead",
      ),
    ),
    on("kubernetes.workload", ({ key, facets }) => [
      "properties.metadataService",
      ...(mayMount.has(key) ? ["properties.tokenMounted"] : []),
      ...(facets.authentication === "none" ? ["facets.publicNetwork"] : []),
    ]),
    on("kubernetes.agent-sandbox", ({ key }) => (mayMount.has(key) ? ["properties.tokenMounted"] : [])),
    on("kubernetes.service", ({ properties: { type }, facets }) => [
      ...(type === "LoadBalancer" ? ["facets.hosts", "properties.addresses"] : []),
      ...(type === "NodePort" && !facets.publicNetwork ? ["facets.publicNetwork"] : []),
    ]),
    on("kubernetes.service-account", ({ key, properties, facets }) => [
      ...(facets.longLivedKeyCount === 0 ? ["facets.longLivedKeyCount"] : []),
      ...(rights(key, properties.namespace) || properties.takeoverRights.length > 0
        ? []
        : ["facets.grants", "properties.takeoverRights"]),
    ]),
    on("kubernetes.subject", ({ key }) => (rights(key, null) ? [] : ["facets.grants"])),
  ];
  return (resource) => rules.flatMap((rule) => rule(resource));
}

const on =
  <T extends ResourceType>(type: T, doubts: (resource: Resource<T>) => readonly string[]): Doubts =>
  (resource) =>
    isOfType(resource, type) ? doubts(resource) : [];

/** What carries logs away is set up once for the whole cluster. */
const ofLogs = (isLogged: boolean): string[] => (isLogged ? [] : ["facets.accessLogging"]);

const ofDoors = (exposedBy: readonly string[], isOpen: boolean, fact: string): string[] => [
  ...(directDoors(exposedBy).length > 0 ? [] : ["properties.exposedBy"]),
  ...(isOpen ? [] : [fact]),
];

/** Pods that do not say whether they hold the token of an account which is declared elsewhere. */
function accountsElsewhere(account: string, objects: readonly ManifestObject[]): ReadonlySet<string> {
  const declared = new Set(
    objects
      .filter(({ kind }) => kind === "ServiceAccount")
      .map(({ namespace, name }) => serviceAccountKey(account, namespace, name)),
  );
  const silent = objects.filter((object) => {
    const spec = podSpecOf(object) ?? {};
    const name = spec["serviceAccountName"];
    if (typeof spec["automountServiceAccountToken"] === "boolean" || typeof name !== "string") return false;
    return name !== "default" && !declared.has(serviceAccountKey(account, object.namespace, name));
  });
  return new Set(
    silent.flatMap(({ kind, namespace, name }) => [
      workloadKey(account, kind, namespace, name),
      workloadKey(account, `agent-${kind}`, namespace, name),
    ]),
  );
}

/** Whether the manifests tell of somebody's rights: a role of each binding that names it is among them. */
function rightsToldOf(account: string, objects: readonly ManifestObject[]) {
  const roles = new Set([
    "ClusterRole cluster-admin",
    ...objects
      .filter(({ kind }) => kind === "Role" || kind === "ClusterRole")
      .map(({ kind, namespace, name }) => roleId(kind, namespace, name)),
  ]);
  const told = new Map<string, boolean>();
  for (const { kind, namespace, body } of objects) {
    const binding = kind.endsWith("RoleBinding") ? Binding.safeParse(body).data : undefined;
    if (!binding) continue;
    const isTold = roles.has(roleId(binding.roleRef.kind, namespace, binding.roleRef.name));
    for (const subject of binding.subjects) {
      const key = subjectKey(account, subjectOf(subject));
      told.set(key, isTold && (told.get(key) ?? true));
    }
  }
  const groupKey = (name: string) => subjectKey(account, { kind: "Group", name, namespace: null });
  return (key: string, namespace: string | null): boolean => {
    const groups =
      namespace === null
        ? []
        : [`system:serviceaccounts:${namespace}`, "system:serviceaccounts", "system:authenticated"];
    const known = [key, ...groups.map(groupKey)].flatMap((one) => told.get(one) ?? []);
    return known.length > 0 && known.every(Boolean);
  };
}

const roleId = (kind: string, namespace: string, name: string): string =>
  kind === "ClusterRole" ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
