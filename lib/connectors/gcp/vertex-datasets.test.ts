import { expect, test } from "vitest";

import { normalizeDataset, sourceKey } from "./vertex-datasets.ts";

const scope = { account: "acme", region: "europe-west4" };
const name = "projects/1/locations/europe-west4/datasets/7";
const normalize = (more: object) => normalizeDataset({ name, displayName: "claims", ...more }, scope);
const ingested = (metadata: object) =>
  normalize({ metadata })
    .relationships.filter(({ kind }) => kind === "ingests")
    .map(({ to }) => to);

test.each([
  [
    "one file",
    { inputConfig: { gcsSource: { uri: "gs://corpus/a.csv" } } },
    ["//storage.googleapis.com/corpus"],
  ],
  [
    "several files of one bucket, once",
    { inputConfig: { gcsSource: { uri: ["gs://corpus/a.csv", "gs://corpus/b.csv"] } } },
    ["//storage.googleapis.com/corpus"],
  ],
  [
    "a table",
    { inputConfig: { bigquerySource: { uri: "bq://acme.claims.rows" } } },
    ["//bigquery.googleapis.com/projects/acme/datasets/claims"],
  ],
  ["the bucket it was copied to", { gcsBucket: "images" }, ["//storage.googleapis.com/images"]],
  ["nothing stated", {}, []],
  ["an address of another kind", { inputConfig: { gcsSource: { uri: "https://example.com/a" } } }, []],
])("what it was filled from, %s", (_, metadata, keys) => {
  expect(ingested(metadata)).toEqual(keys);
});

test("a dataset without metadata or key says so and invents neither", () => {
  const { resources, relationships } = normalize({});
  expect(resources[0]?.properties).toEqual({ sources: [], kmsKey: null });
  expect(resources[0]?.facets).toMatchObject({ customerKey: false, publicRead: false });
  expect(relationships).toEqual([]);
});

test("a customer key is stated and joined", () => {
  const kmsKeyName = "projects/acme/locations/europe-west4/keyRings/r/cryptoKeys/k";
  const { resources, relationships } = normalize({ encryptionSpec: { kmsKeyName } });
  expect(resources[0]?.facets).toMatchObject({ customerKey: true });
  expect(relationships.map(({ kind }) => kind)).toEqual(["encrypted-by"]);
});

test("a table address without a dataset leads nowhere", () => {
  expect(sourceKey("bq://acme")).toBeNull();
});
