import { queryOptions } from "@tanstack/react-query";

import {
  CellDetail,
  ResponsibilityMatrix,
  serializeResponsibilityFilters,
  type CellAddress,
  type ResponsibilityFilters,
} from "#lib/contract/responsibility.ts";

import { getJson } from "../api/fetch-json.ts";

export const responsibilityQuery = (filters: ResponsibilityFilters) =>
  queryOptions({
    queryKey: ["responsibility", filters],
    queryFn: ({ signal }) =>
      getJson(
        serializeResponsibilityFilters("/api/v1/responsibility", filters),
        ResponsibilityMatrix,
        signal,
      ),
    placeholderData: (previous) => previous,
  });

/** The path of one cell in the API. */
export const cellPath = ({ workloadId, modelId, rowId }: CellAddress): string =>
  `/api/v1/responsibility/${workloadId}/${modelId}/${rowId}`;

export const cellQuery = (address: CellAddress) =>
  queryOptions({
    queryKey: ["responsibility-cell", address],
    queryFn: ({ signal }) => getJson(cellPath(address), CellDetail, signal),
  });
