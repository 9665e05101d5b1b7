import { expect, test } from "vitest";

import { normalizeCustomJob, normalizeTrainingPipeline } from "./vertex-training.ts";

const scope = { account: "acme", region: "europe-west4" };
const parent = "projects/412903775186/locations/europe-west4";
const base = "//aiplatform.googleapis.com/projects/acme/locations/europe-west4";
const spec = {
  workerPoolSpecs: [
    {
      containerSpec: {
        imageUri: "europe-west4-docker.pkg.dev/acme/apps/train:1",
        args: ["--data=gs://acme-training/pages", "--epochs=12"],
        env: [{ name: "OUT", value: "gs://acme-models/run" }],
      },
    },
  ],
  serviceAccount: "t@acme.iam.gserviceaccount.com",
  network: "projects/1/global/networks/n",
  baseOutputDirectory: { outputUriPrefix: "gs://acme-models/run" },
};
const pipeline = {
  name: `${parent}/trainingPipelines/7`,
  inputDataConfig: { datasetId: "6" },
  trainingTaskInputs: spec,
  modelToUpload: { name: `${parent}/models/4` },
  state: "PIPELINE_STATE_SUCCEEDED",
};
const pairs = (batch: ReturnType<typeof normalizeCustomJob>, kind: string) =>
  batch.relationships.filter((edge) => edge.kind === kind).map(({ from, to }) => [from, to]);

test("the model a pipeline made was trained on the pipeline's dataset and the buckets it names", () => {
  const batch = normalizeTrainingPipeline(pipeline, scope);
  const sources = [`${base}/datasets/6`, "//storage.googleapis.com/acme-training"];
  expect(pairs(batch, "trained-on")).toEqual([
    ...sources.map((to) => [`${base}/trainingPipelines/7`, to]),
    ...sources.map((to) => [`${base}/models/4`, to]),
  ]);
  expect(pairs(batch, "produces")).toEqual([[`${base}/trainingPipelines/7`, `${base}/models/4`]]);
});

test("where the output goes is no training data, even if the environment names it", () => {
  const batch = normalizeTrainingPipeline(pipeline, scope);
  expect(pairs(batch, "stores-artifacts-in").map(([, to]) => to)).toEqual([
    "//storage.googleapis.com/acme-models",
  ]);
  expect(pairs(batch, "trained-on").map(([, to]) => to)).not.toContain(
    "//storage.googleapis.com/acme-models",
  );
});

test("an automatic training task, whose inputs have another shape, still tells its dataset", () => {
  const automatic = { ...pipeline, trainingTaskInputs: { targetColumn: "label", workerPoolSpecs: "none" } };
  const batch = normalizeTrainingPipeline(automatic, scope);
  expect(pairs(batch, "trained-on")).toContainEqual([`${base}/models/4`, `${base}/datasets/6`]);
});

test("a pipeline that failed before it made a model says nothing of any model", () => {
  const { modelToUpload: _, ...failed } = pipeline;
  expect(pairs(normalizeTrainingPipeline(failed, scope), "produces")).toEqual([]);
});

test("a custom job runs as its account, in its network, under its key", () => {
  const batch = normalizeCustomJob(
    {
      name: `${parent}/customJobs/8`,
      jobSpec: spec,
      encryptionSpec: { kmsKeyName: "projects/acme/locations/l/keyRings/r/cryptoKeys/k" },
    },
    scope,
  );
  expect(batch.resources[0]?.facets).toEqual({
    networkIsolation: true,
    privateNetwork: true,
    volumeCustomerKey: true,
    outputCustomerKey: true,
  });
  expect(pairs(batch, "runs-as")).toEqual([
    [
      `${base}/customJobs/8`,
      "//iam.googleapis.com/projects/acme/serviceAccounts/t@acme.iam.gserviceaccount.com",
    ],
  ]);
});

test("a custom job without a specification has nothing that protects it", () => {
  const batch = normalizeCustomJob({ name: `${parent}/customJobs/8` }, scope);
  expect(batch.resources[0]?.facets).toMatchObject({ privateNetwork: false, outputCustomerKey: false });
  expect(batch.relationships).toEqual([]);
});
