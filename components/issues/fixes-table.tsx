"use client";
import { useQuery } from "@tanstack/react-query";
import { Wrench } from "lucide-react";

import type { RankedFix } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

import type { Column } from "../data-table/column.ts";
import { DataTable } from "../data-table/data-table.tsx";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { fixesQuery } from "./issues-query.ts";

const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

/** One row a change: how many open issues it would break. */
export function FixesTable({ onOpen }: { onOpen: (fixId: string) => void }) {
  const query = useQuery(fixesQuery);
  const rows = query.data?.items ?? [];
  return (
    <DataTable
      label="Fixes"
      columns={columns}
      card={(fix) => (
        <>
          <span className="line-clamp-2 text-sm font-medium">{fix.change}</span>
          <span className="flex items-center gap-3 text-xs text-muted">
            {breaks(fix)} <Effort effort={fix.effort} />
          </span>
        </>
      )}
      cardHeight={84}
      rows={rows}
      rowId={({ id }) => id}
      total={rows.length}
      state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
      more={allLoaded}
      empty={<EmptyState icon={Wrench} title="There is nothing to break: no issue is open" />}
      onOpen={onOpen}
    />
  );
}

const columns: readonly Column<RankedFix>[] = [
  {
    id: "breaks",
    header: "Breaks",
    width: 104,
    cell: (fix) => <span className="font-semibold">{breaks(fix)}</span>,
  },
  {
    id: "change",
    header: "Change",
    width: 320,
    grows: true,
    cell: ({ change }) => <span title={change}>{change}</span>,
  },
  { id: "resource", header: "On", width: 220, cell: ({ resourceName }) => resourceName },
  { id: "effort", header: "Effort", width: 140, cell: ({ effort }) => <Effort effort={effort} /> },
];

const breaks = ({ breaks: broken }: RankedFix): string => counted(broken.length, "issue");

export const Effort = ({ effort }: { effort: RankedFix["effort"] }) => (
  <Badge tone={effort === "low" ? "good" : "neutral"}>{effort} effort</Badge>
);
