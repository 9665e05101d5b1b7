"use client";
/* oxlint-disable jsx-a11y/control-has-associated-label -- a cell is not a control */
import {
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type RowData,
} from "@tanstack/react-table";
import { ArrowDown } from "lucide-react";
import { useMemo } from "react";

import { Checkbox } from "../ui/checkbox.tsx";
import { cn } from "../ui/cn.ts";
import type { Column } from "./column.ts";
import { ColumnMenu } from "./column-menu.tsx";
import type { DataTableProps } from "./data-table.tsx";
import { useHiddenColumns } from "./use-hidden-columns.ts";
import type { RowKeys } from "./use-row-keys.ts";
import type { VirtualRows } from "./use-virtual-rows.ts";

type Props<T> = DataTableProps<T> & { virtual: VirtualRows; keys: RowKeys; rowHeight: number };

const features = tableFeatures({ columnVisibilityFeature });
const selectWidth = 48;

/** A real table: spacer rows stand for what is not drawn, `aria-rowcount` says how much there is. */
export function RowTable<T extends RowData>(props: Props<T>) {
  const { label, columns, rows, rowId, total, selection, virtual, keys, rowHeight, openId, onOpen } = props;
  const [hidden, setHidden] = useHiddenColumns(label, columns);
  const definitions = useMemo(() => toDefinitions(columns), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { columnVisibility: Object.fromEntries([...hidden].map((id) => [id, false])) },
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const visible = table.getVisibleLeafColumns().flatMap(({ id }) => byId.get(id) ?? []);
  const modelRows = table.getRowModel().rows;
  const width = visible.reduce((sum, column) => sum + column.width, selection ? selectWidth : 0);
  return (
    <table
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      className="w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: width }}
    >
      <colgroup>
        {selection && <col style={{ width: selectWidth }} />}
        {visible.map((column) => (
          <col key={column.id} style={column.grows ? {} : { width: column.width }} />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas">
        <tr aria-rowindex={1}>
          {selection && (
            <th scope="col" className={cn(headClass, "overflow-visible px-0 first:pl-3 sm:first:pl-5")}>
              <SelectAll rows={rows} rowId={rowId} selection={selection} />
            </th>
          )}
          {visible.map((column, index) => (
            <HeaderCell key={column.id} column={column} {...(props.sort ? { sort: props.sort } : {})}>
              {index === visible.length - 1 && (
                <ColumnMenu columns={columns} hidden={hidden} onChange={setHidden} />
              )}
            </HeaderCell>
          ))}
        </tr>
      </thead>
      <tbody>
        <Spacer height={virtual.before} />
        {virtual.items.map(({ index }) => {
          const row = modelRows[index];
          if (!row) return null;
          const isOpen = row.id === openId;
          const isSelected = selection?.selected.has(row.id) ?? false;
          return (
            <tr
              key={row.id}
              data-row={index}
              aria-rowindex={index + 2}
              aria-selected={selection ? isSelected : undefined}
              tabIndex={index === Math.max(keys.activeIndex, 0) ? 0 : -1}
              onClick={(event) => keys.onRowClick(event, index)}
              onKeyDown={keys.onRowKeyDown}
              style={{ height: rowHeight }}
              className={cn(
                "outline-offset-[-2px] hover:bg-hover",
                onOpen && "cursor-pointer",
                index === keys.activeIndex && "bg-hover",
                (isOpen || isSelected) && "bg-selected hover:bg-selected",
              )}
            >
              {selection && (
                <td className={cn(cellClass, "overflow-visible px-0 first:pl-3 sm:first:pl-5")}>
                  <Checkbox
                    checked={isSelected}
                    tabIndex={-1}
                    aria-label={`Select row ${index + 1}`}
                    onClick={(event) => keys.toggle(index, event.shiftKey)}
                  />
                </td>
              )}
              {row.getVisibleCells().map((cell) => (
                <td
                  key={cell.id}
                  className={cn(cellClass, byId.get(cell.column.id)?.align === "right" && "text-right")}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
        })}
        <Spacer height={virtual.after} />
      </tbody>
    </table>
  );
}

const headClass =
  "h-8 border-b border-line px-2 text-left text-xs font-medium text-muted first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";
const cellClass =
  "truncate border-b border-line px-2 align-middle first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";

function toDefinitions<T extends RowData>(columns: readonly Column<T>[]) {
  const helper = createColumnHelper<typeof features, T>();
  return columns.map((column) =>
    helper.display({
      id: column.id,
      header: column.header,
      cell: ({ row }) => column.cell(row.original),
      enableHiding: !column.grows,
    }),
  );
}

const Spacer = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null;

type HeaderProps<T> = {
  column: Column<T>;
  sort?: NonNullable<DataTableProps<T>["sort"]>;
  children: React.ReactNode;
};

function HeaderCell<T>({ column, sort, children }: HeaderProps<T>) {
  const isSorted = column.sort !== undefined && sort?.value === column.sort;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? "descending" : undefined}
      className={cn(headClass, column.align === "right" && "text-right")}
    >
      <span className={cn("flex items-center gap-1", column.align === "right" && "justify-end")}>
        {column.sort !== undefined && sort ? (
          <button
            type="button"
            onClick={() => sort.onChange(column.sort ?? "")}
            className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-text"
          >
            {column.header}
            {isSorted && <ArrowDown className="size-3" aria-hidden />}
          </button>
        ) : (
          column.header
        )}
        {children}
      </span>
    </th>
  );
}

type SelectAllProps<T> = {
  rows: readonly T[];
  rowId: (row: T) => string;
  selection: NonNullable<DataTableProps<T>["selection"]>;
};

function SelectAll<T>({ rows, rowId, selection }: SelectAllProps<T>) {
  const { selected, onChange } = selection;
  const all = rows.length > 0 && rows.every((row) => selected.has(rowId(row)));
  const some = selected.size > 0;
  return (
    <Checkbox
      aria-label="Select all loaded rows"
      checked={all || (some && "indeterminate")}
      onClick={() => onChange(all || some ? new Set() : new Set(rows.map(rowId)))}
    />
  );
}
