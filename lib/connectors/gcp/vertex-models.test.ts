import { expect, test } from "vitest";

import { normalizeModel } from "./vertex-models.ts";

const scope = { account: "acme", region: "europe-west4" };
const raw = {
  name: "projects/412903775186/locations/europe-west4/models/4418206937750142976",
  displayName: "document-classifier",
  versionId: "3",
  labels: { owner: "document-ai" },
  artifactUri: "gs://acme-models/document-classifier/3",
  containerSpec: { imageUri: "europe-west4-docker.pkg.dev/acme/apps/serving:1" },
  modelSourceInfo: { sourceType: "CUSTOM" },
  encryptionSpec: { kmsKeyName: "projects/acme/locations/europe-west4/keyRings/r/cryptoKeys/k" },
  etag: "AMEw9yP1",
};
const key = "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/models/4418206937750142976";

test("a model knows where its files lie, what serves it and which key protects it", () => {
  const { resources, relationships } = normalizeModel(raw, scope);
  expect(resources).toMatchObject([
    {
      key,
      name: "document-classifier",
      tags: { owner: "document-ai" },
      facets: { origin: "custom", version: "3", customerKey: true },
    },
  ]);
  expect(relationships).toEqual([
    {
      from: key,
      kind: "encrypted-by",
      to: "//cloudkms.googleapis.com/projects/acme/locations/europe-west4/keyRings/r/cryptoKeys/k",
    },
    { from: key, kind: "stores-artifacts-in", to: "//storage.googleapis.com/acme-models" },
    {
      from: key,
      kind: "pulls-image",
      to: "//artifactregistry.googleapis.com/projects/acme/locations/europe-west4/repositories/apps",
    },
  ]);
});

test("an empty encryption specification is Google's key", () => {
  const { resources } = normalizeModel({ ...raw, encryptionSpec: { kmsKeyName: "" } }, scope);
  expect(resources[0]?.facets).toMatchObject({ customerKey: false });
});

test.each([
  [
    { baseModelSource: { genieSource: { baseModelUri: "publishers/google/models/gemini-2.5-flash" } } },
    "fine-tuned",
    "google",
  ],
  [
    { baseModelSource: { modelGardenSource: { publicModelName: "publishers/meta/models/llama3" } } },
    "open-weight",
    "meta",
  ],
  [{ modelSourceInfo: { sourceType: "MODEL_GARDEN" } }, "open-weight", null],
  [{ modelSourceInfo: { sourceType: "AUTOML" } }, "custom", null],
])("origin and publisher of %j", (overrides, origin, publisher) => {
  const { resources } = normalizeModel({ ...raw, ...overrides }, scope);
  expect(resources[0]?.facets).toMatchObject({ origin, publisher });
});

test("a record without a name does not parse", () => {
  expect(() => normalizeModel({ displayName: "x" }, scope)).toThrow("name");
});
