import { jobContext } from "#lib/access/context.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { startWorker } from "#lib/jobs/start-worker.ts";
import { fakeConnector } from "./fake-connector.ts";
import { changedEstate } from "./two-estates.ts";

/** A worker process of its own, to be killed: it syncs the changed estate from a provider that answers slowly. */
const slow = fakeConnector({ estate: changedEstate, delayMs: 150 });

const sync = defineJob("inventory.sync", {
  atOnce: 1,
  run: ({ organizationId, connectionId }, signal) =>
    syncConnection(jobContext(organizationId, "test"), { connectionId }, signal, () => slow),
});
await startWorker([sync], Number(process.argv[2] ?? 5));
process.stdout.write("ready\n");
