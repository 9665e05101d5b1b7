import { expect, test } from "vitest";

import { normalizeBigqueryDataset } from "./bigquery-datasets.ts";

const home = { projectIds: ["acme"], projectNumbers: ["1"], domains: ["acme.example"] };
const dataset = (...access: object[]) =>
  normalizeBigqueryDataset(
    { datasetReference: { projectId: "acme", datasetId: "features" }, location: "EU", access },
    home,
    { account: "acme", region: null },
  ).resources[0];

test.each([
  [{ role: "READER", specialGroup: "allAuthenticatedUsers" }, true, false],
  [{ role: "READER", iamMember: "allUsers" }, true, false],
  [{ role: "WRITER", specialGroup: "allAuthenticatedUsers" }, true, true],
  [{ role: "WRITER", specialGroup: "projectWriters" }, false, false],
])("access %j: read %s, write %s", (entry, publicRead, publicWrite) => {
  const owner = { role: "OWNER", groupByEmail: "data@acme.example" };
  expect(dataset(owner, entry)?.facets).toMatchObject({
    publicRead,
    publicWrite,
    blocksPublicAccess: !publicRead,
  });
});

test("a whole domain is broad, and an outsider is named", () => {
  const found = dataset(
    { role: "READER", domain: "acme.example" },
    { role: "READER", userByEmail: "a@partner.example" },
  );
  expect(found?.properties).toMatchObject({ broadMembers: ["domain:acme.example"] });
  expect(found?.facets).toMatchObject({ externalPrincipals: ["user:a@partner.example"] });
});

test("a service account is not taken for a person, nor a view for a principal", () => {
  const found = dataset(
    { role: "READER", userByEmail: "x@acme.iam.gserviceaccount.com" },
    { view: { projectId: "other", datasetId: "d", tableId: "t" } },
  );
  expect(found?.facets).toMatchObject({ externalPrincipals: [], publicRead: false });
});

test("its key is the Asset Inventory's name", () => {
  expect(dataset()?.key).toBe("//bigquery.googleapis.com/projects/acme/datasets/features");
});
