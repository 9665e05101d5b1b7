"use client";
import { Badge } from "./badge.tsx";
import { formatInstant, formatRelative } from "./format-time.ts";
import { useNow } from "./relative-time.tsx";

const soonMilliseconds = 3 * 86_400_000;

/** When something is due: loud once it is late, warm in the last days. */
export function DueBadge({ at }: { at: string }) {
  const now = useNow();
  const due = new Date(at);
  const left = due.getTime() - now.getTime();
  const relative = formatRelative(due, now);
  if (left < 0)
    return (
      <Badge tone="bad" title={formatInstant(due)}>
        <span suppressHydrationWarning>Overdue {relative.replace(" ago", "")}</span>
      </Badge>
    );
  return (
    <Badge tone={left < soonMilliseconds ? "warn" : "neutral"} title={formatInstant(due)}>
      <span suppressHydrationWarning>Due {relative}</span>
    </Badge>
  );
}
