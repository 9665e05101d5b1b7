import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import {
  FindingDetail,
  FindingFacets,
  FindingGroups,
  FindingPage,
  serializeFindingFilters,
  type FindingFilters,
} from "#lib/contract/findings.ts";

import { getJson } from "../api/fetch-json.ts";

export const findingsQuery = (filters: FindingFilters) =>
  infiniteQueryOptions({
    queryKey: ["findings", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        serializeFindingFilters("/api/v1/findings", { ...filters, cursor: pageParam }),
        FindingPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const findingGroupsQuery = (filters: FindingFilters) =>
  queryOptions({
    queryKey: ["findings", "groups", filters],
    queryFn: ({ signal }) =>
      getJson(serializeFindingFilters("/api/v1/findings/groups", filters), FindingGroups, signal),
  });

export const findingFacetsQuery = (filters: FindingFilters) =>
  queryOptions({
    queryKey: ["findings", "facets", filters],
    queryFn: ({ signal }) =>
      getJson(serializeFindingFilters("/api/v1/findings/facets", filters), FindingFacets, signal),
    placeholderData: (previous) => previous,
  });

export const findingKey = (id: string) => ["finding", id] as const;
export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: findingKey(id),
    queryFn: ({ signal }) => getJson(`/api/v1/findings/${id}`, FindingDetail, signal),
  });
