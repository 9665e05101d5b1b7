"use client";
import type { WorkList } from "#lib/contract/remediation.ts";

import { cn } from "../ui/cn.ts";

type Props = { byOwner: WorkList["byOwner"]; owner: string; onChange: (owner: string) => void };

/** Who has how much to do, and how much of it is late; choosing one narrows the list. */
export function OwnerSummary({ byOwner, owner, onChange }: Props) {
  if (byOwner.length === 0) return null;
  const most = Math.max(...byOwner.map(({ openCount }) => openCount));
  return (
    <ul
      aria-label="Work by owner"
      className="scroll-thin flex shrink-0 gap-2 overflow-x-auto border-b border-line px-4 pb-3 sm:px-6"
    >
      {byOwner.map(({ owner: name, openCount, overdueCount }) => (
        <li key={name} className="w-44 shrink-0">
          <button
            type="button"
            aria-pressed={owner === name}
            onClick={() => onChange(owner === name ? "" : name)}
            className={cn(
              "flex w-full flex-col gap-1 rounded-md border px-2.5 py-1.5 text-left text-sm hover:bg-hover",
              owner === name ? "border-accent bg-selected" : "border-line",
            )}
          >
            <span className="w-full truncate font-medium">{name}</span>
            <span className="text-xs text-muted">
              {openCount} open
              {overdueCount > 0 && <span className="text-critical">, {overdueCount} overdue</span>}
            </span>
            <span aria-hidden className="flex h-1 w-full overflow-hidden rounded-full bg-line">
              <span className="bg-critical" style={{ width: `${(overdueCount / most) * 100}%` }} />
              <span
                className="bg-line-strong"
                style={{ width: `${((openCount - overdueCount) / most) * 100}%` }}
              />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
