/** Where to go after signing in: a path of ours, never an address that only looks like one. */
export function safeNextPath(wanted: string | null | undefined): string {
  // Which page that is depends on who signed in.
  const fallback = "/";
  if (!wanted || !/^\/[^/\\]/.test(wanted)) return fallback;
  const base = "http://nacre.invalid";
  return URL.canParse(wanted, base) && new URL(wanted, base).origin === base ? wanted : fallback;
}
