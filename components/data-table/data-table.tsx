"use client";
import type { RowData } from "@tanstack/react-table";
import { useRef, type ReactNode } from "react";

import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { CardList } from "./card-list.tsx";
import type { Column } from "./column.ts";
import { RowTable } from "./row-table.tsx";
import { useRowKeys } from "./use-row-keys.ts";
import { useVirtualRows } from "./use-virtual-rows.ts";

export type DataTableProps<T> = {
  /** What is listed; read to a screen reader and used to remember the columns. */
  label: string;
  columns: readonly Column<T>[];
  /** The row as a card where the screen is narrow. Every card has the height of `cardHeight`. */
  card: (row: T) => ReactNode;
  cardHeight?: number;
  /** For rows that hold two lines of text. */
  rowHeight?: number;
  rows: readonly T[];
  rowId: (row: T) => string;
  /** How many there are in all; null while the server does not say. */
  total: number | null;
  state: { isPending: boolean; error: unknown; retry: () => void };
  more: { hasNext: boolean; isFetching: boolean; fetch: () => void };
  empty: ReactNode;
  /** The row that is open in the drawer. */
  openId?: string | null;
  onOpen?: (id: string) => void;
  selection?: { selected: ReadonlySet<string>; onChange: (selected: ReadonlySet<string>) => void };
  sort?: { value: string; onChange: (value: string) => void };
};

/** The one table of the product: virtual, fixed rows, keys to move and select, cards where it is narrow. */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { rows, state, empty, label, cardHeight = 76, rowHeight = usualRowHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const virtual = useVirtualRows({
    scroller,
    count: rows.length,
    rowHeight: isNarrow ? cardHeight : rowHeight,
    more: props.more,
  });
  const keys = useRowKeys(props, virtual.reveal);

  if (state.isPending) return <SkeletonRows rows={12} label={`Loading ${label.toLowerCase()}`} />;
  if (state.error && rows.length === 0)
    return <ErrorState message={messageOf(state.error)} onRetry={state.retry} />;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div ref={scroller} className="scroll-thin relative min-h-0 flex-1 overflow-auto" data-table={label}>
      {isNarrow ? (
        <CardList {...props} virtual={virtual} keys={keys} cardHeight={cardHeight} />
      ) : (
        <RowTable {...props} virtual={virtual} keys={keys} rowHeight={rowHeight} />
      )}
      {props.more.isFetching && (
        <output className="sticky left-0 block px-6 py-2 text-xs text-muted">Loading more…</output>
      )}
    </div>
  );
}

const usualRowHeight = 36;
