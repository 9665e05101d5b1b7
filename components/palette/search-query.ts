import { queryOptions } from "@tanstack/react-query";

import { SearchResults, type SearchKind } from "#lib/contract/search.ts";

import { getJson } from "../api/fetch-json.ts";

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => getJson(`/api/v1/search?q=${encodeURIComponent(q)}`, SearchResults, signal),
    enabled: q.length >= 2,
    placeholderData: (previous) => previous,
  });

export const searchKindTitles: Record<SearchKind, string> = {
  workload: "Workloads",
  issue: "Issues",
  finding: "Findings",
  resource: "Resources",
  check: "Checks",
  connection: "Connections",
};

const folders: Record<SearchKind, string> = {
  workload: "workloads",
  issue: "issues",
  finding: "findings",
  resource: "inventory",
  check: "checks",
  connection: "connections",
};
/** A check's id is a path and stays one in its address. */
export const searchHref = (kind: SearchKind, id: string): string =>
  `/${folders[kind]}/${id.split("/").map(encodeURIComponent).join("/")}`;
