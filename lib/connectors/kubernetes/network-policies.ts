import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf } from "./keys.ts";
import { incomplete, listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { NetworkPolicy, policyTypesOf, selects } from "./network-rules.ts";
import { workloadKeyOf } from "./server-record.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

export const networkPolicies: Collector = {
  id: "network-policies",
  title: "Network policies",
  per: "account",
  produces: ["kubernetes.network-policy", "in-network"],
  permissions: ["list networkpolicies.networking.k8s.io", ...workloadPermissions],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(
      source,
      "networking.k8s.io",
      "networkpolicies",
      NetworkPolicy,
    );
    const workloads = await readWorkloads(source);
    yield { ...normalizeNetworkPolicies(source.scope.account, items, workloads.items), unparsed };
    if (workloads.unknown) throw incomplete(workloads.unknown);
  },
};

export function normalizeNetworkPolicies(
  account: string,
  policies: readonly NetworkPolicy[],
  workloads: readonly Workload[],
): Batch {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  for (const policy of policies) {
    const { metadata, spec } = policy;
    const key = keyOf(account, "networkpolicies", metadata.namespace, metadata.name);
    resources.push(toResource(account, key, policy));
    for (const workload of workloads)
      if (workload.metadata.namespace === metadata.namespace && selects(spec.podSelector, workload.podLabels))
        relationships.push({ from: workloadKeyOf(account, workload), kind: "in-network", to: key });
  }
  return { resources, relationships };
}

function toResource(
  account: string,
  key: string,
  policy: NetworkPolicy,
): Resource<"kubernetes.network-policy"> {
  const { metadata, spec } = policy;
  const types = policyTypesOf(policy);
  const isEverywhere = (peers: readonly { ipBlock?: { cidr: string } | undefined }[]) =>
    peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined && ipBlock.cidr.endsWith("/0"));
  return {
    key,
    type: "kubernetes.network-policy",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace: metadata.namespace,
      policyTypes: types,
      selectsEveryPod:
        Object.keys(spec.podSelector.matchLabels).length === 0 &&
        spec.podSelector.matchExpressions.length === 0,
    },
    facets: {
      openToInternet: types.includes("Ingress") && spec.ingress.some(({ from }) => isEverywhere(from)),
      unrestrictedEgress: types.includes("Egress") && spec.egress.some(({ to }) => isEverywhere(to)),
    },
  };
}
