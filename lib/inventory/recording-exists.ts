import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import type { Context } from "#lib/access/context.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { demoFolder, recordingName } from "./open-recording.ts";

export async function recordingExists(tx: Tx, ctx: Context, name: string): Promise<boolean> {
  if (!recordingName.test(name)) return false;
  const id = name.slice(name.indexOf("/") + 1);
  if (name.startsWith("demo/")) return existsSync(path.join(demoFolder, `${id}.jsonl`));
  const { organizationId } = ctx;
  return (await tx.recording.count({ where: { id, organizationId } })) > 0;
}

/** Recordings that come with Nacre for a connector: those whose name begins with its id. */
export const demoRecordings = (connectorId: string): string[] =>
  readdirSync(demoFolder)
    .filter((file) => file.startsWith(`${connectorId}.`) && file.endsWith(".jsonl"))
    .map((file) => `demo/${file.slice(0, -".jsonl".length)}`)
    .toSorted();
