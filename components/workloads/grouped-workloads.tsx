"use client";
import Link from "next/link";

import type { WorkloadView } from "#lib/contract/workloads.ts";

import type { Column } from "../data-table/column.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { useIsNarrow } from "../ui/use-media-query.ts";
import type { WorkloadGroup } from "./group-workloads.ts";
import { WorkloadCard } from "./workloads-columns.tsx";

type Props = {
  groups: readonly WorkloadGroup[];
  columns: readonly Column<WorkloadView>[];
  /** Loads those that are not there yet; null where all are. */
  more: { isFetching: boolean; fetch: () => void } | null;
};

/** The workloads under a heading for each group: one table with a body a group, or cards where it is narrow. */
export function GroupedWorkloads({ groups, columns, more }: Props) {
  const isNarrow = useIsNarrow();
  return (
    <div className="scroll-thin min-h-0 flex-1 overflow-auto">
      {isNarrow ? <GroupedCards groups={groups} /> : <GroupedTable groups={groups} columns={columns} />}
      {more && (
        <div className="flex items-center gap-3 px-4 py-3 text-xs text-muted sm:px-6">
          These are not all yet.
          <Button size="sm" pending={more.isFetching} onClick={more.fetch}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

function GroupedTable({ groups, columns }: Pick<Props, "groups" | "columns">) {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <table
      aria-label="Workloads"
      className="w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: width }}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={column.grows ? {} : { width: column.width }} />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas">
        <tr>
          {columns.map(({ id, header, align }) => (
            <th
              key={id}
              scope="col"
              className={cn(cellClass, "h-8 text-left text-xs font-medium text-muted", alignClass(align))}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ id, title, workloads }) => (
        <tbody key={id} aria-label={title}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={columns.length}
              className={cn(cellClass, "h-8 bg-sunken text-left text-xs font-medium")}
            >
              {title} <span className="font-normal text-muted">{workloads.length}</span>
            </th>
          </tr>
          {workloads.map((workload) => (
            <tr key={workload.id} className="hover:bg-hover">
              {columns.map(({ id: column, cell, align }) => (
                <td key={column} className={cn(cellClass, "h-9 truncate", alignClass(align))}>
                  {cell(workload)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const cellClass = "border-b border-line px-2 align-middle first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";
const alignClass = (align: Column<WorkloadView>["align"]) => align === "right" && "text-right";

const GroupedCards = ({ groups }: Pick<Props, "groups">) =>
  groups.map(({ id, title, workloads }) => (
    <section key={id} aria-label={title}>
      <h2 className="border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium">
        {title} <span className="font-normal text-muted">{workloads.length}</span>
      </h2>
      <ul>
        {workloads.map((workload) => (
          <li key={workload.id} className="border-b border-line">
            <Link
              href={`/workloads/${workload.id}`}
              className="flex flex-col gap-1 px-4 py-3 outline-offset-[-2px] active:bg-hover"
            >
              <WorkloadCard workload={workload} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
