import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

type PodIdentity = { namespace: string; serviceAccount: string; roleArn: string };

/** What the cloud that runs a cluster says of it: who issues the tokens of its pods, and for whom. */
export type HomeCluster = {
  /** Without its scheme, as trusts name it. */
  issuer: string | null;
  /** Google's project, whose pool of identities the cluster's accounts are in. */
  project: string | null;
  /** Google's name of it: `projects/…/locations/…/clusters/…`. */
  cluster: string | null;
  /** Null where they were not read. */
  podIdentities: readonly PodIdentity[] | null;
};

/** What the cloud's own record of a cluster says; null where no cloud told of it. */
export function homeClusters(graph: ResourceGraph): (account: string) => HomeCluster | null {
  const clusterOf = cloudClusters(graph);
  return (account) => {
    const cluster = clusterOf(account);
    return cluster && homeOf(cluster);
  };
}

export type CloudCluster =
  | Resource<"aws.eks.cluster">
  | Resource<"azure.kubernetes-service.cluster">
  | Resource<"gcp.container.cluster">;

/** The cloud's own record of a cluster, found by the address of its API server. */
export function cloudClusters(graph: ResourceGraph): (account: string) => CloudCluster | null {
  const byAddress = new Map<string, CloudCluster>();
  for (const cluster of [
    ...graph.all("aws.eks.cluster"),
    ...graph.all("azure.kubernetes-service.cluster"),
    ...graph.all("gcp.container.cluster"),
  ]) {
    const endpoint = known(() => cluster.properties.endpoint);
    if (endpoint) byAddress.set(hostOf(endpoint), cluster);
    const name = isOfType(cluster, "gcp.container.cluster")
      ? known(() => cluster.properties.dnsEndpoint)
      : null;
    if (name) byAddress.set(hostOf(name), cluster);
  }
  const found = new Map(
    graph
      .all("kubernetes.cluster")
      .map(({ account, properties }) => [account, byAddress.get(hostOf(properties.server)) ?? null] as const),
  );
  return (account) => found.get(account) ?? null;
}

function homeOf(cluster: CloudCluster): HomeCluster {
  if (isOfType(cluster, "gcp.container.cluster"))
    return {
      issuer: null,
      // Without it the project's pool knows none of its accounts.
      project: known(() => cluster.facets.workloadIdentity) === false ? null : cluster.account,
      cluster: cluster.key.replace(/^\/\/[^/]+\//, "").replace("/zones/", "/locations/"),
      podIdentities: [],
    };
  const issuer = issuerOf(known(() => cluster.properties.issuer));
  const podIdentities = isOfType(cluster, "aws.eks.cluster")
    ? known(() => cluster.properties.podIdentities)
    : [];
  return { issuer, project: null, cluster: null, podIdentities };
}

const hostOf = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[:/].*$/, "");

export const issuerOf = (url: string | null | undefined): string | null =>
  url
    ? url
        .toLowerCase()
        .replace(/^https?:\/\//, "")
        .replace(/\/$/, "")
    : null;
