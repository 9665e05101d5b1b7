import type { DrawnLine } from "./drawn-lines.ts";

/** The lines of a node in the order they are read: those that lead on, then those that lead to it. */
export const linesAt = (id: string, lines: readonly DrawnLine[]): DrawnLine[] => [
  ...lines.filter(({ from }) => from === id),
  ...lines.filter(({ from, to }) => to === id && from !== id),
];

/** The next or the previous line of a node, round and round; null where it has none. */
export function turnLine(
  id: string,
  step: 1 | -1,
  lines: readonly DrawnLine[],
  currentId: string | null,
): DrawnLine | null {
  const own = linesAt(id, lines);
  const at = own.findIndex((line) => line.id === currentId);
  if (at === -1) return (step === 1 ? own[0] : own.at(-1)) ?? null;
  return own[(at + step + own.length) % own.length] ?? null;
}

/** The node at the other end of a line. */
export const otherEnd = ({ from, to }: DrawnLine, id: string): string => (from === id ? to : from);
