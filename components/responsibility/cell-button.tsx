import type { ComponentProps } from "react";

import type { CellView } from "#lib/contract/responsibility.ts";

import { cn } from "../ui/cn.ts";
import { cellSentence, partyFills, statusMarks } from "./cell-looks.ts";

type Props = Pick<ComponentProps<"button">, "tabIndex" | "onFocus" | "onKeyDown"> & {
  cell: CellView;
  workload: string;
  row: string;
  isOpen: boolean;
  onOpen: () => void;
  /** Where it stands, for whoever moves the focus. */
  "data-place"?: string;
};

/** One cell of the matrix: party by fill, status by mark, a dot where a person decided. */
export function CellButton({ cell, workload, row, isOpen, onOpen, ...control }: Props) {
  const { icon: Icon, color } = statusMarks[cell.status];
  const sentence = cellSentence(workload, row, cell.party, cell.status);
  return (
    <button
      type="button"
      {...control}
      onClick={onOpen}
      aria-label={cell.overridden ? `${sentence}, decided by a person` : sentence}
      title={sentence}
      aria-pressed={isOpen}
      className={cn(
        "relative flex h-8 w-full items-center justify-center rounded-sm border hover:border-line-strong",
        partyFills[cell.party],
        !cell.admitted && "opacity-20",
        isOpen && "ring-2 ring-focus",
      )}
    >
      <Icon className={cn("size-4", color)} aria-hidden />
      {cell.overridden && (
        <span aria-hidden className="absolute top-1 right-1 size-1.5 rounded-full bg-text" />
      )}
    </button>
  );
}
