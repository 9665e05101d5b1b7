"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import type { FindingFilters } from "#lib/contract/findings.ts";

import { DataTable } from "../data-table/data-table.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { FindingsBulkBar } from "./findings-bulk-bar.tsx";
import { FindingCard, findingsColumns } from "./findings-columns.tsx";
import { findingsQuery } from "./findings-query.ts";
import { isDefaultFilters } from "./use-finding-filters.ts";

type Props = {
  filters: FindingFilters;
  total: number | null;
  openId: string | null;
  onOpen: (id: string) => void;
  onClear: () => void;
};

export function FindingsTable({ filters, total, openId, onOpen, onClear }: Props) {
  const query = useInfiniteQuery(findingsQuery(filters));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <DataTable
        label="Findings"
        columns={findingsColumns}
        card={(finding) => <FindingCard finding={finding} />}
        cardHeight={92}
        rows={rows}
        rowId={({ id }) => id}
        total={total}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={{
          hasNext: query.hasNextPage,
          isFetching: query.isFetchingNextPage,
          fetch: () => void query.fetchNextPage(),
        }}
        empty={<NoFindings isFiltered={!isDefaultFilters(filters)} onClear={onClear} />}
        openId={openId}
        onOpen={onOpen}
        selection={{ selected, onChange: setSelected }}
      />
      <FindingsBulkBar
        filters={filters}
        total={total}
        selected={selected}
        onClear={() => setSelected(new Set())}
      />
    </>
  );
}

/** Says which it is: a filter hides them, or there are none. */
export function NoFindings({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const seesAll = useCan("work:read-all");
  if (isFiltered)
    return (
      <EmptyState
        icon={ShieldCheck}
        title="No finding matches these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      >
        Cleared, the list shows everything that is open or in progress.
      </EmptyState>
    );
  if (!seesAll)
    return (
      <EmptyState icon={ShieldCheck} title="Nothing is assigned to you or your teams">
        Findings of others are not shown to you.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={ShieldCheck}
      title="Nothing is open"
      action={
        <Button asChild>
          <Link href="/connections">See what is connected</Link>
        </Button>
      }
    >
      Every check that could be decided passes. What could not be collected is shown beside each score.
    </EmptyState>
  );
}
