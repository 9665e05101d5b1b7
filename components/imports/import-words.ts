import type { ImportView } from "#lib/contract/imports.ts";

type Counts = Pick<
  ImportView,
  | "newCount"
  | "changedCount"
  | "unchangedCount"
  | "reopenedCount"
  | "closedCount"
  | "componentCount"
  | "refusedCount"
>;

/** What a report changed, in a line: only what there is any of. */
export function outcomeWords(view: Counts): string {
  const parts = [
    [view.newCount, "new"],
    [view.changedCount, "changed"],
    [view.reopenedCount, "reopened"],
    [view.closedCount, "closed"],
    [view.unchangedCount, "unchanged"],
    [view.componentCount, view.componentCount === 1 ? "component" : "components"],
    [view.refusedCount, view.refusedCount === 1 ? "record refused" : "records refused"],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en")} ${word}`);
  return said.length === 0 ? "Nothing to tell of" : said.join(", ");
}
