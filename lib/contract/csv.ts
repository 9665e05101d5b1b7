/** What a spreadsheet would take for a formula, also in full width or behind blanks that it drops. */
const formula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** One line of RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
