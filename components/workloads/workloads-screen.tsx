"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LayoutGrid, List, Sparkles } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";

import type { WorkloadFilters } from "#lib/contract/workloads.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { environments, serviceModels, serviceModelTitles } from "#lib/domain/workload.ts";

import { DataTable } from "../data-table/data-table.tsx";
import type { Facet } from "../data-table/facet-popover.tsx";
import { FilterBar } from "../data-table/filter-bar.tsx";
import { onesOf } from "../data-table/filter-text.ts";
import { ListPage } from "../data-table/list-page.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Select } from "../ui/select.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { groupWorkloads } from "./group-workloads.ts";
import { GroupedWorkloads } from "./grouped-workloads.tsx";
import { matrixColumns, WorkloadCard, workloadsColumns } from "./workloads-columns.tsx";
import { workloadsQuery } from "./workloads-query.ts";
import {
  workloadGroupings,
  workloadsPageParsers,
  workloadsViewParsers,
  type WorkloadGrouping,
} from "./workloads-view.ts";

const groupingLabels: Record<WorkloadGrouping, string> = {
  none: "No groups",
  cloud: "By cloud",
  owner: "By owner",
  "service-model": "By service model",
};
const facets: readonly Facet[] = [
  {
    id: "provider",
    label: "Cloud",
    options: providers.map((value) => ({ value, label: providerTitles[value] })),
  },
  {
    id: "serviceModel",
    label: "Service model",
    options: serviceModels.map((value) => ({ value, label: serviceModelTitles[value] })),
  },
  {
    id: "environment",
    label: "Environment",
    options: environments.map((value) => ({ value, label: value })),
  },
];

export function WorkloadsScreen() {
  const router = useRouter();
  const [pageFilters, setFilters] = useQueryStates(workloadsPageParsers);
  const [{ view, group }, setView] = useQueryStates(workloadsViewParsers);
  const isNarrow = useIsNarrow();
  const filters = useMemo(
    (): WorkloadFilters => ({ ...pageFilters, cursor: null, limit: 100 }),
    [pageFilters],
  );
  const query = useInfiniteQuery(workloadsQuery(filters));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = view === "matrix" ? matrixColumns : workloadsColumns;
  const clear = () => void setFilters(null);
  const total = query.hasNextPage ? null : rows.length;
  return (
    <ListPage>
      <PageHeader
        title="Workloads"
        summary="Generative-AI applications found in the estate, each with the five layers that serve it."
      />
      <FilterBar
        label="Workloads"
        facets={facets}
        values={{
          provider: filters.provider,
          serviceModel: filters.serviceModel,
          environment: filters.environment,
        }}
        q={filters.q}
        onChange={(values, q) =>
          void setFilters({
            provider: onesOf(providers, values["provider"]),
            serviceModel: onesOf(serviceModels, values["serviceModel"]),
            environment: onesOf(environments, values["environment"]),
            q,
          })
        }
        isFiltered={isFiltered(filters)}
        onClear={clear}
        scopes={
          filters.owner && (
            <ScopeChip label={`Owner: ${filters.owner}`} onRemove={() => void setFilters({ owner: "" })} />
          )
        }
      >
        <Select
          label="Group"
          value={group}
          onChange={(chosen) => void setView({ group: chosen })}
          options={workloadGroupings.map((value) => ({ value, label: groupingLabels[value] }))}
          className="h-7 w-40 text-xs"
        />
        {!isNarrow && (
          <Segmented
            label="Show as"
            value={view}
            onChange={(chosen) => void setView({ view: chosen })}
            options={[
              { value: "list", label: "List", icon: List },
              { value: "matrix", label: "Layers", icon: LayoutGrid },
            ]}
          />
        )}
      </FilterBar>
      {group !== "none" && rows.length > 0 ? (
        <GroupedWorkloads
          groups={groupWorkloads(rows, group)}
          columns={columns}
          more={
            query.hasNextPage
              ? { isFetching: query.isFetchingNextPage, fetch: () => void query.fetchNextPage() }
              : null
          }
        />
      ) : (
        <DataTable
          label={view === "matrix" ? "Workloads by layer" : "Workloads"}
          columns={columns}
          card={(workload) => <WorkloadCard workload={workload} />}
          cardHeight={104}
          rows={rows}
          rowId={({ id }) => id}
          total={total}
          state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
          more={{
            hasNext: query.hasNextPage,
            isFetching: query.isFetchingNextPage,
            fetch: () => void query.fetchNextPage(),
          }}
          empty={<NoWorkloads isFiltered={isFiltered(filters)} onClear={clear} />}
          onOpen={(id) => router.push(`/workloads/${id}`)}
        />
      )}
    </ListPage>
  );
}

const isFiltered = ({ provider, serviceModel, environment, owner, q }: WorkloadFilters): boolean =>
  owner !== "" || q !== "" || [provider, serviceModel, environment].some((chosen) => chosen.length > 0);

function NoWorkloads({ isFiltered: filtered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (filtered)
    return (
      <EmptyState
        icon={Sparkles}
        title="No workload matches these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  return (
    <EmptyState
      icon={Sparkles}
      title="No AI workload has been found yet"
      action={
        <Button variant="primary" asChild>
          <Link href="/connections">Check the connections</Link>
        </Button>
      }
    >
      They are discovered from models, agents and what calls them. Connect the accounts where those run.
    </EmptyState>
  );
}
