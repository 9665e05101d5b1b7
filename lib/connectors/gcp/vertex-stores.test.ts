import { expect, test } from "vitest";

import { collectGcp, inventoryOf, parent } from "#tests/support/recorded-gcp.ts";
import { vertexStores } from "./vertex-stores.ts";

const collect = (type: string, data: object = {}, bindings?: object[]) =>
  collectGcp(vertexStores, {
    "cloudasset:assets.list": inventoryOf({
      name: `//aiplatform.googleapis.com/${parent}/stores/1`,
      assetType: `aiplatform.googleapis.com/${type}`,
      data: { name: `${parent}/stores/1`, ...data },
      ...(bindings ? { bindings } : {}),
    }),
  });

test.each([
  ["Featurestore", "gcp.aiplatform.featurestore"],
  ["FeatureOnlineStore", "gcp.aiplatform.feature-online-store"],
  ["MetadataStore", "gcp.aiplatform.metadata-store"],
  ["Tensorboard", "gcp.aiplatform.tensorboard"],
])("%s", async (assetType, type) => {
  const key = "projects/p/locations/l/keyRings/r/cryptoKeys/k";
  const { only } = await collect(assetType, { encryptionSpec: { kmsKeyName: key } });
  expect(only()).toMatchObject({
    type,
    properties: { kmsKey: key },
    facets: { encryption: "customer-key", publicRead: false, publicNetwork: false },
  });
});

test.each([
  ["optimized", { optimized: {} }, true],
  [
    "optimized and private",
    {
      optimized: {},
      dedicatedServingEndpoint: { privateServiceConnectConfig: { enablePrivateServiceConnect: true } },
    },
    false,
  ],
  ["Bigtable", { bigtable: {} }, false],
])("an online store that is %s", async (_, data, publicNetwork) => {
  expect((await collect("FeatureOnlineStore", data)).only().facets).toMatchObject({ publicNetwork });
});

test.each([
  ["roles/aiplatform.featurestoreDataViewer", true, false],
  ["roles/aiplatform.featurestoreDataWriter", true, true],
])("anybody bound with %s", async (role, publicRead, publicWrite) => {
  const { only } = await collect("Featurestore", {}, [{ role, members: ["allAuthenticatedUsers"] }]);
  expect(only().facets).toMatchObject({ publicRead, publicWrite, blocksPublicAccess: false });
});
