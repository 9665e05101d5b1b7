import type { ReactNode } from "react";

/** One column as data. The table decides how it is drawn; a page only says what is in it. */
export type Column<T> = {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Pixels. The column that grows takes what is left and never less than this. */
  width: number;
  grows?: boolean;
  align?: "left" | "right";
  /** The value of the `sort` filter this column stands for, where the server can sort by it. */
  sort?: string;
  /** Hidden until asked for in the column menu. */
  initiallyHidden?: boolean;
};
