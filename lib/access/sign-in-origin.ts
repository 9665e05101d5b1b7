import type { Origin } from "./start-session.ts";

/**
 * Where a sign-in comes from. The server in front of the pages replaces `x-forwarded-for` by what it saw itself,
 * unless it is told to trust a proxy (see bin/web.ts), which adds what it saw at the end: what stands before that is
 * the caller's own word, and another one for each guess would leave the limit behind.
 */
export function originOf(headers: Readonly<Record<string, unknown>>): Origin {
  const text = (name: string): string => {
    const value = headers[name];
    return typeof value === "string" ? value : "";
  };
  return {
    address: text("x-forwarded-for").split(",").at(-1)?.trim().slice(0, 64) || "unknown",
    userAgent: text("user-agent"),
  };
}
