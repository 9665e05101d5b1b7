import Link from "next/link";

import type { WorkFilters, WorkList } from "#lib/contract/remediation.ts";

import { Person } from "../ui/avatar.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

const ownersMax = 6;

/** Who has how much, and how much of it is late. */
export function OwnerList({ work, whose }: { work: WorkList; whose: WorkFilters["whose"] }) {
  if (work.byOwner.length === 0)
    return (
      <EmptyState title="Nothing is assigned yet">
        Assign an issue or a finding to give it a due date.
      </EmptyState>
    );
  const shown = work.byOwner.slice(0, ownersMax);
  const most = Math.max(...work.byOwner.map(({ openCount }) => openCount));
  return (
    <ul className="divide-y divide-line text-sm">
      {shown.map(({ owner, openCount, overdueCount }) => (
        <li key={owner}>
          <Link
            href={`/remediation?${new URLSearchParams({ whose, owner })}`}
            className="flex min-h-9 items-center gap-3 px-4 outline-offset-[-2px] hover:bg-hover"
          >
            <span className="w-36 min-w-0">
              <Person name={owner} />
            </span>
            <span aria-hidden className="flex h-1 flex-1 overflow-hidden rounded-full bg-line">
              <span className="bg-critical" style={{ width: `${(overdueCount / most) * 100}%` }} />
              <span className="bg-muted" style={{ width: `${((openCount - overdueCount) / most) * 100}%` }} />
            </span>
            <span className="w-32 text-right whitespace-nowrap">
              {overdueCount > 0 && (
                <span className="font-semibold text-critical">{overdueCount} overdue</span>
              )}
              <span className="text-muted">
                {overdueCount > 0 && " of "}
                {openCount}
                {overdueCount === 0 && " open"}
              </span>
            </span>
          </Link>
        </li>
      ))}
      {work.byOwner.length > shown.length && (
        <li>
          <Link
            href={`/remediation?whose=${whose}`}
            className="flex min-h-9 items-center px-4 text-muted outline-offset-[-2px] hover:bg-hover hover:text-text"
          >
            {work.byOwner.length - shown.length} more
          </Link>
        </li>
      )}
    </ul>
  );
}
