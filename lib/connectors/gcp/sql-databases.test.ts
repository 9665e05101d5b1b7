import { expect, test } from "vitest";

import { collectGcp, inventoryOf, projectId } from "#tests/support/recorded-gcp.ts";
import { sqlDatabases } from "./sql-databases.ts";

const sql = (settings: object, given: object = {}) => ({
  name: `//cloudsql.googleapis.com/projects/${projectId}/instances/claims`,
  assetType: "sqladmin.googleapis.com/Instance",
  data: { name: "claims", region: "europe-west4", databaseVersion: "POSTGRES_17", settings, ...given },
});
const cluster = `projects/${projectId}/locations/europe-west4/clusters/vectors`;
const alloy = (data: object = {}) => ({
  name: `//alloydb.googleapis.com/${cluster}`,
  assetType: "alloydb.googleapis.com/Cluster",
  data: { name: cluster, databaseVersion: "POSTGRES_17", ...data },
});
const node = (id: string, data: object, of = cluster) => ({
  name: `//alloydb.googleapis.com/${of}/instances/${id}`,
  assetType: "alloydb.googleapis.com/Instance",
  data: { name: `${of}/instances/${id}`, ...data },
});
const collect = (...assets: Parameters<typeof inventoryOf>) =>
  collectGcp(sqlDatabases, { "cloudasset:assets.list": inventoryOf(...assets) });

test("an instance told in full", async () => {
  const flags = ["cloudsql.iam_authentication", "cloudsql.enable_pgaudit"].map((name) => ({
    name,
    value: "on",
  }));
  const { only } = await collect(
    sql(
      {
        enableGoogleMlIntegration: true,
        databaseFlags: flags,
        ipConfiguration: {
          ipv4Enabled: true,
          sslMode: "ENCRYPTED_ONLY",
          authorizedNetworks: [{ value: "192.0.2.0/24" }],
        },
        backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true },
      },
      { diskEncryptionConfiguration: { kmsKeyName: "projects/p/locations/l/keyRings/r/cryptoKeys/k" } },
    ),
  );
  expect(only()).toMatchObject({
    properties: {
      callsVertex: true,
      authorizedNetworks: ["192.0.2.0/24"],
      encryptedOnly: true,
      identityLogin: true,
    },
    facets: {
      publicNetwork: true,
      keyAuthentication: false,
      encryption: "customer-key",
      versioning: true,
      accessLogging: true,
    },
  });
});

test("networks of an instance without a public address count for nothing, and a flag that is off for nothing", async () => {
  const { only } = await collect(
    sql({
      ipConfiguration: { authorizedNetworks: [{ value: "0.0.0.0/0" }] },
      databaseFlags: [{ name: "cloudsql.iam_authentication", value: "off" }],
    }),
  );
  expect(only()).toMatchObject({
    properties: { authorizedNetworks: [], identityLogin: false, encryptedOnly: false },
    facets: { publicNetwork: false, keyAuthentication: true, versioning: false },
  });
});

test("a cluster is as open as the most open of its instances", async () => {
  const open = {
    networkConfig: { enablePublicIp: true, authorizedExternalNetworks: [{ cidrRange: "0.0.0.0/0" }] },
    clientConnectionConfig: { sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } },
  };
  const { only } = await collect(alloy(), node("a", {}), node("b", open), node("c", open, `${cluster}2`));
  expect(only()).toMatchObject({
    properties: { authorizedNetworks: ["0.0.0.0/0"], encryptedOnly: false, identityLogin: false },
    facets: { publicNetwork: true, versioning: true },
  });
});

test("a cluster logs in by identity where each instance does", async () => {
  const flags = { databaseFlags: { "alloydb.iam_authentication": "on" } };
  expect((await collect(alloy(), node("a", flags), node("b", flags))).only().properties).toMatchObject({
    identityLogin: true,
  });
  expect((await collect(alloy(), node("a", flags), node("b", {}))).only().properties).toMatchObject({
    identityLogin: false,
  });
});
