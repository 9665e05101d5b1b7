/** The ids from one row to another, both included, in the order of the list; the target alone if the anchor is gone. */
export function rowRange(ids: readonly string[], anchor: string | null, target: string): string[] {
  const from = anchor === null ? -1 : ids.indexOf(anchor);
  const to = ids.indexOf(target);
  if (from === -1 || to === -1) return [target];
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** Adds or takes away, by what the target is to become. */
export function withSelected(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  becomes: boolean,
): Set<string> {
  const next = new Set(selected);
  for (const id of ids) {
    if (becomes) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** Where the active row goes; stays within the list. */
export const moved = (index: number, by: number, count: number): number =>
  Math.max(0, Math.min(count - 1, index + by));
