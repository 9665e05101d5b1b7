import { infiniteQueryOptions } from "@tanstack/react-query";

import { serializeWorkloadFilters, WorkloadPage, type WorkloadFilters } from "#lib/contract/workloads.ts";

import { getJson } from "../api/fetch-json.ts";

export const workloadsQuery = (filters: WorkloadFilters) =>
  infiniteQueryOptions({
    queryKey: ["workloads", filters],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        serializeWorkloadFilters("/api/v1/workloads", { ...filters, cursor: pageParam }),
        WorkloadPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
