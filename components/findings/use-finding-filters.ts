"use client";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";

import type { FindingFilters } from "#lib/contract/findings.ts";

import { findingsPageParsers, findingsViewParsers } from "./findings-view.ts";

const pageSize = 100;

/** The address of the findings page, read and written. */
export function useFindingFilters() {
  const [pageFilters, setFilters] = useQueryStates(findingsPageParsers);
  const [{ view, finding }, setView] = useQueryStates(findingsViewParsers);
  const filters = useMemo(
    (): FindingFilters => ({ ...pageFilters, cursor: null, limit: pageSize }),
    [pageFilters],
  );
  return {
    filters,
    setFilters,
    view,
    openId: finding,
    setList: (list: typeof view) => void setView({ view: list }),
    open: (id: string | null) =>
      void setView({ finding: id }, { history: finding === null || id === null ? "push" : "replace" }),
  };
}

/** Exactly what the server prefetches, so that the first paint needs no request. */
export const isDefaultFilters = ({ status, ...rest }: FindingFilters): boolean =>
  status.join() === findingsPageParsers.status.defaultValue.join() &&
  [rest.severity, rest.layer, rest.provider].every((chosen) => chosen.length === 0) &&
  [
    rest.account,
    rest.source,
    rest.check,
    rest.control,
    rest.environment,
    rest.workload,
    rest.resource,
    rest.assignee,
    rest.team,
    rest.q,
  ].every((text) => text === "") &&
  rest.due === null;
