import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { WorkFilters, WorkItem } from "#lib/contract/remediation.ts";
import type { Permission } from "#lib/domain/permission.ts";

/** What the address of the page holds. */
export const remediationParsers = {
  view: parseAsStringLiteral(["work", "exceptions"] as const).withDefault("work"),
  whose: parseAsStringLiteral(["me", "all"] as const),
  team: parseAsString.withDefault(""),
  /** Narrows everybody's work to one owner's, by name. */
  owner: parseAsString.withDefault(""),
  /** Narrows the work to what is late, or due within seven days. */
  due: parseAsStringLiteral(["overdue", "week"] as const),
  /** The finding that is open in the drawer. */
  finding: parseAsString,
};
export const loadRemediationView = createLoader(remediationParsers);

export type DueFilter = "overdue" | "week" | null;
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Whether an item is due as asked. What is late is not counted again among what is due soon. */
export function isDue(
  { dueAt, overdue }: Pick<WorkItem, "dueAt" | "overdue">,
  due: DueFilter,
  now: Date,
): boolean {
  if (due === null) return true;
  if (due === "overdue") return overdue;
  return dueAt !== null && !overdue && Date.parse(dueAt) - now.getTime() < weekMs;
}

type Chosen = { whose: WorkFilters["whose"] | null; team: string };

/** Who can be given no work is shown everybody's, where they may see it. */
export function workFiltersOf({ whose, team }: Chosen, permissions: readonly Permission[]): WorkFilters {
  const seesAll = permissions.includes("work:read-all");
  const usual = seesAll && !permissions.includes("assignment:work") ? "all" : "me";
  return { whose: seesAll ? (whose ?? usual) : "me", team };
}
