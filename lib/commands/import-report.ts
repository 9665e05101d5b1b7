import { openAsBlob } from "node:fs";

import { ImportView, type ImportQuery } from "#lib/contract/imports.ts";
import { askServer, withRetries, type ServerTarget } from "./ask-server.ts";

/**
 * Sends a report of another tool as it is, a part at a time. Sent twice because an answer was lost, it adds nothing the
 * second time. Throws `ConnectionError`.
 */
export async function importReport(
  target: ServerTarget,
  file: string,
  query: ImportQuery,
  signal: AbortSignal,
): Promise<ImportView> {
  const body = await openAsBlob(file);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return withRetries(target, signal, async () =>
    ImportView.parse(await askServer(target, { method: "POST", path: `/imports?${search}`, body }, signal)),
  );
}
