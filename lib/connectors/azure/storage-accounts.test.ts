import { expect, test } from "vitest";

import { normalizeStorageAccount, type StorageAccount } from "./storage-accounts.ts";

const id = "/subscriptions/S/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/Docs";
const row = (properties: StorageAccount["properties"]): StorageAccount => ({
  id,
  name: "Docs",
  kind: "StorageV2",
  location: "westeurope",
  tags: { owner: "underwriting", environment: null },
  properties,
});
const container = (publicAccess: string, metadata?: Record<string, string>) => ({
  id: `${id}/blobServices/default/containers/policies`,
  name: "policies",
  properties: { publicAccess, metadata },
});
const containerOf = (properties: StorageAccount["properties"], raw: object = container("Blob")) =>
  normalizeStorageAccount(row(properties), "S", {
    containers: [raw],
    logging: { logs: false, unknown: null },
    blob: { value: { properties: { isVersioningEnabled: true } }, unknown: null },
  }).resources[1];

test("a public container of an account that never decided is readable by anyone", () => {
  expect(containerOf({})?.facets).toMatchObject({ publicRead: true, blocksPublicAccess: false });
});

test("an account that forbids anonymous access outranks its containers", () => {
  expect(containerOf({ allowBlobPublicAccess: false })?.facets).toMatchObject({
    publicRead: false,
    blocksPublicAccess: true,
  });
});

test("a network that is closed lets no anonymous reader in", () => {
  const networkAcls = { defaultAction: "Deny", ipRules: [{ value: "192.0.2.1" }] } as const;
  expect(
    containerOf({ networkAcls: { ...networkAcls, ipRules: [...networkAcls.ipRules] } })?.facets,
  ).toMatchObject({
    publicRead: false,
  });
  expect(containerOf({ publicNetworkAccess: "Disabled" })?.facets).toMatchObject({ publicRead: false });
});

test("a private container is read by nobody without a credential", () => {
  expect(containerOf({}, container("None"))?.facets).toMatchObject({ publicRead: false });
});

test("shared keys work until they are forbidden", () => {
  expect(containerOf({})?.facets).toMatchObject({ keyAuthentication: true });
  expect(containerOf({ allowSharedKeyAccess: null })?.facets).toMatchObject({ keyAuthentication: true });
  expect(containerOf({ allowSharedKeyAccess: false })?.facets).toMatchObject({ keyAuthentication: false });
});

test("a container is tagged by its account and by its own metadata", () => {
  expect(containerOf({}, container("None", { data_classification: "confidential" }))?.tags).toEqual({
    owner: "underwriting",
    environment: "",
    "data-classification": "confidential",
  });
});

test("keys are lower case whatever Azure wrote", () => {
  expect(containerOf({})?.key).toBe(`${id.toLowerCase()}/blobservices/default/containers/policies`);
});
