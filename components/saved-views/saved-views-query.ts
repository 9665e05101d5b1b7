import { queryOptions } from "@tanstack/react-query";

import { SavedViews, type SavedViewPage } from "#lib/contract/saved-views.ts";

import { getJson } from "../api/fetch-json.ts";

export const savedViewsKey = ["saved-views"] as const;
export const savedViewsQuery = (page: SavedViewPage) =>
  queryOptions({
    queryKey: [...savedViewsKey, page],
    queryFn: ({ signal }) => getJson(`/api/v1/saved-views?page=${page}`, SavedViews, signal),
    staleTime: 5 * 60_000,
  });
