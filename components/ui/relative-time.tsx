"use client";
import { useSyncExternalStore } from "react";

import { formatInstant, formatRelative } from "./format-time.ts";

const tickMilliseconds = 30_000;
const subscribe = (onTick: () => void) => {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
};
// At most one tick behind, which is less than the minute below which everything is "now".
const currentTick = () => Math.floor(Date.now() / tickMilliseconds) * tickMilliseconds;

/** The current instant to within half a minute, kept current. */
export const useNow = (): Date => new Date(useSyncExternalStore(subscribe, currentTick, currentTick));

/** Relative, kept current; the exact instant on hover. */
export function RelativeTime({ at, className }: { at: Date | string; className?: string }) {
  const now = useNow();
  const instant = typeof at === "string" ? new Date(at) : at;
  return (
    <time
      dateTime={instant.toISOString()}
      title={formatInstant(instant)}
      className={className}
      suppressHydrationWarning
    >
      {formatRelative(instant, now)}
    </time>
  );
}
