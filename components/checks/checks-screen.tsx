"use client";
import { useQuery } from "@tanstack/react-query";
import { BookCheck, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";

import { checkFilterParsers, checkOrigins, type CheckFilters } from "#lib/contract/checks.ts";
import { counted } from "#lib/domain/counted.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import { DataTable } from "../data-table/data-table.tsx";
import type { Facet } from "../data-table/facet-popover.tsx";
import { FilterBar } from "../data-table/filter-bar.tsx";
import { onesOf } from "../data-table/filter-text.ts";
import { ListPage } from "../data-table/list-page.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { severityTitles } from "../ui/severity-badge.tsx";
import { CheckCard, checksColumns } from "./checks-columns.tsx";
import { checksQuery } from "./checks-query.ts";

const facets: readonly Facet[] = [
  {
    id: "severity",
    label: "Severity",
    options: severities.map((value) => ({ value, label: severityTitles[value] })),
  },
  { id: "layer", label: "Layer", options: layers.map((value) => ({ value, label: layerTitles[value] })) },
  {
    id: "provider",
    label: "Cloud",
    options: providers.map((value) => ({ value, label: providerTitles[value] })),
  },
  {
    id: "origin",
    label: "From",
    options: [
      { value: "nacre", label: "Nacre" },
      { value: "custom", label: "Your own" },
    ],
  },
];
const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

export function ChecksScreen() {
  const router = useRouter();
  const mayWrite = useCan("check:write");
  const [filters, setFilters] = useQueryStates(checkFilterParsers);
  const query = useQuery(checksQuery(filters));
  const rows = query.data?.items ?? [];
  const failing = rows.filter(({ failCount }) => failCount > 0).length;
  const clear = () => void setFilters(null);
  return (
    <ListPage>
      <PageHeader
        title="Checks"
        summary={query.data ? summaryOf(rows.length, failing) : "Counting…"}
        actions={
          mayWrite && (
            <Button asChild>
              <Link href="/checks/new">
                <Plus aria-hidden /> New check
              </Link>
            </Button>
          )
        }
      />
      <FilterBar
        label="Checks"
        facets={facets}
        values={{
          severity: filters.severity,
          layer: filters.layer,
          provider: filters.provider,
          origin: filters.origin,
        }}
        q={filters.q}
        onChange={(values, q) =>
          void setFilters({
            severity: onesOf(severities, values["severity"]),
            layer: onesOf(layers, values["layer"]),
            provider: onesOf(providers, values["provider"]),
            origin: onesOf(checkOrigins, values["origin"]),
            q,
          })
        }
        isFiltered={isFiltered(filters)}
        onClear={clear}
      />
      <DataTable
        label="Checks"
        columns={checksColumns}
        card={(check) => <CheckCard check={check} />}
        rows={rows}
        rowId={({ id }) => id}
        total={rows.length}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={allLoaded}
        empty={
          <EmptyState
            icon={BookCheck}
            title="No check matches these filters"
            action={<Button onClick={clear}>Clear the filters</Button>}
          />
        }
        onOpen={(id) => router.push(`/checks/${id}`)}
      />
    </ListPage>
  );
}

const summaryOf = (count: number, failing: number): string =>
  `${counted(count, "check")}, ${failing} failing somewhere. Each shows the examples that draw its line.`;

const isFiltered = ({ severity, layer, provider, origin, q }: CheckFilters): boolean =>
  q !== "" || [severity, layer, provider, origin].some((chosen) => chosen.length > 0);
