import { jobContext } from "#lib/access/context.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { runProbe } from "#lib/inventory/run-probe.ts";
import { defineJob } from "./define-job.ts";

const name = "inventory.probe";

export const inventoryProbe = defineJob(name, {
  atOnce: 2,
  run: ({ organizationId, connectionId }, signal) =>
    runProbe(jobContext(organizationId, name), connectionId, signal, findConnector),
});
