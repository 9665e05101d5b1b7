import { expect, test } from "vitest";

import { collectGcp, inventoryOf, parent, projectId, told } from "#tests/support/recorded-gcp.ts";
import { vertexJobs } from "./vertex-jobs.ts";

const collect = (type: string, data: object) =>
  collectGcp(vertexJobs, {
    "cloudasset:assets.list": inventoryOf({
      name: `//aiplatform.googleapis.com/${parent}/jobs/9`,
      assetType: `aiplatform.googleapis.com/${type}`,
      data: { name: `${parent}/jobs/9`, ...data },
    }),
  });

test("a tuning job tells what a model was tuned on", async () => {
  const { only, relationships } = await collect("TuningJob", {
    tunedModelDisplayName: "claims-tuned",
    state: "JOB_STATE_SUCCEEDED",
    baseModel: "gemini-2.5-flash",
    serviceAccount: `tuner@${projectId}.iam.gserviceaccount.com`,
    supervisedTuningSpec: { trainingDatasetUri: "gs://claims-training/2026.jsonl" },
    tunedModel: { model: `${parent}/models/4@1`, endpoint: `${parent}/endpoints/2` },
  });
  expect(only()).toMatchObject({
    name: "claims-tuned",
    region: "europe-west4",
    properties: { baseModel: "gemini-2.5-flash", kmsKey: null },
    facets: { networkIsolation: true, outputCustomerKey: false },
  });
  expect(told(relationships)).toEqual([
    `aiplatform:jobs/9 runs-as iam:serviceAccounts/tuner@${projectId}.iam.gserviceaccount.com`,
    "aiplatform:jobs/9 trained-on storage:claims-training",
    "aiplatform:jobs/9 produces aiplatform:models/4",
    "aiplatform:models/4 trained-on storage:claims-training",
  ]);
});

test("a hyperparameter tuning job is as isolated as its trials", async () => {
  const trial = {
    network: "projects/1/global/networks/n",
    baseOutputDirectory: { outputUriPrefix: "gs://out/x" },
  };
  const { only, relationships } = await collect("HyperparameterTuningJob", { trialJobSpec: trial });
  expect(only().facets).toMatchObject({ networkIsolation: true, privateNetwork: true });
  expect(told(relationships)).toEqual(["aiplatform:jobs/9 stores-artifacts-in storage:out"]);
  const open = await collect("HyperparameterTuningJob", {});
  expect(open.only()).toMatchObject({
    properties: { serviceAccount: null },
    facets: { privateNetwork: false },
  });
});
