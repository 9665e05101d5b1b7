"use client";
import { useMemo } from "react";

import { useStoredText } from "../theme/preference.ts";
import type { Column } from "./column.ts";

/** Which columns a reader hid, remembered in this browser for each table. */
export function useHiddenColumns<T>(
  label: string,
  columns: readonly Column<T>[],
): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const [stored, store] = useStoredText(`nacre.columns.${label}`);
  const hidden = useMemo(
    () =>
      stored === null
        ? new Set(columns.filter((column) => column.initiallyHidden).map(({ id }) => id))
        : new Set(stored.split(",").filter(Boolean)),
    [stored, columns],
  );
  return [hidden, (next) => store([...next].join(","))];
}
