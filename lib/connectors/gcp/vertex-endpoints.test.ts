import { expect, test } from "vitest";

import { normalizeEndpoint } from "./vertex-endpoints.ts";

const scope = { account: "acme", region: "europe-west4" };
const parent = "projects/412903775186/locations/europe-west4";
const key = "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/endpoints/77";
const deployed = { id: "1", model: `${parent}/models/5@2`, serviceAccount: "s@acme.iam.gserviceaccount.com" };
const normalize = (overrides: object = {}) =>
  normalizeEndpoint({ name: `${parent}/endpoints/77`, deployedModels: [deployed], ...overrides }, scope);
const facets = (overrides: object) => normalize(overrides).resources[0]?.facets;

test("an endpoint serves its models, without their version, and runs as their account", () => {
  expect(normalize().relationships).toEqual([
    {
      from: key,
      kind: "serves",
      to: "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/models/5",
    },
    {
      from: key,
      kind: "runs-as",
      to: "//iam.googleapis.com/projects/acme/serviceAccounts/s@acme.iam.gserviceaccount.com",
    },
  ]);
});

test("a model of another project keeps that project's number", () => {
  const foreign = { model: "projects/999/locations/europe-west4/models/5" };
  expect(normalize({ deployedModels: [foreign] }).relationships).toMatchObject([
    { to: "//aiplatform.googleapis.com/projects/999/locations/europe-west4/models/5" },
  ]);
});

test.each([
  [{}, true],
  [{ network: "" }, true],
  [{ network: "projects/1/global/networks/n" }, false],
  [{ privateServiceConnectConfig: { enablePrivateServiceConnect: true } }, false],
  [{ privateServiceConnectConfig: {} }, true],
])("with %j it is public: %s", (overrides, publicNetwork) => {
  expect(facets(overrides)).toMatchObject({ publicNetwork });
});

const logging = (config: object) => ({ predictRequestResponseLoggingConfig: config });
test.each([
  ["nothing stated", {}, false],
  ["on", logging({ enabled: true, samplingRate: 0.5 }), true],
  ["on at a sampling rate of 0", logging({ enabled: true, samplingRate: 0 }), false],
  ["on without a sampling rate", logging({ enabled: true }), false],
  ["off with a sampling rate", logging({ samplingRate: 1 }), false],
  ["access log of every model", { deployedModels: [{ ...deployed, enableAccessLogging: true }] }, true],
  [
    "access log of one model of two",
    { deployedModels: [deployed, { ...deployed, enableAccessLogging: true }] },
    false,
  ],
  ["no model at all", { deployedModels: [] }, false],
])("request log, %s: %s", (_, overrides, logsRequests) => {
  expect(facets(overrides)).toMatchObject({ logsRequests });
});

test("it logs to the dataset of its table while the log is on", () => {
  const bigqueryDestination = { outputUri: "bq://acme.features.requests" };
  const on = normalize(logging({ enabled: true, samplingRate: 1, bigqueryDestination }));
  expect(on.relationships).toContainEqual({
    from: key,
    kind: "logs-to",
    to: "//bigquery.googleapis.com/projects/acme/datasets/features",
  });
  const off = normalize(logging({ enabled: false, samplingRate: 1, bigqueryDestination }));
  expect(off.relationships.filter(({ kind }) => kind === "logs-to")).toEqual([]);
});
