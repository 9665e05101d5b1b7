import { expect, test } from "vitest";

import { normalizeInstance } from "./workbench-instances.ts";

const scope = { account: "acme", region: null };
const normalize = (gceSetup: object | undefined, number: string | null = "412903775186") =>
  normalizeInstance(
    { name: "projects/acme/locations/europe-west4-a/instances/research", ...(gceSetup ? { gceSetup } : {}) },
    number,
    scope,
  );
const facets = (gceSetup: object) => normalize(gceSetup).resources[0]?.facets;
const properties = (gceSetup: object) => normalize(gceSetup).resources[0]?.properties;

test("what is not stated is Google's default: public, root, downloads, default account, no secure boot", () => {
  const [instance] = normalize(undefined).resources;
  expect(instance?.facets).toEqual({
    publicAddress: true,
    rootAccess: true,
    customerKey: false,
    privateNetwork: false,
  });
  expect(instance?.properties).toMatchObject({
    runsAsDefaultAccount: true,
    secureBoot: false,
    fileDownload: true,
  });
});

test("an address switched off is private, unless an interface holds one all the same", () => {
  expect(facets({ disablePublicIp: true })).toMatchObject({ publicAddress: false });
  const networkInterfaces = [{}, { accessConfigs: [{ externalIp: "192.0.2.1" }] }];
  expect(facets({ disablePublicIp: true, networkInterfaces })).toMatchObject({ publicAddress: true });
});

test("a customer key counts only when every disk has one", () => {
  const kmsKey = "projects/acme/locations/l/keyRings/r/cryptoKeys/k";
  expect(facets({ bootDisk: { kmsKey }, dataDisks: [{ kmsKey }] })).toMatchObject({ customerKey: true });
  expect(facets({ bootDisk: { kmsKey }, dataDisks: [{}] })).toMatchObject({ customerKey: false });
});

test("root and downloads are refused by metadata that says true, and by nothing else", () => {
  expect(facets({ metadata: { "notebook-disable-root": "true" } })).toMatchObject({ rootAccess: false });
  expect(facets({ metadata: { "notebook-disable-root": "false" } })).toMatchObject({ rootAccess: true });
  expect(properties({ metadata: { "notebook-disable-downloads": "true" } })).toMatchObject({
    fileDownload: false,
  });
});

test("it runs as the account it names, or as the project's default", () => {
  const named = normalize({ serviceAccounts: [{ email: "r@acme.iam.gserviceaccount.com" }] });
  expect(named.relationships).toMatchObject([
    {
      kind: "runs-as",
      to: "//iam.googleapis.com/projects/acme/serviceAccounts/r@acme.iam.gserviceaccount.com",
    },
  ]);
  expect(named.resources[0]?.properties).toMatchObject({ runsAsDefaultAccount: false });
  expect(normalize({}).relationships).toMatchObject([
    {
      to: "//iam.googleapis.com/projects/acme/serviceAccounts/412903775186-compute@developer.gserviceaccount.com",
    },
  ]);
  expect(normalize({}, null).relationships).toEqual([]);
});
