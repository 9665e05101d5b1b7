"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Route } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import type { IssueFilters } from "#lib/contract/issues.ts";

import { DataTable } from "../data-table/data-table.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { IssueCard, issuesColumns } from "./issues-columns.tsx";
import { issuesQuery } from "./issues-query.ts";

type Props = {
  filters: IssueFilters;
  total: number | null;
  isFiltered: boolean;
  onClear: () => void;
  onSort: (sort: string) => void;
};

export function IssuesTable({ filters, total, isFiltered, onClear, onSort }: Props) {
  const router = useRouter();
  const query = useInfiniteQuery(issuesQuery(filters));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DataTable
      label="Issues"
      columns={issuesColumns}
      card={(issue) => <IssueCard issue={issue} />}
      cardHeight={116}
      rowHeight={54}
      rows={rows}
      rowId={({ id }) => id}
      total={total}
      state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
      more={{
        hasNext: query.hasNextPage,
        isFetching: query.isFetchingNextPage,
        fetch: () => void query.fetchNextPage(),
      }}
      sort={{ value: filters.sort, onChange: onSort }}
      empty={<NoIssues isFiltered={isFiltered} onClear={onClear} />}
      onOpen={(id) => router.push(`/issues/${id}`)}
    />
  );
}

function NoIssues({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const seesAll = useCan("work:read-all");
  if (isFiltered)
    return (
      <EmptyState
        icon={Route}
        title="No issue matches these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  if (!seesAll)
    return (
      <EmptyState icon={Route} title="No issue is assigned to you or your teams">
        Issues of others are not shown to you.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Route}
      title="No path leads from an entry to something worth taking"
      action={
        <Button asChild>
          <Link href="/connections">See what is connected</Link>
        </Button>
      }
    >
      Only what was collected could be searched. A denied call may hide a path.
    </EmptyState>
  );
}
