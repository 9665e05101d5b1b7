/** Between two nodes of a path, and between two rows of it. */
export const pathGap = 96;
export const pathRowGap = 96;
const perRowMax = 5;

/** How a path is broken into rows: as few as let names be read in their true size, and evenly. */
export function pathRows(count: number): { rows: number; perRow: number } {
  const rows = Math.max(1, Math.ceil(count / perRowMax));
  return { rows, perRow: Math.max(1, Math.ceil(count / rows)) };
}

/** The place of a step: rows are read to and fro, so that the next row begins below the end of the one before. */
export function pathPlace(index: number, perRow: number): { column: number; row: number } {
  const row = Math.floor(index / perRow);
  const along = index % perRow;
  return { row, column: row % 2 === 0 ? along : perRow - 1 - along };
}
