import { firstAdministrator, type Installation } from "#lib/access/first-administrator.ts";
import { checkDatabase } from "#lib/platform/check-database.ts";
import { disconnect } from "#lib/platform/db.ts";
import { prepareDatabase } from "#lib/platform/prepare-database.ts";
import { prepareQueue } from "#lib/platform/prepare-queue.ts";
import { stopSender } from "#lib/platform/queue.ts";
import type { Supervisor } from "./supervisor.ts";

/** Brings the database and the queue up to date and makes sure that somebody can sign in. */
export async function prepare(databaseUrl: string, supervisor: Supervisor): Promise<Installation> {
  await checkDatabase(databaseUrl);
  const applied = await prepareDatabase(databaseUrl);
  if (applied.length > 0) console.log(`Migrated the database: ${applied.join(", ")}`);
  await prepareQueue(databaseUrl);
  supervisor.add("database connections", async () => {
    await stopSender();
    await disconnect();
  });
  return firstAdministrator();
}
