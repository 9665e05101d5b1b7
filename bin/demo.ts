import { existsSync } from "node:fs";
import path from "node:path";

import { administratorContext } from "#lib/access/first-administrator.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { systemDb } from "#lib/platform/db.ts";

const demoFolder = path.resolve(import.meta.dirname, "../demo");

/** Connects the recorded demo estate, once: what somebody deleted or added since is theirs to decide. */
export async function connectDemo(organizationId: string): Promise<void> {
  const known = await systemDb().connection.count({ where: { organizationId } });
  if (known > 0) return;
  const ctx = await administratorContext(organizationId);
  for (const connectorId of providers) {
    if (!existsSync(path.join(demoFolder, `${connectorId}.jsonl`))) continue;
    await createConnection(ctx, {
      mode: "replay",
      connectorId,
      name: `Demo estate on ${providerTitles[connectorId]}`,
      recording: `demo/${connectorId}`,
      syncEveryMinutes: null,
    });
  }
}
