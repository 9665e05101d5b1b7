import type { RouteHop } from "#lib/domain/derived.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop } from "./hop.ts";

type Server = Resource<
  | "kubernetes.model-server"
  | "kubernetes.vector-store"
  | "kubernetes.llm-gateway"
  | "kubernetes.mcp-server"
  | "kubernetes.notebook"
>;

const isServer = (resource: Resource): resource is Server =>
  isOfType(resource, "kubernetes.model-server") ||
  isOfType(resource, "kubernetes.vector-store") ||
  isOfType(resource, "kubernetes.llm-gateway") ||
  isOfType(resource, "kubernetes.mcp-server") ||
  isOfType(resource, "kubernetes.notebook");

/** Network policies let in only whom they name. */
export const isIsolated = (resource: Resource): boolean =>
  (isServer(resource) || isOfType(resource, "kubernetes.workload")) &&
  known(() => resource.properties.ingressIsolated) === true;

/** Policies that name pods say nothing certain of traffic that a node passes on. */
export const isolatedHop = (resource: Resource): RouteHop =>
  hop(
    resource,
    "unknown",
    "takes calls only from whom network policies name, and whether those of a load balancer count as theirs is up to the cluster's network",
  );

/** A controller of ingresses or gateways is a pod itself, and may be one of the named; a load balancer is none. */
export function isolationHops(resource: Resource): RouteHop[] {
  if (!isServer(resource) || !isIsolated(resource)) return [];
  const ways = known(() => resource.properties.exposedBy) ?? [];
  return ways.some((way) => /^(ingress|route) /.test(way)) ? [] : [isolatedHop(resource)];
}
