import { queryOptions } from "@tanstack/react-query";

import { CorrelationCoverage } from "#lib/contract/issues.ts";

import { getJson } from "../api/fetch-json.ts";

export const searchCoverageQuery = queryOptions({
  queryKey: ["issues", "coverage"],
  queryFn: ({ signal }) => getJson("/api/v1/issues/coverage", CorrelationCoverage, signal),
});
