import type { ConnectionView } from "#lib/contract/connections.ts";
import type { IssueView } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

export type Change = {
  id: string;
  at: string;
  kind: "issue-opened" | "issue-reopened" | "issue-resolved" | "sync-incomplete";
  title: string;
  detail: string;
  href: string;
};

/** What is different from before, newest first: paths that opened or closed, and syncs that did not see everything. */
export function whatChanged(
  issues: readonly IssueView[],
  connections: readonly ConnectionView[],
  since: Date,
): Change[] {
  return [...issues.map(issueChange), ...connections.flatMap(connectionChange)]
    .filter(({ at }) => new Date(at) >= since)
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

function issueChange(issue: IssueView): Change {
  const base = { id: issue.id, title: issue.story, href: `/issues/${issue.id}` };
  if (issue.status === "resolved")
    return { ...base, kind: "issue-resolved", at: issue.resolvedAt ?? issue.changedAt, detail: "Resolved" };
  if (issue.reopenedCount > 0)
    return { ...base, kind: "issue-reopened", at: issue.openedAt, detail: "Opened again" };
  return { ...base, kind: "issue-opened", at: issue.openedAt, detail: "New" };
}

function connectionChange({ id, name, lastSync, incompleteCount }: ConnectionView): Change[] {
  if (!lastSync?.finishedAt || (lastSync.state !== "failed" && lastSync.state !== "partial")) return [];
  const failed = lastSync.state === "failed";
  return [
    {
      id: lastSync.id,
      at: lastSync.finishedAt,
      kind: "sync-incomplete",
      title: failed ? `${name} could not be synced` : `${name} was not seen completely`,
      detail: failed ? (lastSync.error ?? "Failed") : `${counted(incompleteCount, "collection")} incomplete`,
      href: `/connections/${id}`,
    },
  ];
}
