import { queryOptions } from "@tanstack/react-query";

import {
  CutView,
  PlanDetail,
  PlanList,
  serializeSimulation,
  Simulation,
  SimulationPaths,
} from "#lib/contract/plans.ts";

import { getJson, sendJson } from "../api/fetch-json.ts";

export const plansKey = ["plans"] as const;
export const plansQuery = queryOptions({
  queryKey: plansKey,
  queryFn: ({ signal }) => getJson("/api/v1/plans", PlanList, signal),
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: [...plansKey, id],
    queryFn: ({ signal }) => getJson(`/api/v1/plans/${id}`, PlanDetail, signal),
  });

export const simulationQuery = (fix: readonly string[]) =>
  queryOptions({
    queryKey: ["simulation", ...fix],
    queryFn: ({ signal }) =>
      getJson(serializeSimulation("/api/v1/fixes/simulation", { fix: [...fix] }), Simulation, signal),
    placeholderData: (previous) => previous,
  });

export const simulationPathsQuery = (fix: readonly string[]) =>
  queryOptions({
    queryKey: ["simulation", "paths", ...fix],
    queryFn: ({ signal }) =>
      getJson(
        serializeSimulation("/api/v1/fixes/simulation/paths", { fix: [...fix] }),
        SimulationPaths,
        signal,
      ),
    placeholderData: (previous) => previous,
  });

export const findCut = (): Promise<CutView> =>
  sendJson("POST", "/api/v1/fixes/minimum-cut", { issueIds: [] }, CutView);

/** The page that simulates these changes. */
export const simulateHref = (fix: readonly string[]): string =>
  serializeSimulation("/plans/simulate", { fix: [...fix] });
