import { queryOptions } from "@tanstack/react-query";
import { createSerializer } from "nuqs/server";

import {
  exceptionFilterParsers,
  ExceptionList,
  serializeWorkFilters,
  WorkList,
  type WorkFilters,
} from "#lib/contract/remediation.ts";

import { getJson } from "../api/fetch-json.ts";

const serializeExceptions = createSerializer(exceptionFilterParsers);

export const workQuery = (filters: WorkFilters) =>
  queryOptions({
    queryKey: ["work", "list", filters],
    queryFn: ({ signal }) => getJson(serializeWorkFilters("/api/v1/work", filters), WorkList, signal),
    placeholderData: (previous) => previous,
  });

export const exceptionsQuery = queryOptions({
  queryKey: ["work", "exceptions"],
  queryFn: ({ signal }) =>
    getJson(serializeExceptions("/api/v1/exceptions", { state: null }), ExceptionList, signal),
});
