import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import {
  callerOfAccount,
  callerOfGroup,
  callerOfUser,
  isMeant,
  type KubernetesCaller,
  type RoleBinding,
} from "./decide.ts";

export type KubernetesIdentity = Resource<"kubernetes.service-account"> | Resource<"kubernetes.subject">;
export type KubernetesPrincipal = {
  key: string;
  identity: KubernetesIdentity;
  caller: KubernetesCaller;
  /** Those that mean it. */
  bindings: readonly RoleBinding[];
};

export function readKubernetesEstate(graph: ResourceGraph): KubernetesPrincipal[] {
  const byCluster = Map.groupBy(graph.all("kubernetes.role-binding"), ({ account }) => account);
  const bindings = new Map(
    [...byCluster].map(([account, all]) => [account, all.map((binding) => bindingOf(binding, graph))]),
  );
  const identities: KubernetesIdentity[] = [
    ...graph.all("kubernetes.service-account"),
    ...graph.all("kubernetes.subject"),
  ];
  return identities.flatMap((identity): KubernetesPrincipal[] => {
    const caller = callerOf(identity);
    const grants = known(() => identity.facets.grants);
    if (!caller || !grants) return [];
    const own = (bindings.get(identity.account) ?? []).filter(({ subjects }) =>
      subjects.some((subject) => isMeant(subject, caller)),
    );
    // What its record says of its roles, the bindings must bear out; else the record is all there is to go by.
    const sources = new Set(own.map(({ name }) => name.name));
    if (!grants.every(({ source }) => sources.has(source))) return [];
    return [{ key: identity.key, identity, caller, bindings: own }];
  });
}

/** Nothing where a resource is known by its class alone. */
function callerOf(identity: KubernetesIdentity): KubernetesCaller | null {
  if (identity.type === "kubernetes.subject") {
    const kind = Reflect.get(identity.properties, "kind") as unknown;
    if (kind !== "Group" && kind !== "User") return null;
    return kind === "Group" ? callerOfGroup(identity.name) : callerOfUser(identity.name);
  }
  const namespace = Reflect.get(identity.properties, "namespace") as unknown;
  if (typeof namespace !== "string") return null;
  return callerOfAccount(namespace, identity.name.slice(identity.name.indexOf("/") + 1));
}

function bindingOf(binding: Resource<"kubernetes.role-binding">, graph: ResourceGraph): RoleBinding {
  const { key, name, properties } = binding;
  const [role] = graph
    .edges(key, "governed-by")
    .flatMap(({ resource }) => (resource.type === "kubernetes.role" ? [resource] : []));
  // Safe because of the type that was just compared.
  const found = role as Resource<"kubernetes.role"> | undefined;
  const kind = properties.namespace === null ? "cluster role binding" : "role binding";
  return {
    name: { kind, id: key, name: `${kind} ${name}` },
    subjects: properties.subjects,
    namespace: properties.namespace,
    rules: found?.properties.rules ?? [],
    isPartial: found !== undefined && found.properties.omittedRuleCount > 0,
  };
}
