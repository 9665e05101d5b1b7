"use client";
import { SlidersHorizontal } from "lucide-react";

import { IconButton } from "../ui/icon-button.tsx";
import { Popover } from "../ui/popover.tsx";
import { CheckRow } from "./check-row.tsx";
import type { Column } from "./column.ts";

type Props<T> = {
  columns: readonly Column<T>[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
};

export function ColumnMenu<T>({ columns, hidden, onChange }: Props<T>) {
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={<IconButton icon={SlidersHorizontal} label="Columns" size="sm" className="ml-auto" />}
    >
      {columns
        .filter((column) => !column.grows)
        .map((column) => (
          <CheckRow key={column.id} checked={!hidden.has(column.id)} onToggle={() => toggle(column.id)}>
            {column.header}
          </CheckRow>
        ))}
    </Popover>
  );
}
