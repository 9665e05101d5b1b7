import { lastSegment } from "./names.ts";

const everything = "https://www.googleapis.com/auth/cloud-platform";

/** What access scopes leave of a machine's account, by the last part of their names; null where they leave everything. */
export const narrowedTo = (scopes: readonly string[]): string[] | null =>
  scopes.includes(everything) ? null : scopes.map(lastSegment);
