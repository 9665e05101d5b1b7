"use client";
import { useQuery } from "@tanstack/react-query";
import { ListOrdered, Wrench } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";

import { issueSorts, type IssueFilters } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

import { FilterBar } from "../data-table/filter-bar.tsx";
import { ListPage } from "../data-table/list-page.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { FixesTable } from "./fixes-table.tsx";
import { fromValues, issuesFacets, toValues } from "./issues-facets.ts";
import { issueFacetsQuery } from "./issues-query.ts";
import { IssuesTable } from "./issues-table.tsx";
import { SearchCoverage } from "./search-coverage.tsx";
import { issuesPageParsers, issuesViewParsers } from "./issues-view.ts";

const scopes = [
  { key: "workload", label: () => "In one workload" },
  { key: "path", label: (id: string) => `Path: ${id}` },
  { key: "resource", label: () => "Through one resource" },
  { key: "fix", label: () => "Broken by one change" },
  { key: "team", label: () => "Of one team" },
] as const;

/** Issues by score, or by what would fix them. */
export function IssuesScreen() {
  const [pageFilters, setFilters] = useQueryStates(issuesPageParsers);
  const [{ view }, setView] = useQueryStates(issuesViewParsers);
  const filters = useMemo((): IssueFilters => ({ ...pageFilters, cursor: null, limit: 100 }), [pageFilters]);
  const facets = useQuery(issueFacetsQuery(filters));
  const clear = () => void setFilters(null);
  const total = facets.data?.total ?? null;
  const views = (
    <Segmented
      label="Show as"
      value={view}
      onChange={(chosen) => void setView({ view: chosen })}
      options={[
        { value: "list", label: "By score", icon: ListOrdered },
        { value: "fixes", label: "By fix", icon: Wrench },
      ]}
    />
  );
  return (
    <ListPage>
      <PageHeader title="Issues" summary={summary(total)} />
      {view === "list" ? (
        <FilterBar
          label="Issues"
          facets={issuesFacets(facets.data)}
          values={toValues(filters)}
          q={filters.q}
          onChange={(values, q) => void setFilters(fromValues(values, q))}
          isFiltered={isFiltered(filters)}
          onClear={clear}
          scopes={scopes.map(
            ({ key, label }) =>
              filters[key] && (
                <ScopeChip
                  key={key}
                  label={label(filters[key])}
                  onRemove={() => void setFilters({ [key]: "" })}
                />
              ),
          )}
        >
          {views}
        </FilterBar>
      ) : (
        // Changes are ranked over everything that is open: no filter applies.
        <div className="flex justify-end border-b border-line px-4 pb-3 sm:px-6">{views}</div>
      )}
      <SearchCoverage />
      {view === "list" ? (
        <IssuesTable
          filters={filters}
          total={total}
          isFiltered={isFiltered(filters)}
          onClear={clear}
          onSort={(value) => void setFilters({ sort: issueSorts.find((sort) => sort === value) ?? null })}
        />
      ) : (
        <FixesTable
          onOpen={(fix) => {
            void setFilters({ fix });
            void setView({ view: "list" });
          }}
        />
      )}
    </ListPage>
  );
}

export const isFiltered = (filters: IssueFilters): boolean =>
  filters.status.join() !== issuesPageParsers.status.defaultValue.join() ||
  filters.q !== "" ||
  scopes.some(({ key }) => filters[key] !== "") ||
  Object.entries(toValues(filters)).some(([id, chosen]) => id !== "status" && chosen.length > 0);

function summary(total: number | null): string {
  if (total === null) return "Counting…";
  const paths = total === 1 ? "a path" : "paths";
  return `${counted(total, "issue")}: ${paths} from an entry to something worth taking`;
}
