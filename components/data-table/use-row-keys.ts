"use client";
import { useRef, useState, type KeyboardEvent, type MouseEvent } from "react";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { moved, rowRange, withSelected } from "./row-range.ts";

type Options<T> = {
  label: string;
  rows: readonly T[];
  rowId: (row: T) => string;
  openId?: string | null;
  onOpen?: (id: string) => void;
  selection?: { selected: ReadonlySet<string>; onChange: (selected: ReadonlySet<string>) => void };
};

export type RowKeys = {
  activeIndex: number;
  onRowClick: (event: MouseEvent, index: number) => void;
  onRowKeyDown: (event: KeyboardEvent) => void;
  /** Selects one row, or with shift all rows since the last one. */
  toggle: (index: number, withRange: boolean) => void;
};

/** Moving, opening and selecting rows by `j`, `k`, arrows, `x`, shift and enter. */
export function useRowKeys<T>(options: Options<T>, reveal: (index: number) => void): RowKeys {
  const { label, rows, rowId, openId = null, onOpen, selection } = options;
  const [active, setActive] = useState(-1);
  const anchor = useRef<string | null>(null);
  const ids = rows.map(rowId);
  const openIndex = openId === null ? -1 : ids.indexOf(openId);
  const activeIndex = openIndex === -1 ? Math.min(active, rows.length - 1) : openIndex;

  const move = (by: number, options?: { extend: boolean; from?: number }) => {
    const next = moved(options?.from ?? activeIndex, by, rows.length);
    const id = ids[next];
    if (id === undefined) return;
    setActive(next);
    reveal(next);
    if (options?.extend && selection) selection.onChange(withSelected(selection.selected, [id], true));
    if (openIndex !== -1) onOpen?.(id);
    else focusRow(label, next);
  };
  const toggle = (index: number, withRange: boolean) => {
    const id = ids[index];
    if (id === undefined || !selection) return;
    const range = withRange ? rowRange(ids, anchor.current, id) : [id];
    anchor.current = id;
    setActive(index);
    selection.onChange(withSelected(selection.selected, range, !selection.selected.has(id)));
  };
  const open = (index: number) => {
    const id = ids[index];
    if (id === undefined || !onOpen) return;
    setActive(index);
    onOpen(id);
  };

  useShortcut({ keys: "j", label: "Next row", group: label }, () => move(1));
  useShortcut({ keys: "k", label: "Previous row", group: label }, () => move(-1));
  useShortcut(
    { keys: "J", label: "Select down", group: label },
    selection && (() => move(1, { extend: true })),
  );
  useShortcut(
    { keys: "K", label: "Select up", group: label },
    selection && (() => move(-1, { extend: true })),
  );
  useShortcut(
    { keys: "x", label: "Select row", group: label },
    selection && (() => toggle(activeIndex, false)),
  );
  useShortcut({ keys: "o", label: "Open row", group: label }, onOpen && (() => open(activeIndex)));

  return {
    activeIndex,
    toggle,
    onRowClick: (event, index) => {
      if (isControl(event.target)) return;
      if (event.shiftKey && selection) toggle(index, true);
      else open(index);
    },
    onRowKeyDown: (event) => {
      if (event.target !== event.currentTarget) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      const index = rowOf(event.currentTarget);
      if (step !== undefined) move(step, { extend: event.shiftKey, from: index });
      else if (event.key === " " && selection) toggle(index, event.shiftKey);
      else open(index);
    },
  };
}

/** The row that has the focus, which the tab key may have brought there before any other key. */
const rowOf = (row: EventTarget & Element): number => Number(row.getAttribute("data-row"));

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest("a, button, input, label, [role=checkbox]") !== null;

/** After the row is drawn. */
function focusRow(label: string, index: number): void {
  requestAnimationFrame(() => {
    const table = document.querySelector(`[data-table="${CSS.escape(label)}"]`);
    const row = table?.querySelector(`[data-row="${index}"]`);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  });
}
