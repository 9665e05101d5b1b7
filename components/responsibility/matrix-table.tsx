"use client";
import Link from "next/link";
import { useRef, useState, type KeyboardEvent } from "react";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import { CellButton } from "./cell-button.tsx";
import { placeAfter, tabStop, type Place } from "./matrix-keys.ts";
import { cellOf, rowGroups } from "./matrix-rows.ts";

type Props = {
  matrix: ResponsibilityMatrix;
  open: { workloadId: string; rowId: string } | null;
  onOpen: (workloadId: string, rowId: string) => void;
};

/** Rows of the model by layer, workloads across. One stop for the tab key; arrows go from cell to cell. */
export function MatrixTable({ matrix, open, onOpen }: Props) {
  const { workloads, model } = matrix;
  const table = useRef<HTMLTableElement>(null);
  const [visited, setVisited] = useState<Place>({ row: 0, column: 0 });
  const groups = rowGroups(matrix.rows);
  const rowIds = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
  const shape = {
    rows: rowIds.length,
    columns: workloads.length,
    has: ({ row, column }: Place) => cellOf(workloads[column], rowIds[row] ?? "") !== undefined,
  };
  const stop = tabStop(visited, shape);
  const move = (event: KeyboardEvent) => {
    const next = stop && placeAfter(event, stop, shape);
    if (!next) return;
    event.preventDefault();
    setVisited(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`)?.focus();
  };
  return (
    <table
      ref={table}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move between its cells
      role="grid"
      aria-label={`${model.title}: who must act, and whether it is done`}
      className="-mx-1.5 border-separate border-spacing-x-1.5 border-spacing-y-1 text-sm"
    >
      <thead className="sticky top-0 z-10 bg-canvas">
        <tr>
          <th
            scope="col"
            className="sticky left-0 z-10 min-w-44 bg-canvas py-1.5 pr-3 text-left align-bottom text-xs font-medium text-muted sm:min-w-72"
          >
            Responsibility
          </th>
          {workloads.map(({ id, name, serviceModel }) => (
            <th
              key={id}
              scope="col"
              className="w-36 min-w-28 py-1.5 text-left align-bottom text-xs font-medium"
            >
              <Link href={`/workloads/${id}`} title={name} className="line-clamp-2 hover:underline">
                {name}
              </Link>
              <span className="font-normal text-muted">{serviceModelTitles[serviceModel]}</span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ id: group, title, rows }) => (
        <tbody key={group}>
          <tr>
            <th
              scope="colgroup"
              colSpan={workloads.length + 1}
              className="pt-3 pb-1 text-left text-xs text-muted"
            >
              {title}
            </th>
          </tr>
          {rows.map((row) => (
            <tr key={row.id}>
              <th
                scope="row"
                title={row.meaning}
                className="sticky left-0 bg-canvas py-0.5 pr-3 text-left font-normal text-pretty"
              >
                {row.title}
              </th>
              {workloads.map((workload, column) => {
                const cell = cellOf(workload, row.id);
                const place = { row: rowIds.indexOf(row.id), column };
                return (
                  <td key={workload.id}>
                    {cell ? (
                      <CellButton
                        cell={cell}
                        workload={workload.name}
                        row={row.title}
                        isOpen={open?.workloadId === workload.id && open.rowId === row.id}
                        onOpen={() => onOpen(workload.id, row.id)}
                        tabIndex={stop?.row === place.row && stop.column === column ? 0 : -1}
                        data-place={`${place.row} ${column}`}
                        onFocus={() => setVisited(place)}
                        onKeyDown={move}
                      />
                    ) : (
                      <span className="text-muted">not resolved</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
