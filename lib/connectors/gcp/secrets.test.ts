import { expect, test } from "vitest";

import { normalizeSecret } from "./secrets.ts";

const kmsKey = (name: string) => ({ kmsKeyName: `projects/p/locations/l/keyRings/r/cryptoKeys/${name}` });
const normalize = (data: object) =>
  normalizeSecret(
    {
      name: "//secretmanager.googleapis.com/projects/1/secrets/db",
      assetType: "secretmanager.googleapis.com/Secret",
      resource: { data: { name: "projects/1/secrets/db", ...data } },
    },
    { account: "acme", region: null },
  );

test.each([
  ["everywhere with a key", { replication: { automatic: { customerManagedEncryption: kmsKey("a") } } }, true],
  ["everywhere without", { replication: { automatic: {} } }, false],
  [
    "in two places, each with a key",
    {
      replication: {
        userManaged: {
          replicas: [{ customerManagedEncryption: kmsKey("a") }, { customerManagedEncryption: kmsKey("b") }],
        },
      },
    },
    true,
  ],
  [
    "in two places, one without",
    { replication: { userManaged: { replicas: [{ customerManagedEncryption: kmsKey("a") }, {}] } } },
    false,
  ],
  ["in one region with a key", { customerManagedEncryption: kmsKey("a") }, true],
])("a secret kept %s", (_, data, customerKey) => {
  expect(normalize(data).resources[0]?.facets).toMatchObject({ customerKey });
});

test.each([
  ["is rotated", { rotation: { rotationPeriod: "7776000s" } }, true],
  ["ends", { expireTime: "2027-01-01T00:00:00Z" }, true],
  [
    "is told a next rotation and no period",
    { rotation: { nextRotationTime: "2027-01-01T00:00:00Z" } },
    false,
  ],
  ["lives for ever", {}, false],
])("a secret that %s", (_, data, rotation) => {
  expect(normalize(data).resources[0]?.facets).toMatchObject({ rotation });
});
