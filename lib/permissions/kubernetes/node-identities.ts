import type { ResourceGraph } from "#lib/domain/graph.ts";
import { hopLimitDecides } from "#lib/domain/node-metadata.ts";
import { underCondition, type Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import { cloudClusters } from "./home-cluster.ts";
import { identitiesOfNodes, type NodeIdentity } from "./node-pools.ts";

type Workload = Resource<"kubernetes.workload">;
/** How a workload reaches the metadata service of its node, as far as the cluster itself decides it. */
type Way = { isOnHost: boolean; on: string | null };

/** More are not told of one workload: which of them it gets is chance anyway. */
const identitiesMax = 20;

/**
 * Identities of nodes that pods take from the metadata service of the node they run on. A role of their own (by EKS Pod
 * Identity, by tokens) keeps nothing away: docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
 */
export function nodeIdentities(graph: ResourceGraph): Relationship[] {
  const clusterOf = cloudClusters(graph);
  const nodesOf = new Map<string, readonly NodeIdentity[]>();
  return graph.all("kubernetes.workload").flatMap((workload) => {
    const cluster = clusterOf(workload.account);
    const way = cluster ? wayOf(workload) : null;
    if (!cluster || !way) return [];
    const nodes = nodesOf.get(cluster.key) ?? identitiesOfNodes(graph, cluster);
    nodesOf.set(cluster.key, nodes);
    return takenFrom(nodes, way).map(({ to, pool, on }) => ({
      from: workload.key,
      kind: "can-assume" as const,
      to,
      reason: `the metadata service of its node (${pool}) hands it out${on === null ? "" : `${underCondition} on ${on}`}`,
    }));
  });
}

/** Null where a policy of the network, or the lack of such a service, keeps its pods away from it. */
function wayOf({ properties, unknown }: Workload): Way | null {
  const isOnHost = (known(() => properties.hostNamespaces) ?? []).includes("network");
  const service = known(() => properties.metadataService);
  if (service !== null) return service === "open" ? { isOnHost, on: null } : null;
  const isLeftToNodes = unknown?.["properties.metadataService"]?.call === hopLimitDecides.call;
  return { isOnHost, on: isLeftToNodes ? null : "network policies that were not all read" };
}

type Taken = { to: string; pool: string; on: string | null };

/** Each identity by its surest way. It is certain only where every node the pods may run on gives it to them. */
function takenFrom(nodes: readonly NodeIdentity[], { isOnHost, on }: Way): Taken[] {
  const giving = nodes.filter(
    ({ answers }) => answers === null || answers === "pods" || (answers === "host" && isOnHost),
  );
  const taken = [...Map.groupBy(giving, ({ key }) => key)].flatMap(([to, own]): Taken[] => {
    const [best] = own.toSorted((a, b) => Number(a.answers === null) - Number(b.answers === null));
    if (to === null || !best) return [];
    const doubts = [
      own.length < nodes.length ? "which of its nodes it runs on" : null,
      own.some(({ answers }) => answers === null) ? "settings of its nodes that were not read" : null,
      own.find(({ on: limit }) => limit !== null)?.on ?? null,
      on,
    ].filter((doubt) => doubt !== null);
    return [{ to, pool: best.pool, on: doubts.length === 0 ? null : doubts.join(" and ") }];
  });
  return taken.slice(0, identitiesMax);
}
