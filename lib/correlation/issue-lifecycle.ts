/** The part of an issue that tells its life. */
export type IssueLife = {
  status: "open" | "in-progress" | "resolved";
  firstSeenAt: Date;
  openedAt: Date;
  changedAt: Date;
  resolvedAt: Date | null;
  reopenedCount: number;
};
export type Transition = "opened" | "reopened" | "resolved" | "updated" | "unchanged";

/** What becomes of an issue when its path is found, or is no longer. Owner and due date are not touched by it. */
export function nextLife(
  before: IssueLife | null,
  found: boolean,
  contentChanged: boolean,
  at: Date,
): { life: IssueLife; transition: Transition } {
  if (!before) {
    const life = { firstSeenAt: at, openedAt: at, changedAt: at, resolvedAt: null, reopenedCount: 0 };
    return { life: { ...life, status: "open" }, transition: "opened" };
  }
  if (!found) {
    if (before.status === "resolved") return { life: before, transition: "unchanged" };
    return { life: { ...before, status: "resolved", changedAt: at, resolvedAt: at }, transition: "resolved" };
  }
  if (before.status === "resolved") {
    const reopenedCount = before.reopenedCount + 1;
    return {
      life: { ...before, status: "open", openedAt: at, changedAt: at, resolvedAt: null, reopenedCount },
      transition: "reopened",
    };
  }
  if (!contentChanged) return { life: before, transition: "unchanged" };
  return { life: { ...before, changedAt: at }, transition: "updated" };
}
