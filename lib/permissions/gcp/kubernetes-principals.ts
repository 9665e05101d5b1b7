import type { ResourceGraph } from "#lib/domain/graph.ts";

import { homeClusters } from "../kubernetes/home-cluster.ts";
import type { AllowPolicy } from "./decide.ts";
import type { GooglePrincipal } from "./estate.ts";
import { isKubernetesMember, kubernetesMember, type KubernetesCaller } from "./kubernetes-member.ts";

/** Accounts of clusters that a policy of Google Cloud names without an account of Google's in between. */
export function kubernetesPrincipals(
  graph: ResourceGraph,
  policies: readonly AllowPolicy[],
): GooglePrincipal[] {
  const members = new Set(policies.flatMap(({ bindings }) => bindings.flatMap((binding) => binding.members)));
  const named = [...members].filter((member) => kubernetesMember(member) !== null);
  if (named.length === 0) return [];
  const homeOf = homeClusters(graph);
  return graph.all("kubernetes.service-account").flatMap((identity): GooglePrincipal[] => {
    const home = homeOf(identity.account);
    const { namespace } = identity.properties;
    if (!home?.project || typeof namespace !== "string") return [];
    const caller: KubernetesCaller = {
      kind: "kubernetes",
      project: home.project,
      namespace,
      name: identity.name.slice(identity.name.indexOf("/") + 1),
      cluster: home.cluster,
    };
    return named.some((member) => isKubernetesMember(member, caller))
      ? [{ key: identity.key, identity, caller, standing: inNoGroup }]
      : [];
  });
}

const inNoGroup: GooglePrincipal["standing"] = { inGroup: () => "no", holdsBasicRole: () => "no" };
