"use client";
import type { CellView, ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { partyTitles } from "#lib/domain/responsibility-model.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import { cn } from "../ui/cn.ts";
import { Select } from "../ui/select.tsx";
import { cellSentence, partyFills, statusMarks } from "./cell-looks.ts";
import { cellOf, rowGroups } from "./matrix-rows.ts";

type Props = {
  matrix: ResponsibilityMatrix;
  /** The workload that is shown; the first where there is none of that id. */
  shownId: string | null;
  onShow: (workloadId: string) => void;
  open: { workloadId: string; rowId: string } | null;
  onOpen: (workloadId: string, rowId: string) => void;
};

/** The matrix where it is narrow: one workload at a time, its rows in words. What the filters leave out is not drawn. */
export function MatrixCards({ matrix, shownId, onShow, open, onOpen }: Props) {
  const { workloads } = matrix;
  const shown = workloads.find(({ id }) => id === shownId) ?? workloads[0];
  if (!shown) return null;
  const groups = rowGroups(matrix.rows).flatMap(({ id, title, rows }) => {
    const admitted = rows.flatMap((row) => {
      const cell = cellOf(shown, row.id);
      return cell?.admitted ? [{ row, cell }] : [];
    });
    return admitted.length > 0 ? [{ id, title, admitted }] : [];
  });
  return (
    <>
      <div className="px-4 py-3">
        <Select
          label="Workload"
          value={shown.id}
          onChange={onShow}
          options={workloads.map((workload) => ({
            value: workload.id,
            label: workload.name,
            hint: hintOf(workload),
          }))}
        />
      </div>
      {groups.length === 0 && (
        <p className="px-4 py-8 text-center text-sm text-muted">
          Nothing of {shown.name} matches these filters.
        </p>
      )}
      {groups.map(({ id, title, admitted }) => (
        <section key={id} aria-label={title}>
          <h2 className="border-y border-line bg-sunken px-4 py-1.5 text-xs font-medium text-muted">
            {title}
          </h2>
          <ul className="divide-y divide-line">
            {admitted.map(({ row, cell }) => (
              <li key={row.id}>
                <CellCard
                  cell={cell}
                  workload={shown.name}
                  row={row.title}
                  isOpen={open?.workloadId === shown.id && open.rowId === row.id}
                  onOpen={() => onOpen(shown.id, row.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type CardProps = { cell: CellView; workload: string; row: string; isOpen: boolean; onOpen: () => void };

function CellCard({ cell, workload, row, isOpen, onOpen }: CardProps) {
  const { icon: Icon, color, label } = statusMarks[cell.status];
  const sentence = cellSentence(workload, row, cell.party, cell.status);
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={cell.overridden ? `${sentence}, decided by a person` : sentence}
      aria-pressed={isOpen}
      className={cn(
        "flex min-h-13 w-full items-center gap-3 px-4 py-2 text-left text-sm outline-offset-[-2px] active:bg-hover",
        isOpen && "bg-selected",
      )}
    >
      <Icon className={cn("size-4 shrink-0", color)} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2">{row}</span>
        <span className="text-xs text-muted">
          {label}
          {cell.overridden && ", decided by a person"}
        </span>
      </span>
      <span className="inline-flex shrink-0 items-center gap-1.5 text-xs text-muted">
        {partyTitles[cell.party]}
        <span aria-hidden className={cn("h-4 w-7 rounded-sm border", partyFills[cell.party])} />
      </span>
    </button>
  );
}

function hintOf({ serviceModel, cells }: ResponsibilityMatrix["workloads"][number]): string {
  const gaps = cells.filter(({ status }) => status === "gap").length;
  if (gaps === 0) return serviceModelTitles[serviceModel];
  return gaps === 1 ? "1 gap" : `${gaps} gaps`;
}
