"use client";
import { RelativeTime, useNow } from "../ui/relative-time.tsx";

/** When the next sync is due. One whose time has come is picked up within a minute. */
export function NextSync({ at }: { at: Date | null }) {
  const now = useNow();
  if (!at) return "When somebody asks";
  return <span suppressHydrationWarning>{at <= now ? "Due now" : <RelativeTime at={at} />}</span>;
}
