import { expect, test } from "vitest";

import {
  bucketKeyOfUri,
  kmsKeyOf,
  locationOf,
  repositoryKeyOfImage,
  serviceAccountKey,
  withProjectId,
} from "./names.ts";

test("a name with the project's number and one with its id become the same key", () => {
  const byNumber = "projects/123456789012/locations/europe-west4/endpoints/77";
  expect(withProjectId(byNumber, "acme")).toBe("projects/acme/locations/europe-west4/endpoints/77");
  expect(withProjectId("projects/acme/locations/x/endpoints/1", "acme")).toBe(
    "projects/acme/locations/x/endpoints/1",
  );
});

test("a reference into another project is not rewritten to this one", () => {
  const own = "projects/123456789012/locations/l/endpoints/77";
  const foreign = "projects/999999999999/locations/l/models/5";
  expect(withProjectId(foreign, "acme", own)).toBe(foreign);
});

test("a resource id that equals the project's number is left alone", () => {
  const name = "projects/12/locations/l/models/12";
  expect(withProjectId(name, "acme")).toBe("projects/acme/locations/l/models/12");
});

test("the bucket of an object address is found, and other addresses have none", () => {
  expect(bucketKeyOfUri("gs://acme-documents-training/a/b.csv")).toBe(
    "//storage.googleapis.com/acme-documents-training",
  );
  expect(bucketKeyOfUri("bq://acme.features")).toBeNull();
  expect(bucketKeyOfUri(undefined)).toBeNull();
});

test.each([
  ["n@acme.iam.gserviceaccount.com", "acme"],
  ["acme@appspot.gserviceaccount.com", "acme"],
  ["123-compute@developer.gserviceaccount.com", "home-project"],
])("the project of %s is %s", (email, project) => {
  expect(serviceAccountKey(email, "home-project")).toBe(
    `//iam.googleapis.com/projects/${project}/serviceAccounts/${email}`,
  );
});

test("the repository of an image is found by tag, by digest and in nested paths", () => {
  const key = "//artifactregistry.googleapis.com/projects/acme/locations/europe-west4/repositories/apps";
  expect(repositoryKeyOfImage("europe-west4-docker.pkg.dev/acme/apps/web:v1")).toBe(key);
  expect(repositoryKeyOfImage("europe-west4-docker.pkg.dev/acme/apps/a/b@sha256:00")).toBe(key);
  expect(repositoryKeyOfImage("docker.io/library/nginx")).toBeNull();
});

test("a key version names its key", () => {
  expect(kmsKeyOf("projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/3")).toBe(
    "//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r/cryptoKeys/k",
  );
  expect(kmsKeyOf("")).toBeNull();
});

test("the location is read from a name", () => {
  expect(locationOf("//run.googleapis.com/projects/p/locations/europe-west4/services/s")).toBe(
    "europe-west4",
  );
  expect(locationOf("//storage.googleapis.com/b")).toBeNull();
});
