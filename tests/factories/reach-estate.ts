import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { findRoutes } from "#lib/reach/find-routes.ts";
import { createResource, stored } from "./resource.ts";

export const denied: Unknown = {
  reason: "denied",
  call: "x:Describe",
  permission: "x:Describe",
  message: "no",
};

/** A resource with its facts, dull but for those given; `unknown` names what was not collected. */
export function make(
  type: ResourceType,
  key: string,
  facets: object = {},
  properties: object = {},
  unknown: string[] = [],
): Resource {
  const missing = unknown.length > 0 ? Object.fromEntries(unknown.map((path) => [path, denied])) : undefined;
  const extra = { type, ...(missing ? { unknown: missing } : {}) };
  const base = stored(createResource(classOf(type), key, facets, extra));
  // Safe because each case states properties of its own type's schema.
  return { ...base, properties: { ...base.properties, ...properties } } as Resource;
}

export type Estate = { resources: Resource[]; edges?: Relationship[]; gaps?: Gap[] };
export const reachIn = (key: string, { resources, edges = [], gaps = [] }: Estate) => {
  const { exposures, routes } = findRoutes(new ResourceGraph(resources, edges, gaps));
  return { reach: exposures.get(key)?.reach ?? "unknown", hops: routes.get(key) ?? [] };
};
