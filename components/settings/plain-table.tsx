import type { ReactNode } from "react";

import { cn } from "../ui/cn.ts";

export type PlainColumn<T> = {
  header: string;
  cell: (row: T) => ReactNode;
  /** Left out where it is narrow; say it in another cell there. */
  wideOnly?: boolean;
  /** For actions: the header is for screen readers alone. */
  hideHeader?: boolean;
};

type Props<T> = {
  label: string;
  columns: readonly PlainColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Without a frame of its own, in a card that has one. */
  inCard?: boolean;
};

/** A short list as a table: for dozens of rows, where the virtual one is for thousands. */
export const PlainTable = <T,>({ label, columns, rows, rowId, inCard = false }: Props<T>) => (
  <div className={inCard ? "px-1" : "overflow-hidden rounded-lg border border-line bg-surface"}>
    <table aria-label={label} className="w-full text-sm">
      <thead>
        <tr className="border-b border-line text-left text-xs text-muted">
          {columns.map(({ header, wideOnly, hideHeader }) => (
            <th
              key={header}
              scope="col"
              className={cn("h-8 px-3 font-medium", wideOnly && "hidden sm:table-cell")}
            >
              {hideHeader ? <span className="sr-only">{header}</span> : header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map((row) => (
          <tr key={rowId(row)}>
            {columns.map(({ header, cell, wideOnly, hideHeader }) => (
              <td
                key={header}
                className={cn(
                  "h-11 px-3 py-1.5 align-middle",
                  wideOnly && "hidden sm:table-cell",
                  hideHeader && "w-px text-right whitespace-nowrap",
                )}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
