import { worksWithAi } from "./ai-use.ts";
import type { ResourceGraph } from "./graph.ts";
import type { RelationshipKind } from "./relationship.ts";

/** Relationships by which a workload is told to run a model, an index or an agent, or to work with one. */
export const aiWorkloadKinds = [
  "hosted-on",
  "invokes",
  "runs-as",
] as const satisfies readonly RelationshipKind[];

/** Whether a recognised server runs in it: a model, a vector database, a gateway, a notebook, a tool server. */
export const hostsAi = (graph: ResourceGraph, key: string): boolean =>
  graph.followBack(key, "hosted-on").length > 0;

export const isAiWorkload = (graph: ResourceGraph, key: string): boolean =>
  hostsAi(graph, key) || worksWithAi(graph, key);

const direct = /^(load balancer|node port|external address|port|network) of /;

/** Ways from outside straight to a server, past every ingress that could ask for more. */
export const directDoors = (exposedBy: readonly string[]): string[] =>
  exposedBy.filter((way) => direct.test(way));

type OpenServer = { authentication: string; ingressIsolated: boolean; exposedBy: readonly string[] };

/** Whether it asks callers for nothing and nobody keeps strangers away; the reason is what a person reads. */
export function openTo({ authentication, ...server }: OpenServer): string | null {
  if (authentication !== "none") return null;
  if (server.exposedBy.length > 0) return `whoever reaches its ${server.exposedBy.join(" or its ")}`;
  return server.ingressIsolated ? null : "everything that runs in the cluster";
}
