"use client";
import { cn } from "../ui/cn.ts";
import type { DataTableProps } from "./data-table.tsx";
import type { RowKeys } from "./use-row-keys.ts";
import type { VirtualRows } from "./use-virtual-rows.ts";

type Props<T> = DataTableProps<T> & { virtual: VirtualRows; keys: RowKeys; cardHeight: number };

/** The table where it is narrow: one card a row, a button if it opens. */
export function CardList<T>(props: Props<T>) {
  const { label, rows, rowId, card, virtual, keys, cardHeight, total, openId, onOpen } = props;
  return (
    <ul aria-label={label} className="relative" style={{ height: virtual.height }}>
      {virtual.items.map(({ index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const id = rowId(row);
        return (
          <li
            key={id}
            aria-posinset={index + 1}
            aria-setsize={total ?? -1}
            className={cn("absolute inset-x-0 border-b border-line", id === openId && "bg-selected")}
            style={{ height: cardHeight, transform: `translateY(${start}px)` }}
          >
            {onOpen ? (
              <button
                type="button"
                data-row={index}
                onClick={() => onOpen(id)}
                onKeyDown={keys.onRowKeyDown}
                className="flex size-full flex-col justify-center gap-1 overflow-hidden px-4 text-left outline-offset-[-2px] active:bg-hover"
              >
                {card(row)}
              </button>
            ) : (
              <div className="flex size-full flex-col justify-center gap-1 overflow-hidden px-4">
                {card(row)}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
