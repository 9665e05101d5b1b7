import { queryOptions } from "@tanstack/react-query";
import { createSerializer } from "nuqs/server";

import { CheckList, checkFilterParsers, type CheckFilters } from "#lib/contract/checks.ts";

import { getJson } from "../api/fetch-json.ts";

const serialize = createSerializer(checkFilterParsers);

export const checksQuery = (filters: CheckFilters) =>
  queryOptions({
    queryKey: ["checks", filters],
    queryFn: ({ signal }) => getJson(serialize("/api/v1/checks", filters), CheckList, signal),
    placeholderData: (previous) => previous,
  });
