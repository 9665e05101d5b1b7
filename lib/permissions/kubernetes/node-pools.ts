import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { CloudCluster } from "./home-cluster.ts";

/** Nodes of a cluster that are alike in what their metadata service gives, and to whom. */
export type NodeIdentity = {
  pool: string;
  /** Of the identity, where it was collected. */
  key: string | null;
  /** `host`: only pods that share the node's network. Null where that was not read. */
  answers: "pods" | "host" | "none" | null;
  /** What its use still rests on. */
  on: string | null;
};

/** Nothing where the cloud's record of the cluster tells of no nodes. */
export function identitiesOfNodes(graph: ResourceGraph, cluster: CloudCluster): NodeIdentity[] {
  if (isOfType(cluster, "aws.eks.cluster")) return ofAmazon(graph, cluster);
  return isOfType(cluster, "gcp.container.cluster") ? ofGoogle(graph, cluster) : ofAzure(graph, cluster);
}

const collected = (graph: ResourceGraph, key: string): string | null => graph.get(key)?.key ?? null;

function ofAmazon(graph: ResourceGraph, { properties }: Resource<"aws.eks.cluster">): NodeIdentity[] {
  const nodes = (known(() => properties.nodeRoles) ?? []).map(
    ({ name: pool, roleArn, metadata: answers }) => ({
      pool,
      key: collected(graph, roleArn),
      answers,
      on: null,
    }),
  );
  // Fargate gives each pod a machine of AWS's own, which has no such role.
  const fargate = { pool: "Fargate", key: null, answers: "none" as const, on: null };
  return known(() => properties.fargate) === false ? nodes : [...nodes, fargate];
}

/**
 * The guard answers pods as themselves, and pods on the node's network pass it by:
 * cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#metadata_server
 */
function ofGoogle(graph: ResourceGraph, cluster: Resource<"gcp.container.cluster">): NodeIdentity[] {
  const accounts = graph.all("gcp.iam.service-account");
  const byDefault = accounts.find(
    ({ account, properties }) =>
      account === cluster.account && /^\d+-compute@developer\.gserviceaccount\.com$/.test(properties.email),
  );
  return (known(() => cluster.properties.nodePools) ?? []).map(
    ({ name: pool, serviceAccount, guarded, scopes }) => {
      const account =
        serviceAccount === null
          ? byDefault
          : accounts.find(({ properties }) => properties.email === serviceAccount);
      return {
        pool,
        key: account?.key ?? null,
        answers: guarded ? "host" : "pods",
        on:
          scopes === null
            ? null
            : `what the access scopes of its nodes leave of it (${scopes.join(", ") || "none"})`,
      };
    },
  );
}

/** learn.microsoft.com/azure/aks/imds-restriction: open to all pods unless restricted, and to those of the host then, too. */
function ofAzure(
  graph: ResourceGraph,
  { properties }: Resource<"azure.kubernetes-service.cluster">,
): NodeIdentity[] {
  const key = known(() => properties.kubeletIdentity);
  if (!key) return [];
  const isRestricted = known(() => properties.metadataRestricted);
  const restricted = isRestricted ? "host" : "pods";
  const answers = isRestricted === null ? null : restricted;
  return [{ pool: "all pools", key: collected(graph, key), answers, on: null }];
}
