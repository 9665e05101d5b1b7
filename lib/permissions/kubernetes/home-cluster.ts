import type { ResourceGraph } from "#lib/domain/graph.ts";
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

/** The cloud's own record of a cluster, found by the address of its API server; null where no cloud told of it. */
export function homeClusters(graph: ResourceGraph): (account: string) => HomeCluster | null {
  const byAddress = new Map<string, HomeCluster>();
  const add = (endpoint: string | null, home: HomeCluster) => {
    if (endpoint) byAddress.set(hostOf(endpoint), home);
  };
  for (const { properties } of graph.all("aws.eks.cluster"))
    add(
      known(() => properties.endpoint),
      {
        issuer: issuerOf(known(() => properties.issuer)),
        project: null,
        cluster: null,
        podIdentities: known(() => properties.podIdentities),
      },
    );
  for (const { properties } of graph.all("azure.kubernetes-service.cluster"))
    add(
      known(() => properties.endpoint),
      { issuer: issuerOf(properties.issuer), project: null, cluster: null, podIdentities: [] },
    );
  for (const { key, account, properties, facets } of graph.all("gcp.container.cluster"))
    add(
      known(() => properties.endpoint),
      {
        issuer: null,
        // Without it the project's pool knows none of its accounts.
        project: known(() => facets.workloadIdentity) === false ? null : account,
        cluster: key.replace(/^\/\/[^/]+\//, "").replace("/zones/", "/locations/"),
        podIdentities: [],
      },
    );
  const homes = new Map(
    graph
      .all("kubernetes.cluster")
      .map(({ account, properties }) => [account, byAddress.get(hostOf(properties.server)) ?? null] as const),
  );
  return (account) => homes.get(account) ?? null;
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
