"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowDownWideNarrow, Boxes, Check } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";

import { countMax, resourceSorts, type ResourceFilters } from "#lib/contract/inventory.ts";
import { counted } from "#lib/domain/counted.ts";

import { DataTable } from "../data-table/data-table.tsx";
import { FilterBar } from "../data-table/filter-bar.tsx";
import { ListPage } from "../data-table/list-page.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { inventoryPageParsers } from "./inventory-view.ts";
import { resourceFacetsQuery, resourcesQuery } from "./inventory-query.ts";
import { ResourceCard, resourcesColumns } from "./resources-columns.tsx";
import { fromValues, resourcesFacets, toValues } from "./resources-facets.ts";

const scopes = [
  { key: "type", label: (value: string) => `Type: ${value}` },
  { key: "region", label: (value: string) => `Region: ${value}` },
  { key: "connection", label: () => "From one connection" },
] as const;

export function InventoryScreen() {
  const router = useRouter();
  const [pageFilters, setFilters] = useQueryStates(inventoryPageParsers);
  const filters = useMemo(
    (): ResourceFilters => ({ ...pageFilters, cursor: null, limit: 100 }),
    [pageFilters],
  );
  const query = useInfiniteQuery(resourcesQuery(filters));
  const facets = useQuery(resourceFacetsQuery(filters));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const count = query.data?.pages[0]?.count ?? null;
  const clear = () => void setFilters(null);
  return (
    <ListPage>
      <PageHeader title="Inventory" summary={summary(count)} />
      <FilterBar
        label="Resources"
        facets={resourcesFacets(facets.data)}
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
        <Button
          size="sm"
          variant={filters.sort === "attention" ? "secondary" : "ghost"}
          aria-pressed={filters.sort === "attention"}
          title="AI first, then what is exposed, sensitive or powerful. Press to sort by name."
          onClick={() => void setFilters({ sort: filters.sort === "attention" ? "name" : null })}
        >
          {filters.sort === "attention" ? <Check aria-hidden /> : <ArrowDownWideNarrow aria-hidden />}
          What matters first
        </Button>
      </FilterBar>
      <DataTable
        label="Resources"
        columns={resourcesColumns}
        card={(resource) => <ResourceCard resource={resource} />}
        cardHeight={92}
        rows={rows}
        rowId={({ id }) => id}
        total={count === countMax ? null : count}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={{
          hasNext: query.hasNextPage,
          isFetching: query.isFetchingNextPage,
          fetch: () => void query.fetchNextPage(),
        }}
        sort={{
          value: filters.sort,
          onChange: (value) =>
            void setFilters({ sort: resourceSorts.find((sort) => sort === value) ?? null }),
        }}
        empty={<NoResources isFiltered={isFiltered(filters)} onClear={clear} />}
        onOpen={(id) => router.push(`/inventory/${id}`)}
      />
    </ListPage>
  );
}

const isFiltered = (filters: ResourceFilters): boolean =>
  filters.q !== "" ||
  filters.type !== "" ||
  filters.region !== "" ||
  filters.connection !== "" ||
  Object.values(toValues(filters)).some((chosen) => chosen.length > 0);

function summary(count: number | null): string {
  if (count === null) return "Counting…";
  if (count >= countMax) return `${countMax.toLocaleString("en")} or more resources`;
  return counted(count, "resource");
}

function NoResources({ isFiltered: filtered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (filtered)
    return (
      <EmptyState
        icon={Boxes}
        title="No resource matches these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  return (
    <EmptyState
      icon={Boxes}
      title="Nothing has been collected yet"
      action={
        <Button variant="primary" asChild>
          <Link href="/connections/new">Connect a cloud</Link>
        </Button>
      }
    >
      Connect an account, subscription or project; its first sync fills this list.
    </EmptyState>
  );
}
