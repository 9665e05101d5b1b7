import { scheduleSyncs } from "#lib/inventory/schedule-syncs.ts";
import { defineJob } from "./define-job.ts";

export const inventorySchedule = defineJob("inventory.schedule", {
  atOnce: 1,
  schedule: "* * * * *",
  run: (_, signal) => scheduleSyncs(signal),
});
