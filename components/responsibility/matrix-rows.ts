import type { CellView, ResponsibilityMatrix } from "#lib/contract/responsibility.ts";

type Row = ResponsibilityMatrix["rows"][number];
type Workload = ResponsibilityMatrix["workloads"][number];

const groupTitles: Readonly<Record<string, string>> = {
  usage: "AI usage",
  application: "AI application",
  platform: "AI platform",
};

export type RowGroup = { id: string; title: string; rows: Row[] };

/** The rows by the layer of the model they are in, both in the order they came. */
export const rowGroups = (rows: readonly Row[]): RowGroup[] =>
  [...Map.groupBy(rows, ({ group }) => group)].map(([id, members]) => ({
    id,
    title: groupTitles[id] ?? id,
    rows: members,
  }));

export const cellOf = (workload: Workload | undefined, rowId: string): CellView | undefined =>
  workload?.cells.find((cell) => cell.rowId === rowId);
