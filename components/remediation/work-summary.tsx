"use client";
import Link from "next/link";

import type { WorkFilters, WorkList } from "#lib/contract/remediation.ts";

import { findingsHref } from "../findings/findings-view.ts";
import { cn } from "../ui/cn.ts";
import type { DueFilter } from "./remediation-view.ts";

type Props = {
  work: WorkList | undefined;
  whose: WorkFilters["whose"];
  due: DueFilter;
  onDue: (due: DueFilter) => void;
};

/** How much there is, how much of it is late or soon due, and what nobody owns; each number narrows to what it counts. */
export function WorkSummary({ work, whose, due, onDue }: Props) {
  if (!work) return "Counting…";
  const { items, overdueCount, dueThisWeekCount, unownedCount } = work;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {items.length === 0 ? (
        <span>{whose === "me" ? "Nothing is assigned to you." : "Nothing is assigned."}</span>
      ) : (
        <span>{items.length.toLocaleString("en")} open</span>
      )}
      <Toggle
        count={overdueCount}
        words="overdue"
        isOn={due === "overdue"}
        isLoud
        onToggle={(on) => onDue(on ? "overdue" : null)}
      />
      <Toggle
        count={dueThisWeekCount}
        words="due within 7 days"
        isOn={due === "week"}
        onToggle={(on) => onDue(on ? "week" : null)}
      />
      {unownedCount !== null && unownedCount > 0 && (
        <Link href={findingsHref("/findings", { assignee: "nobody" })} className={linkClass}>
          {unownedCount.toLocaleString("en")} {unownedCount === 1 ? "finding" : "findings"} nobody owns
        </Link>
      )}
    </span>
  );
}

const linkClass =
  "inline-flex min-h-6 items-center rounded-sm underline decoration-line-strong underline-offset-3 hover:text-text";

type ToggleProps = {
  count: number;
  words: string;
  isOn: boolean;
  isLoud?: boolean;
  onToggle: (on: boolean) => void;
};

/** Stays while it is on, though nothing is left of what it counts: else there were no way back. */
function Toggle({ count, words, isOn, isLoud = false, onToggle }: ToggleProps) {
  if (count === 0 && !isOn) return null;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
      className={cn(
        linkClass,
        isLoud && count > 0 && "text-critical",
        isOn && "bg-selected px-1.5 text-text",
      )}
    >
      {count.toLocaleString("en")} {words}
    </button>
  );
}
