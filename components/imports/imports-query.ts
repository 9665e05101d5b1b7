import { infiniteQueryOptions } from "@tanstack/react-query";

import { ImportPage, serializeImportList } from "#lib/contract/imports.ts";

import { getJson } from "../api/fetch-json.ts";

export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports"],
  queryFn: ({ pageParam, signal }) =>
    getJson(serializeImportList("/api/v1/imports", { cursor: pageParam }), ImportPage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});
