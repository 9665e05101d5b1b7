export type ValueDiff = { removed: string[]; added: string[]; sameCount: number };

/** What to show of a change: of two lists only the members that differ, of anything else both values whole. */
export function diffValues(before: unknown, after: unknown): ValueDiff {
  if (!Array.isArray(before) || !Array.isArray(after))
    return { removed: [inWords(before)], added: [inWords(after)], sameCount: 0 };
  const was = before.map(inWords);
  const is = after.map(inWords);
  const removed = without(was, is);
  const added = without(is, was);
  // The same members in another order: only the whole shows that.
  if (removed.length + added.length === 0)
    return { removed: [inWords(before)], added: [inWords(after)], sameCount: 0 };
  return { removed, added, sameCount: was.length - removed.length };
}

/** Members of the first list that the second does not have, each as often as it has them more. */
function without(members: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return members.filter((member) => {
    const count = left.get(member) ?? 0;
    left.set(member, count - 1);
    return count <= 0;
  });
}

function inWords(value: unknown): string {
  if (value === undefined) return "not there";
  if (value === null) return "not set";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value === "" ? "empty" : value;
  if (Array.isArray(value) && value.length === 0) return "none";
  return JSON.stringify(value, null, 2);
}
