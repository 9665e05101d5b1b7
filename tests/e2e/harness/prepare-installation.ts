import { firstAdministrator, type Installation } from "#lib/access/first-administrator.ts";
import { disconnect } from "#lib/platform/db.ts";
import { prepareDatabase } from "#lib/platform/prepare-database.ts";
import { prepareQueue } from "#lib/platform/prepare-queue.ts";
import { stopSender } from "#lib/platform/queue.ts";

/** An empty installation in this database, as a first start leaves it. */
export async function prepareInstallation(
  databaseUrl: string,
): Promise<{ installation: Installation; disconnect: () => Promise<void> }> {
  await prepareDatabase(databaseUrl);
  await prepareQueue(databaseUrl);
  return {
    installation: await firstAdministrator(),
    disconnect: async () => {
      await stopSender();
      await disconnect();
    },
  };
}
