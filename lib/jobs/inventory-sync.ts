import { jobContext } from "#lib/access/context.ts";
import { abandonSync } from "#lib/inventory/abandon-sync.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { defineJob } from "./define-job.ts";

const name = "inventory.sync";

export const inventorySync = defineJob(name, {
  atOnce: 4,
  run: ({ organizationId, connectionId }, signal) =>
    syncConnection(jobContext(organizationId, name), { connectionId }, signal, findConnector),
  onDead: ({ organizationId, connectionId }, error) =>
    abandonSync(jobContext(organizationId, name), connectionId, error),
});
