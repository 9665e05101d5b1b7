import { infiniteQueryOptions } from "@tanstack/react-query";

import { serializeComponentList, WorkloadComponentPage } from "#lib/contract/workload-components.ts";

import { getJson } from "../api/fetch-json.ts";

export const workloadComponentsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["workload", id, "components"],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        serializeComponentList(`/api/v1/workloads/${id}/components`, { cursor: pageParam }),
        WorkloadComponentPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
