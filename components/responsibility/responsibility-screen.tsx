"use client";
import { useQuery } from "@tanstack/react-query";
import { Grid3x3 } from "lucide-react";
import Link from "next/link";
import { useQueryState, useQueryStates } from "nuqs";

import { responsibilityFilterParsers } from "#lib/contract/responsibility.ts";

import { messageOf } from "../api/api-error.ts";
import { ListPage } from "../data-table/list-page.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { CellDrawer } from "./cell-drawer.tsx";
import { MatrixCards } from "./matrix-cards.tsx";
import { MatrixLegend } from "./matrix-legend.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { ResponsibilityFilters } from "./responsibility-filters.tsx";
import { responsibilityQuery } from "./responsibility-query.ts";
import { responsibilityViewParsers, shownParser } from "./responsibility-view.ts";

/** The matrix over all workloads, with its questions and the evidence behind each cell. */
export function ResponsibilityScreen() {
  const isNarrow = useIsNarrow();
  const [filters, setFilters] = useQueryStates(responsibilityFilterParsers);
  const [opened, setOpened] = useQueryStates(responsibilityViewParsers, { history: "push" });
  const [shown, setShown] = useQueryState("shown", shownParser);
  const { data: matrix, isPending, error, refetch } = useQuery(responsibilityQuery(filters));
  const open = opened.in && opened.cell ? { workloadId: opened.in, rowId: opened.cell } : null;
  const onOpen = (workloadId: string, rowId: string) => void setOpened({ in: workloadId, cell: rowId });
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
              onChange={(model) => {
                void setFilters({ model });
                void setOpened({ in: null, cell: null });
              }}
              options={matrix.models.map(({ id, title }) => ({ value: id, label: title }))}
              className="w-64"
            />
          ) : null
        }
      />
      <ResponsibilityFilters matrix={matrix} />
      {!isNarrow && <MatrixLegend />}
      {isPending && <SkeletonRows rows={12} label="Loading the matrix" />}
      {error && !matrix && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
      {matrix && matrix.workloads.length === 0 && (
        <NoWorkloads isScoped={filters.workload !== ""} onShowAll={() => void setFilters({ workload: "" })} />
      )}
      {matrix && matrix.workloads.length > 0 && isNarrow && (
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto pb-6">
          <MatrixCards
            matrix={matrix}
            shownId={shown}
            onShow={(id) => void setShown(id)}
            open={open}
            onOpen={onOpen}
          />
        </div>
      )}
      {matrix && matrix.workloads.length > 0 && !isNarrow && (
        <div className="scroll-thin min-h-0 flex-1 overflow-auto px-4 pb-6 sm:px-6">
          <MatrixTable matrix={matrix} open={open} onOpen={onOpen} />
        </div>
      )}
      <CellDrawer
        address={open && { ...open, modelId: filters.model }}
        onClose={() => void setOpened({ in: null, cell: null })}
      />
    </ListPage>
  );
}

type NoWorkloadsProps = { isScoped: boolean; onShowAll: () => void };

const NoWorkloads = ({ isScoped, onShowAll }: NoWorkloadsProps) =>
  isScoped ? (
    <EmptyState
      icon={Grid3x3}
      title="This workload is not there any more"
      action={<Button onClick={onShowAll}>Show every workload</Button>}
    >
      It may have been merged into another, or what served it is gone.
    </EmptyState>
  ) : (
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
