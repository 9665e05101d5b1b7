"use client";
import { useQuery } from "@tanstack/react-query";

import type { FindingFilters, FindingGroup } from "#lib/contract/findings.ts";

import type { Column } from "../data-table/column.ts";
import { DataTable } from "../data-table/data-table.tsx";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { findingGroupsQuery } from "./findings-query.ts";
import { NoFindings } from "./findings-table.tsx";
import { isDefaultFilters } from "./use-finding-filters.ts";

type Props = { filters: FindingFilters; onOpen: (checkId: string) => void; onClear: () => void };

const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

/** One row a check: how many of the resources it decided fail it. */
export function FindingGroupsTable({ filters, onOpen, onClear }: Props) {
  const query = useQuery(findingGroupsQuery(filters));
  const rows = query.data?.items ?? [];
  return (
    <DataTable
      label="Findings by check"
      columns={columns}
      card={(group) => <GroupCard group={group} />}
      rows={rows}
      rowId={({ checkId }) => checkId}
      total={rows.length}
      state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
      more={allLoaded}
      empty={<NoFindings isFiltered={!isDefaultFilters(filters)} onClear={onClear} />}
      onOpen={onOpen}
    />
  );
}

const columns: readonly Column<FindingGroup>[] = [
  {
    id: "severity",
    header: "Severity",
    width: 108,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: "title",
    header: "Check",
    width: 320,
    grows: true,
    cell: ({ title }) => <span title={title}>{title}</span>,
  },
  { id: "layer", header: "Layer", width: 108, cell: ({ layer }) => <LayerLabel layer={layer} /> },
  { id: "share", header: "Findings of resources", width: 240, cell: (group) => <Share group={group} /> },
  {
    id: "unknown",
    header: "Unknown",
    width: 96,
    align: "right",
    cell: ({ unknownCount }) =>
      unknownCount > 0 ? (
        <span title="Resources for which this check could not be decided">{unknownCount}</span>
      ) : (
        <span className="text-muted">–</span>
      ),
  },
];

function Share({ group: { count, evaluatedCount } }: { group: FindingGroup }) {
  const share = evaluatedCount > 0 ? Math.min(1, count / evaluatedCount) : 0;
  return (
    <span className="flex items-center gap-2">
      <span className="w-24">
        <span className="font-semibold">{count.toLocaleString("en")}</span>
        <span className="text-muted"> of {evaluatedCount.toLocaleString("en")}</span>
      </span>
      <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-line">
        <span className="block h-full rounded-full bg-muted" style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}

const GroupCard = ({ group }: { group: FindingGroup }) => (
  <>
    <span className="line-clamp-1 text-sm font-medium">{group.title}</span>
    <span className="flex items-center gap-3 text-xs text-muted">
      <SeverityBadge severity={group.severity} className="text-xs" />
      <LayerLabel layer={group.layer} />
      <span>
        <span className="font-semibold text-text">{group.count}</span> of {group.evaluatedCount}
      </span>
    </span>
  </>
);
