"use client";
import { useQuery } from "@tanstack/react-query";
import { Grid3x3 } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";

import { responsibilityFilterParsers } from "#lib/contract/responsibility.ts";
import { cellStatuses, parties, partyTitles } from "#lib/domain/responsibility-model.ts";

import { messageOf } from "../api/api-error.ts";
import type { Facet } from "../data-table/facet-popover.tsx";
import { FacetPopover } from "../data-table/facet-popover.tsx";
import { onesOf } from "../data-table/filter-text.ts";
import { ListPage } from "../data-table/list-page.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { CellDrawer } from "./cell-drawer.tsx";
import { statusMarks } from "./cell-looks.ts";
import { MatrixLegend } from "./matrix-legend.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { responsibilityQuery } from "./responsibility-query.ts";
import { responsibilityViewParsers } from "./responsibility-view.ts";

/** The matrix over all workloads, with its questions and the evidence behind each cell. */
export function ResponsibilityScreen() {
  const [filters, setFilters] = useQueryStates(responsibilityFilterParsers);
  const [opened, setOpened] = useQueryStates(responsibilityViewParsers, { history: "push" });
  const { data: matrix, isPending, error, refetch } = useQuery(responsibilityQuery(filters));
  const facets = facetsOf(matrix?.byParty ?? {}, matrix?.byStatus ?? {});
  const isOurs =
    filters.party.join() === "customer,shared" && filters.status.join() === "gap,unproved,unknown";
  const open = opened.in && opened.cell ? { workloadId: opened.in, rowId: opened.cell } : null;
  return (
    <ListPage>
      <PageHeader
        title="Responsibility"
        summary={
          matrix && (
            <>
              {matrix.model.title}, {matrix.model.publisher}, {matrix.model.edition}.{" "}
              <a
                href={matrix.model.source}
                target="_blank"
                rel="noreferrer"
                className="text-accent-text underline"
              >
                Source
              </a>
            </>
          )
        }
        actions={
          matrix && matrix.models.length > 1 ? (
            <Select
              label="Responsibility model"
              value={filters.model}
              onChange={(model) => void setFilters({ model })}
              options={matrix.models.map(({ id, title }) => ({ value: id, label: title }))}
              className="w-64"
            />
          ) : null
        }
      />
      <search className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 pb-3 sm:px-6">
        <Button
          size="sm"
          aria-pressed={isOurs}
          variant={isOurs ? "primary" : "secondary"}
          onClick={() =>
            void setFilters(
              isOurs
                ? { party: null, status: null }
                : { party: ["customer", "shared"], status: ["gap", "unproved", "unknown"] },
            )
          }
        >
          Ours and not met
        </Button>
        <FacetPopover
          facet={facets.party}
          chosen={filters.party}
          onChange={(chosen) => void setFilters({ party: onesOf(parties, chosen) })}
        />
        <FacetPopover
          facet={facets.status}
          chosen={filters.status}
          onChange={(chosen) => void setFilters({ status: onesOf(cellStatuses, chosen) })}
        />
        {filters.workload && (
          <ScopeChip label="One workload" onRemove={() => void setFilters({ workload: "" })} />
        )}
      </search>
      <MatrixLegend />
      {isPending && <SkeletonRows rows={12} label="Loading the matrix" />}
      {error && !matrix && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
      {matrix && matrix.workloads.length === 0 && <NoWorkloads />}
      {matrix && matrix.workloads.length > 0 && (
        <div className="scroll-thin min-h-0 flex-1 overflow-auto px-4 pb-6 sm:px-6">
          <MatrixTable
            matrix={matrix}
            open={open}
            onOpen={(workloadId, rowId) => void setOpened({ in: workloadId, cell: rowId })}
          />
        </div>
      )}
      <CellDrawer
        address={open && { ...open, modelId: filters.model }}
        onClose={() => void setOpened({ in: null, cell: null })}
      />
    </ListPage>
  );
}

const facetsOf = (
  byParty: Readonly<Record<string, number>>,
  byStatus: Readonly<Record<string, number>>,
): { party: Facet; status: Facet } => ({
  party: {
    id: "party",
    label: "Accountable",
    options: parties.map((value) => ({ value, label: partyTitles[value] })),
    counts: byParty,
  },
  status: {
    id: "status",
    label: "Status",
    options: cellStatuses.map((value) => ({ value, label: statusMarks[value].label })),
    counts: byStatus,
  },
});

const NoWorkloads = () => (
  <EmptyState
    icon={Grid3x3}
    title="There is no workload to resolve"
    action={
      <Button asChild>
        <Link href="/workloads">See the workloads</Link>
      </Button>
    }
  >
    Responsibilities are resolved for each AI workload once it is discovered.
  </EmptyState>
);
