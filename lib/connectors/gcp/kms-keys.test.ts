import { expect, test } from "vitest";

import type { Binding } from "./iam-policy.ts";
import { normalizeKmsKey } from "./kms-keys.ts";

const scope = { account: "acme", region: null };
const name = "projects/acme/locations/europe-west4/keyRings/ring/cryptoKeys/models";
const keyOf = (data: object, bindings: readonly Binding[] = []) => {
  const asset = {
    name: `//cloudkms.googleapis.com/${name}`,
    assetType: "cloudkms.googleapis.com/CryptoKey",
    resource: { data: { name, ...data } },
  };
  const [key] = normalizeKmsKey(
    asset,
    new Map([[`//cloudkms.googleapis.com/${name}`, bindings]]),
    scope,
  ).resources;
  return key;
};
const binding = (...members: string[]): Binding => ({
  role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
  members,
});

test("a key is named, placed and labelled as Google does", () => {
  expect(keyOf({ purpose: "ENCRYPT_DECRYPT", labels: { team: "ml" } })).toMatchObject({
    key: `//cloudkms.googleapis.com/${name}`,
    name: "models",
    region: "europe-west4",
    tags: { team: "ml" },
  });
});

test.each([
  ["a symmetric key with a period", { purpose: "ENCRYPT_DECRYPT", rotationPeriod: "7776000s" }, true],
  ["a symmetric key without", { purpose: "ENCRYPT_DECRYPT" }, false],
  ["a signing key, which nothing rotates", { purpose: "ASYMMETRIC_SIGN" }, true],
  ["a purpose of tomorrow", { purpose: "QUANTUM" }, true],
])("rotation, %s: %o is %s", (_, data, rotation) => {
  expect(keyOf(data)?.facets).toMatchObject({ rotation });
});

test("a key that the public may use has a broad policy, one for named accounts has not", () => {
  expect(keyOf({}, [binding("serviceAccount:a@acme.iam.gserviceaccount.com")])?.facets).toMatchObject({
    broadPolicy: false,
  });
  expect(keyOf({}, [binding("user:a@acme.example", "allAuthenticatedUsers")])?.facets).toMatchObject({
    broadPolicy: true,
  });
});

test("a key without a version template has no protection level to tell", () => {
  expect(keyOf({})?.properties).toMatchObject({ protectionLevel: null });
  expect(keyOf({ versionTemplate: { protectionLevel: "HSM" } })?.properties).toMatchObject({
    protectionLevel: "HSM",
  });
});
