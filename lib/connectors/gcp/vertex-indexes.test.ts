import { expect, test } from "vitest";

import { normalizeDataset } from "./vertex-datasets.ts";
import { normalizeIndexEndpoint } from "./vertex-index-endpoints.ts";
import { normalizeIndex } from "./vertex-indexes.ts";

const scope = { account: "acme", region: "europe-west4" };
const parent = "projects/412903775186/locations/europe-west4";
const base = "//aiplatform.googleapis.com/projects/acme/locations/europe-west4";

test("an index ingests the bucket of its contents", () => {
  const raw = { name: `${parent}/indexes/3`, metadata: { contentsDeltaUri: "gs://acme-corpus/embeddings" } };
  expect(normalizeIndex(raw, scope).relationships).toEqual([
    { from: `${base}/indexes/3`, kind: "ingests", to: "//storage.googleapis.com/acme-corpus" },
  ]);
});

test("an index that is fed by stream ingests no bucket", () => {
  const raw = { name: `${parent}/indexes/3`, metadata: { config: { dimensions: 768 } } };
  expect(normalizeIndex(raw, scope).relationships).toEqual([]);
});

const endpoint = (overrides: object) =>
  normalizeIndexEndpoint(
    { name: `${parent}/indexEndpoints/9`, deployedIndexes: [{ index: `${parent}/indexes/3` }], ...overrides },
    scope,
  );

test("an index endpoint serves its indexes and is public where that is switched on", () => {
  const batch = endpoint({
    publicEndpointEnabled: true,
    publicEndpointDomainName: "9.europe-west4-1.VDB.vertexai.goog",
  });
  expect(batch.resources[0]?.facets).toMatchObject({
    publicNetwork: true,
    hosts: ["9.europe-west4-1.vdb.vertexai.goog"],
  });
  expect(batch.relationships).toEqual([
    { from: `${base}/indexEndpoints/9`, kind: "serves", to: `${base}/indexes/3` },
  ]);
  expect(endpoint({}).resources[0]?.facets).toMatchObject({ publicNetwork: false, hosts: [] });
});

test("access is logged when every deployed index logs it, and none is not every", () => {
  const logged = { index: `${parent}/indexes/3`, enableAccessLogging: true };
  const silent = { index: `${parent}/indexes/4` };
  expect(endpoint({ deployedIndexes: [logged] }).resources[0]?.facets).toMatchObject({ accessLogging: true });
  expect(endpoint({ deployedIndexes: [logged, silent] }).resources[0]?.facets).toMatchObject({
    accessLogging: false,
  });
  expect(endpoint({ deployedIndexes: [] }).resources[0]?.facets).toMatchObject({ accessLogging: false });
});

test.each([
  [
    { inputConfig: { gcsSource: { uri: ["gs://a-bucket/1.csv", "gs://a-bucket/2.csv"] } } },
    ["//storage.googleapis.com/a-bucket"],
  ],
  [{ inputConfig: { gcsSource: { uri: "gs://one-bucket/1.csv" } } }, ["//storage.googleapis.com/one-bucket"]],
  [
    { inputConfig: { bigquerySource: { uri: "bq://acme.features.rows" } } },
    ["//bigquery.googleapis.com/projects/acme/datasets/features"],
  ],
  [{ gcsBucket: "cloud-ai-platform-1" }, ["//storage.googleapis.com/cloud-ai-platform-1"]],
  [{}, []],
])("a dataset with %j ingests %j", (metadata, expected) => {
  const batch = normalizeDataset({ name: `${parent}/datasets/6`, metadata }, scope);
  expect(batch.relationships.map(({ to }) => to)).toEqual(expected);
});
