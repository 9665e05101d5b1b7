import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isOfClass, type Resource } from "#lib/domain/resource.ts";

const usedByCode: ReadonlySet<ResourceClass> = new Set([
  "ai-service",
  "agent",
  "model",
  "model-deployment",
  "knowledge-base",
  "vector-store",
]);

/** Compute whose settings or identity show that it calls a model, an agent, or what grounds one. */
export const isAiCompute = (graph: ResourceGraph, resource: Resource): boolean =>
  classOf(resource.type) === "compute" &&
  (["invokes", "grounded-on"] as const)
    .flatMap((kind) => graph.edges(resource.key, kind))
    .some(({ resource: called }) => usedByCode.has(classOf(called.type)));

/** A model somebody made or brought, as opposed to a provider's that everybody shares. */
export function isOwnModel(resource: Resource): boolean {
  if (!isOfClass(resource, "model")) return false;
  return Object.getOwnPropertyDescriptor(resource.facets, "origin")?.value !== "provider";
}

export type Used = { resource: Resource; reason: string };

/** One step from what an application consists of to what it uses. */
export function usedBy(graph: ResourceGraph, resource: Resource): Used[] {
  return [
    ...along(graph, resource, "invokes", "calls"),
    ...along(graph, resource, "uses-tool", "uses the tool"),
    ...along(graph, resource, "grounded-on", "is grounded on"),
    ...along(graph, resource, "indexes-into", "keeps its index in"),
    ...along(graph, resource, "ingests", "is filled from"),
    ...along(graph, resource, "serves", "serves"),
    ...along(graph, resource, "guarded-by", "is guarded by"),
    ...along(graph, resource, "hosted-on", "is hosted on"),
    ...along(graph, resource, "trained-on", "was trained on"),
    ...along(graph, resource, "stores-artifacts-in", "keeps its files in"),
    ...producersOf(graph, resource),
    ...deploymentsOf(graph, resource),
    ...frontsOf(graph, resource),
  ].filter(({ resource: used }) => classOf(used.type) !== "account");
}

const along = (graph: ResourceGraph, from: Resource, kind: RelationshipKind, verb: string): Used[] =>
  graph
    .edges(from.key, kind)
    .map(({ resource }) => ({ resource, reason: `${from.name} ${verb} ${resource.name}` }));

const producersOf = (graph: ResourceGraph, resource: Resource): Used[] =>
  isOfClass(resource, "model")
    ? graph.edgesInto(resource.key, "produces").map((edge) => ({
        resource: edge.resource,
        reason: `${edge.resource.name} produced ${resource.name}`,
      }))
    : [];

/** A service that is called by its address answers with its deployments; one that only hosts agents does not. */
function deploymentsOf(graph: ResourceGraph, resource: Resource): Used[] {
  if (!isOfClass(resource, "ai-service") || graph.edgesInto(resource.key, "invokes").length === 0) return [];
  return graph
    .edgesInto(resource.key, "hosted-on")
    .filter((edge) => classOf(edge.resource.type) === "model-deployment")
    .map((edge) => ({
      resource: edge.resource,
      reason: `${edge.resource.name} is deployed on ${resource.name}`,
    }));
}

/** A server of one's own is reached by doors of its own, beside whatever calls it from within. */
function frontsOf(graph: ResourceGraph, resource: Resource): Used[] {
  if (!isOfClass(resource, "model-deployment") && !isOfClass(resource, "vector-store")) return [];
  return graph
    .edgesInto(resource.key, "routes-to")
    .filter((edge) => classOf(edge.resource.type) === "api")
    .map((edge) => ({ resource: edge.resource, reason: `${edge.resource.name} leads to ${resource.name}` }));
}
