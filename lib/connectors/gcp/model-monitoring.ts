import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity, vertexKey } from "./vertex.ts";

const Thresholds = z.looseObject({}).optional();
export const MonitoringJob = z.object({
  ...vertexBase,
  endpoint: z.string(),
  state: z.string().default("JOB_STATE_UNSPECIFIED"),
  scheduleState: z.string().optional(),
  modelDeploymentMonitoringObjectiveConfigs: z
    .array(
      z.object({
        objectiveConfig: z
          .object({
            predictionDriftDetectionConfig: Thresholds,
            trainingPredictionSkewDetectionConfig: Thresholds,
          })
          .prefault({}),
      }),
    )
    .default([]),
  modelMonitoringAlertConfig: z
    .object({
      emailAlertConfig: z.object({ userEmails: z.array(z.string()).default([]) }).optional(),
      notificationChannels: z.array(z.string()).default([]),
    })
    .prefault({}),
});

/** A job that is paused, failed or has nothing to compare watches nothing. */
export function normalizeMonitoringJob(raw: unknown, scope: Scope): Batch {
  const job = MonitoringJob.parse(raw);
  const objectives = job.modelDeploymentMonitoringObjectiveConfigs.map(
    ({ objectiveConfig }) => objectiveConfig,
  );
  const measures = [
    ...(objectives.some((one) => one.predictionDriftDetectionConfig) ? ["drift"] : []),
    ...(objectives.some((one) => one.trainingPredictionSkewDetectionConfig) ? ["skew"] : []),
  ];
  const alert = job.modelMonitoringAlertConfig;
  const kmsKey = kmsKeyName(job.encryptionSpec);
  const resource: Resource<"gcp.aiplatform.model-monitoring-job"> = {
    ...vertexIdentity(job, scope),
    type: "gcp.aiplatform.model-monitoring-job",
    properties: {
      state: job.state,
      notifies: (alert.emailAlertConfig?.userEmails.length ?? 0) + alert.notificationChannels.length > 0,
      kmsKey,
    },
    facets: {
      enabled:
        ["JOB_STATE_RUNNING", "JOB_STATE_PENDING"].includes(job.state) &&
        job.scheduleState !== "OFFLINE" &&
        measures.length > 0,
      measures,
    },
  };
  const from = vertexKey(job.endpoint, scope, job.name);
  return {
    resources: [resource],
    relationships: [{ from, kind: "monitored-by", to: resource.key }, ...encryptedBy(resource.key, kmsKey)],
  };
}
