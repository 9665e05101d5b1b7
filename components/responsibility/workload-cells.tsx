import Link from "next/link";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { partyTitles } from "#lib/domain/responsibility-model.ts";

import { cn } from "../ui/cn.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { partyFills, statusMarks } from "./cell-looks.ts";
import { responsibilityHref } from "./responsibility-view.ts";

type Props = { matrix: ResponsibilityMatrix; workloadId: string };

/** One workload's column of the matrix, as a list. */
export function WorkloadCells({ matrix, workloadId }: Props) {
  const workload = matrix.workloads.find(({ id }) => id === workloadId);
  if (!workload || workload.cells.length === 0)
    return (
      <EmptyState title="Its responsibilities have not been resolved yet">
        They are after the next sync.
      </EmptyState>
    );
  const cellByRow = new Map(workload.cells.map((cell) => [cell.rowId, cell]));
  return (
    <ul className="divide-y divide-line text-sm">
      {matrix.rows.map((row) => {
        const cell = cellByRow.get(row.id);
        if (!cell) return null;
        const { icon: Icon, color, label } = statusMarks[cell.status];
        return (
          <li key={row.id}>
            <Link
              href={responsibilityHref("/responsibility", {
                workload: workloadId,
                in: workloadId,
                cell: row.id,
              })}
              className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 outline-offset-[-2px] hover:bg-hover sm:px-6"
            >
              <span className="inline-flex w-28 items-center gap-1.5">
                <Icon className={cn("size-4 shrink-0", color)} aria-hidden />
                {label}
              </span>
              <span className="min-w-48 flex-1">{row.title}</span>
              <span className="inline-flex w-36 items-center gap-1.5 text-xs">
                <span aria-hidden className={cn("h-4 w-7 rounded-sm border", partyFills[cell.party])} />
                {partyTitles[cell.party]}
              </span>
              <RelativeTime at={cell.changedAt} className="w-16 text-right text-xs text-muted" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
