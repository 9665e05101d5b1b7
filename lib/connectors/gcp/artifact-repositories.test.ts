import { expect, test } from "vitest";

import { normalizeRepository } from "./artifact-repositories.ts";
import { normalizeKmsKey } from "./kms-keys.ts";

const scope = { account: "acme", region: null };
const name = "projects/acme/locations/europe-west4/repositories/apps";
const repository = (data: object, members: string[] = []) =>
  normalizeRepository(
    {
      name: `//artifactregistry.googleapis.com/${name}`,
      assetType: "artifactregistry.googleapis.com/Repository",
      resource: { data: { name, format: "DOCKER", ...data } },
    },
    new Map([
      [`//artifactregistry.googleapis.com/${name}`, [{ role: "roles/artifactregistry.reader", members }]],
    ]),
    scope,
  ).resources[0];

test("a public reader among others makes a repository public", () => {
  expect(repository({}, ["user:a@acme.example", "allUsers"])?.facets).toMatchObject({ publicRead: true });
  expect(repository({}, ["user:a@acme.example"])?.facets).toMatchObject({ publicRead: false });
});

test("tags are immutable and images scanned only where Google says so", () => {
  expect(repository({})?.facets).toMatchObject({ immutableTags: false, scanOnPush: false });
  const hardened = {
    dockerConfig: { immutableTags: true },
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED", enablementState: "SCANNING_ACTIVE" },
  };
  expect(repository(hardened)?.facets).toMatchObject({ immutableTags: true, scanOnPush: true });
  const switchedOff = {
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED", enablementState: "SCANNING_DISABLED" },
  };
  expect(repository(switchedOff)?.facets).toMatchObject({ scanOnPush: false });
});

test("a package repository has no tags to overwrite", () => {
  expect(repository({ format: "PYTHON" })?.facets).toMatchObject({ immutableTags: true, scanOnPush: true });
});

const keyName = "projects/acme/locations/l/keyRings/r/cryptoKeys/k";
const kmsKey = (data: object, members: string[] = []) =>
  normalizeKmsKey(
    {
      name: `//cloudkms.googleapis.com/${keyName}`,
      assetType: "cloudkms.googleapis.com/CryptoKey",
      resource: { data: { name: keyName, purpose: "ENCRYPT_DECRYPT", ...data } },
    },
    new Map([
      [`//cloudkms.googleapis.com/${keyName}`, [{ role: "roles/cloudkms.cryptoKeyDecrypter", members }]],
    ]),
    scope,
  ).resources[0];

test("a symmetric key without a period does not rotate, an asymmetric one never does", () => {
  expect(kmsKey({})?.facets).toMatchObject({ rotation: false });
  expect(kmsKey({ rotationPeriod: "7776000s" })?.facets).toMatchObject({ rotation: true });
  expect(kmsKey({ purpose: "ASYMMETRIC_SIGN" })?.facets).toMatchObject({ rotation: true });
});

test("a key that anybody may use is broad", () => {
  expect(kmsKey({}, ["allAuthenticatedUsers"])?.facets).toMatchObject({ broadPolicy: true });
  expect(kmsKey({}, ["user:a@acme.example"])?.facets).toMatchObject({ broadPolicy: false });
});
