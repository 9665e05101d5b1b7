import { queryOptions } from "@tanstack/react-query";

import { WorkloadAccess, WorkloadData, WorkloadModels } from "#lib/contract/workload-facts.ts";

import { getJson } from "../api/fetch-json.ts";

export const workloadDataQuery = (id: string) =>
  queryOptions({
    queryKey: ["workload", id, "data"],
    queryFn: ({ signal }) => getJson(`/api/v1/workloads/${id}/data`, WorkloadData, signal),
  });
export const workloadModelsQuery = (id: string) =>
  queryOptions({
    queryKey: ["workload", id, "models"],
    queryFn: ({ signal }) => getJson(`/api/v1/workloads/${id}/models`, WorkloadModels, signal),
  });
export const workloadAccessQuery = (id: string) =>
  queryOptions({
    queryKey: ["workload", id, "access"],
    queryFn: ({ signal }) => getJson(`/api/v1/workloads/${id}/access`, WorkloadAccess, signal),
  });
