/** Where a cell of the matrix stands, counted from the first. */
export type Place = { row: number; column: number };
type Press = { key: string; ctrlKey: boolean };
type Shape = { rows: number; columns: number; has: (place: Place) => boolean };

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** The cell a key leads to, past places that hold none; null where the key means nothing or there is none that way. */
export function placeAfter({ key, ctrlKey }: Press, from: Place, shape: Shape): Place | null {
  const step = steps[key];
  if (step) return ctrlKey ? null : walk(from, step, shape);
  if (key !== "Home" && key !== "End") return null;
  const all = placesOf(shape).filter(({ row }) => ctrlKey || row === from.row);
  return (key === "Home" ? all[0] : all.at(-1)) ?? null;
}

/** The one cell the tab key stops at: where the reader was, or the first there is. */
export const tabStop = (wanted: Place, shape: Shape): Place | null =>
  placesOf(shape).find(({ row, column }) => row === wanted.row && column === wanted.column) ??
  placesOf(shape)[0] ??
  null;

function walk(from: Place, step: Place, { rows, columns, has }: Shape): Place | null {
  let place = from;
  for (;;) {
    place = { row: place.row + step.row, column: place.column + step.column };
    const { row, column } = place;
    if (row < 0 || column < 0 || row >= rows || column >= columns) return null;
    if (has(place)) return place;
  }
}

function placesOf({ rows, columns, has }: Shape): Place[] {
  const places = Array.from({ length: rows * columns }, (_, index) => ({
    row: Math.floor(index / columns),
    column: index % columns,
  }));
  return places.filter(has);
}
