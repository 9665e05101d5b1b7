import Link from "next/link";

import type { WorkList } from "#lib/contract/remediation.ts";

import { Person } from "../ui/avatar.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** Who has how much, and how much of it is late. */
export function OwnerList({ work }: { work: WorkList }) {
  if (work.byOwner.length === 0)
    return (
      <EmptyState title="Nothing is assigned yet">
        Assign an issue or a finding to give it a due date.
      </EmptyState>
    );
  const most = Math.max(...work.byOwner.map(({ openCount }) => openCount));
  return (
    <ul className="divide-y divide-line text-sm">
      {work.byOwner.map(({ owner, openCount, overdueCount }) => (
        <li key={owner}>
          <Link
            href="/remediation?whose=all"
            className="flex min-h-9 items-center gap-3 px-4 outline-offset-[-2px] hover:bg-hover"
          >
            <span className="w-36 min-w-0">
              <Person name={owner} />
            </span>
            <span aria-hidden className="flex h-1 flex-1 overflow-hidden rounded-full bg-line">
              <span className="bg-critical" style={{ width: `${(overdueCount / most) * 100}%` }} />
              <span className="bg-muted" style={{ width: `${((openCount - overdueCount) / most) * 100}%` }} />
            </span>
            <span className="w-28 text-right">
              {overdueCount > 0 && (
                <span className="font-semibold text-critical">{overdueCount} overdue</span>
              )}
              <span className="text-muted"> of {openCount}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
