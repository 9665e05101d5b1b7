import { queryOptions } from "@tanstack/react-query";

import { ExplorerAnswer, serializeExplorer } from "#lib/contract/explorer.ts";

import { getJson } from "../api/fetch-json.ts";

export const explorerQuery = (q: string) =>
  queryOptions({
    queryKey: ["explorer", q],
    queryFn: ({ signal }) => getJson(serializeExplorer("/api/v1/explorer", { q }), ExplorerAnswer, signal),
    enabled: q.trim() !== "",
  });

export const exportHref = (q: string): string => serializeExplorer("/api/v1/explorer/export", { q });
