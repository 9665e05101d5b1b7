import { correlationRefresh } from "./correlation-refresh.ts";
import type { Job } from "./define-job.ts";
import { inventoryProbe } from "./inventory-probe.ts";
import { inventorySchedule } from "./inventory-schedule.ts";
import { inventorySync } from "./inventory-sync.ts";
import { maintenanceDaily } from "./maintenance-daily.ts";
import { postureEvaluate } from "./posture-evaluate.ts";
import { remediationBulk } from "./remediation-bulk.ts";

export const jobs: readonly Job[] = [
  inventorySync,
  inventoryProbe,
  inventorySchedule,
  postureEvaluate,
  correlationRefresh,
  remediationBulk,
  maintenanceDaily,
];
