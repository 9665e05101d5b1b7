"use client";
import { useQuery } from "@tanstack/react-query";
import { LayoutList, Rows3 } from "lucide-react";

import { serializeFindingFilters } from "#lib/contract/findings.ts";
import { counted } from "#lib/domain/counted.ts";

import { FilterBar } from "../data-table/filter-bar.tsx";
import { ListPage } from "../data-table/list-page.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { SavedViews } from "../saved-views/saved-views.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { ExportFindings } from "./export-findings.tsx";
import { FindingDrawer } from "./finding-drawer.tsx";
import { FindingGroupsTable } from "./finding-groups-table.tsx";
import { findingsFacets } from "./findings-facets.tsx";
import { fromValues, toValues } from "./findings-filters.ts";
import { FindingsTable } from "./findings-table.tsx";
import { readView, writeView } from "./findings-view.ts";
import { findingFacetsQuery } from "./findings-query.ts";
import { isDefaultFilters, useFindingFilters } from "./use-finding-filters.ts";
import { useOwnerOptions } from "./use-owner-options.ts";

const scopes = [
  { key: "check", label: (id: string) => `Check: ${id}` },
  { key: "control", label: (address: string) => `Control: ${address.replace("/", " ")}` },
  { key: "environment", label: (name: string) => `Environment: ${name}` },
  { key: "workload", label: () => "In one workload" },
  { key: "resource", label: () => "On one resource" },
] as const;

/** Findings by check or one by one, with their filters and the drawer; the address holds all of it. */
export function FindingsScreen() {
  const { filters, setFilters, view, setList, openId, open } = useFindingFilters();
  const facets = useQuery(findingFacetsQuery(filters));
  const values = toValues(filters);
  const owners = useOwnerOptions(values["assignee"] ?? []);
  const clear = () => void setFilters(null);
  return (
    <ListPage>
      <PageHeader
        title="Findings"
        summary={summary(facets.data?.total)}
        actions={
          <>
            <ExportFindings filters={filters} />
            <SavedViews
              page="findings"
              current={writeView({ ...filters, view })}
              isFiltered={!isDefaultFilters(filters)}
              canonical={(query) => writeView(readView(query))}
              onApply={(query) => {
                const { view: list, ...saved } = readView(query);
                void setFilters(saved);
                setList(list);
              }}
            />
          </>
        }
      />
      <FilterBar
        label="Findings"
        facets={findingsFacets(facets.data, owners)}
        values={values}
        q={filters.q}
        onChange={(next, q) => void setFilters(fromValues(next, q))}
        isFiltered={!isDefaultFilters(filters)}
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
        <Segmented
          label="Show as"
          value={view}
          onChange={setList}
          options={[
            { value: "groups", label: "By check", icon: LayoutList },
            { value: "list", label: "One by one", icon: Rows3 },
          ]}
        />
      </FilterBar>
      {view === "groups" ? (
        <FindingGroupsTable
          filters={filters}
          onClear={clear}
          onOpen={(check) => {
            void setFilters({ check });
            setList("list");
          }}
        />
      ) : (
        <FindingsTable
          // What is selected belongs to the list it was selected in.
          key={serializeFindingFilters(filters)}
          filters={filters}
          total={facets.data?.total ?? null}
          openId={openId}
          onOpen={open}
          onClear={clear}
        />
      )}
      <FindingDrawer id={openId} onClose={() => open(null)} />
    </ListPage>
  );
}

function summary(total: number | undefined): string {
  if (total === undefined) return "Counting…";
  return counted(total, "finding");
}
