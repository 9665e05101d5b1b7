import { queryOptions } from "@tanstack/react-query";

import { People, Teams } from "#lib/contract/access.ts";

import { getJson } from "../api/fetch-json.ts";

/** Everybody work can be given to. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => getJson("/api/v1/people", People, signal),
  staleTime: 5 * 60_000,
});
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => getJson("/api/v1/teams", Teams, signal),
  staleTime: 5 * 60_000,
});
