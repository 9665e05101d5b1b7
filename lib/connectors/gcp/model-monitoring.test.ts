import { expect, test } from "vitest";

import { collectGcp, denied, parent, told } from "#tests/support/recorded-gcp.ts";
import { normalizeMonitoringJob } from "./model-monitoring.ts";
import { vertexEndpoints } from "./vertex-endpoints.ts";

const scope = { account: "claims-ai-prod", region: "europe-west4" };
const drift = { objectiveConfig: { predictionDriftDetectionConfig: { driftThresholds: {} } } };
const job = (given: object = {}) => ({
  name: `${parent}/modelDeploymentMonitoringJobs/8`,
  displayName: "drift",
  endpoint: `${parent}/endpoints/2`,
  state: "JOB_STATE_RUNNING",
  modelDeploymentMonitoringObjectiveConfigs: [drift],
  ...given,
});
const facets = (given: object) => normalizeMonitoringJob(job(given), scope).resources[0]?.facets;

test.each([
  ["runs", {}, true],
  ["waits for its next turn", { state: "JOB_STATE_PENDING" }, true],
  ["is paused", { state: "JOB_STATE_PAUSED" }, false],
  ["was taken off", { scheduleState: "OFFLINE" }, false],
  ["compares nothing", { modelDeploymentMonitoringObjectiveConfigs: [{ objectiveConfig: {} }] }, false],
])("a job that %s", (_, given, enabled) => {
  expect(facets(given)).toMatchObject({ enabled });
});

test("it says what it measures and whom it tells", () => {
  const objective = {
    ...drift.objectiveConfig,
    trainingPredictionSkewDetectionConfig: { skewThresholds: {} },
  };
  const [found] = normalizeMonitoringJob(
    job({
      modelDeploymentMonitoringObjectiveConfigs: [{ objectiveConfig: objective }],
      modelMonitoringAlertConfig: { notificationChannels: ["projects/p/notificationChannels/1"] },
    }),
    scope,
  ).resources;
  expect(found).toMatchObject({ facets: { measures: ["drift", "skew"] }, properties: { notifies: true } });
});

const endpoints = {
  "aiplatform:projects.locations.endpoints.list": { endpoints: [{ name: `${parent}/endpoints/2` }] },
};
const jobs = "aiplatform:projects.locations.modelDeploymentMonitoringJobs.list";

test("an endpoint is joined to what watches it", async () => {
  const { relationships } = await collectGcp(vertexEndpoints, {
    ...endpoints,
    [jobs]: { modelDeploymentMonitoringJobs: [job()] },
  });
  expect(told(relationships)).toEqual([
    "aiplatform:endpoints/2 monitored-by aiplatform:modelDeploymentMonitoringJobs/8",
  ]);
});

test("where jobs may not be listed, endpoints stand and what watches them is unknown", async () => {
  const { outcome, only } = await collectGcp(vertexEndpoints, {
    ...endpoints,
    [jobs]: denied("aiplatform.modelDeploymentMonitoringJobs.list"),
  });
  expect(only().unknown).toHaveProperty(["relationships.monitored-by"]);
  expect(outcome).toMatchObject({
    state: "denied",
    unknown: { permission: "aiplatform.modelDeploymentMonitoringJobs.list" },
  });
});
