import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import {
  IssueDetail,
  IssueFacets,
  IssuePage,
  RankedFix,
  serializeIssueFilters,
  type IssueFilters,
} from "#lib/contract/issues.ts";

import { getJson } from "../api/fetch-json.ts";

export const issuesQuery = (filters: IssueFilters) =>
  infiniteQueryOptions({
    queryKey: ["issues", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      getJson(serializeIssueFilters("/api/v1/issues", { ...filters, cursor: pageParam }), IssuePage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const issueFacetsQuery = (filters: IssueFilters) =>
  queryOptions({
    queryKey: ["issues", "facets", filters],
    queryFn: ({ signal }) =>
      getJson(serializeIssueFilters("/api/v1/issues/facets", filters), IssueFacets, signal),
    placeholderData: (previous) => previous,
  });

const Fixes = z.object({ items: z.array(RankedFix) });
export const fixesQuery = queryOptions({
  queryKey: ["issues", "fixes"],
  queryFn: ({ signal }) => getJson("/api/v1/fixes", Fixes, signal),
});

export const issueKey = (id: string) => ["issue", id] as const;
export const issueQuery = (id: string) =>
  queryOptions({
    queryKey: issueKey(id),
    queryFn: ({ signal }) => getJson(`/api/v1/issues/${id}`, IssueDetail, signal),
  });
