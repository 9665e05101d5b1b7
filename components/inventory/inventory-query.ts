import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import {
  ResourceFacets,
  ResourcePage,
  serializeResourceFilters,
  type ResourceFilters,
} from "#lib/contract/inventory.ts";
import { Neighbourhood, type NeighbourhoodDepth } from "#lib/contract/graph.ts";

import { getJson } from "../api/fetch-json.ts";

export const resourcesQuery = (filters: ResourceFilters) =>
  infiniteQueryOptions({
    queryKey: ["inventory", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        serializeResourceFilters("/api/v1/resources", { ...filters, cursor: pageParam }),
        ResourcePage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const resourceFacetsQuery = (filters: ResourceFilters) =>
  queryOptions({
    queryKey: ["inventory", "facets", filters],
    queryFn: ({ signal }) =>
      getJson(serializeResourceFilters("/api/v1/inventory/facets", filters), ResourceFacets, signal),
    placeholderData: (previous) => previous,
  });

export const neighbourhoodQuery = (resourceId: string, depth: NeighbourhoodDepth) =>
  queryOptions({
    queryKey: ["inventory", "neighbourhood", resourceId, depth],
    queryFn: ({ signal }) =>
      getJson(`/api/v1/resources/${resourceId}/neighbourhood?depth=${depth}`, Neighbourhood, signal),
    placeholderData: (previous) => previous,
  });
