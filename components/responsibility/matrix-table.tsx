"use client";
import Link from "next/link";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import { CellButton } from "./cell-button.tsx";

type Props = {
  matrix: ResponsibilityMatrix;
  open: { workloadId: string; rowId: string } | null;
  onOpen: (workloadId: string, rowId: string) => void;
};

const groupTitles: Readonly<Record<string, string>> = {
  usage: "AI usage",
  application: "AI application",
  platform: "AI platform",
};

/** Rows of the model by layer, workloads across. */
export function MatrixTable({ matrix, open, onOpen }: Props) {
  const groups = Map.groupBy(matrix.rows, ({ group }) => group);
  return (
    <table className="border-separate border-spacing-x-1.5 border-spacing-y-1 text-sm">
      <caption className="sr-only">{matrix.model.title}: who must act, and whether it is done</caption>
      <thead className="sticky top-0 z-10 bg-canvas">
        <tr>
          <th
            scope="col"
            className="sticky left-0 z-10 min-w-44 bg-canvas py-1.5 pr-3 text-left text-xs font-medium text-muted sm:min-w-72"
          >
            Responsibility
          </th>
          {matrix.workloads.map(({ id, name, serviceModel }) => (
            <th
              key={id}
              scope="col"
              className="w-36 min-w-28 py-1.5 text-left align-bottom text-xs font-medium"
            >
              <Link href={`/workloads/${id}`} className="line-clamp-2 hover:underline">
                {name}
              </Link>
              <span className="font-normal text-muted">{serviceModelTitles[serviceModel]}</span>
            </th>
          ))}
        </tr>
      </thead>
      {[...groups].map(([group, rows]) => (
        <tbody key={group}>
          <tr>
            <th
              scope="colgroup"
              colSpan={matrix.workloads.length + 1}
              className="pt-3 pb-1 text-left text-xs text-muted"
            >
              {groupTitles[group] ?? group}
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
              {matrix.workloads.map((workload) => {
                const cell = workload.cells.find(({ rowId }) => rowId === row.id);
                return (
                  <td key={workload.id}>
                    {cell ? (
                      <CellButton
                        cell={cell}
                        workload={workload.name}
                        row={row.title}
                        isOpen={open?.workloadId === workload.id && open.rowId === row.id}
                        onOpen={() => onOpen(workload.id, row.id)}
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
