import { describe, expect, test } from "vitest";

import {
  collectGcp,
  denied,
  home,
  inventoryOf,
  projectId,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { bigqueryDatasets } from "./bigquery-datasets.ts";

const key = `//bigquery.googleapis.com/projects/${projectId}/datasets/features`;
const asset = (datasetId: string) => ({
  name: `//bigquery.googleapis.com/projects/${projectId}/datasets/${datasetId}`,
  assetType: "bigquery.googleapis.com/Dataset",
  data: { datasetReference: { projectId, datasetId } },
});
/** A dataset as `datasets.get` tells it, with Google's own default entries. */
const dataset = (access: object[] | undefined, rest: object = {}) => ({
  kind: "bigquery#dataset",
  etag: "x==",
  id: `${projectId}:features`,
  selfLink: `https://bigquery.googleapis.com/bigquery/v2/projects/${projectId}/datasets/features`,
  datasetReference: { datasetId: "features", projectId },
  friendlyName: "Features",
  description: "",
  location: "europe-west4",
  labels: { owner: "science" },
  ...(access === undefined ? {} : { access }),
  defaultEncryptionConfiguration: {
    kmsKeyName: `projects/${projectId}/locations/europe-west4/keyRings/data/cryptoKeys/bq`,
  },
  creationTime: "1767225600000",
  lastModifiedTime: "1767225600000",
  type: "DEFAULT",
  maxTimeTravelHours: "168",
  ...rest,
});
const own = [
  { role: "WRITER", specialGroup: "projectWriters" },
  { role: "OWNER", specialGroup: "projectOwners" },
  { role: "READER", specialGroup: "projectReaders" },
  { role: "OWNER", userByEmail: "a@claims.example" },
];
const collect = (raw: object, given: Answers = {}) =>
  collectGcp(bigqueryDatasets, {
    ...home,
    "cloudasset:assets.list": inventoryOf(asset("features")),
    "bigquery:datasets.get": raw,
    ...given,
  });
const datasetWith = async (...access: object[]) => (await collect(dataset([...own, ...access]))).only();

test("a dataset told in full becomes one resource, under its key", async () => {
  const { only, relationships, calls, outcome } = await collect(dataset(own));
  expect(outcome.state).toBe("complete");
  expect(only()).toEqual({
    key,
    type: "gcp.bigquery.dataset",
    name: "Features",
    account: projectId,
    region: "europe-west4",
    tags: { owner: "science" },
    properties: { location: "europe-west4", broadMembers: [] },
    facets: {
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: true,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: "customer-key",
      versioning: true,
      accessLogging: true,
      externalPrincipals: [],
    },
  });
  expect(told(relationships)).toEqual([
    "bigquery:datasets/features encrypted-by cloudkms:keyRings/data/cryptoKeys/bq",
  ]);
  expect(calls.find(({ operation }) => operation === "bigquery:datasets.get")?.input).toEqual({
    datasetId: "features",
  });
});

describe("each kind of access entry", () => {
  test.each([
    [{ role: "READER", specialGroup: "allAuthenticatedUsers" }, true, false],
    [{ role: "WRITER", specialGroup: "allAuthenticatedUsers" }, true, true],
    [{ role: "OWNER", specialGroup: "allAuthenticatedUsers" }, true, true],
    [{ role: "READER", iamMember: "allUsers" }, true, false],
    [{ role: "roles/bigquery.dataViewer", iamMember: "allUsers" }, true, false],
    [{ role: "roles/bigquery.dataEditor", iamMember: "allUsers" }, true, true],
    [{ role: "roles/bigquery.dataOwner", iamMember: "allAuthenticatedUsers" }, true, true],
    [{ role: "READER", specialGroup: "projectReaders" }, false, false],
    [{ role: "WRITER", specialGroup: "projectWriters" }, false, false],
    [{ role: "READER", domain: "claims.example" }, false, false],
    [{ role: "READER", groupByEmail: "data@claims.example" }, false, false],
    [{ role: "READER", userByEmail: "app@claims-ai-prod.iam.gserviceaccount.com" }, false, false],
    [{ view: { projectId: "partner", datasetId: "d", tableId: "v" } }, false, false],
    [{ routine: { projectId: "partner", datasetId: "d", routineId: "r" } }, false, false],
    [
      { dataset: { dataset: { projectId: "partner", datasetId: "d" }, targetTypes: ["VIEWS"] } },
      false,
      false,
    ],
    [{ role: "READER", iamMember: "deleted:user:x@partner.example?uid=1" }, false, false],
    [{}, false, false],
  ])("%j: read by all %s, written by all %s", async (entry, publicRead, publicWrite) => {
    const { facets } = await datasetWith(entry);
    expect(facets).toMatchObject({ publicRead, publicWrite, blocksPublicAccess: !publicRead });
  });
});

describe("who from outside has access", () => {
  test.each([
    [{ role: "READER", userByEmail: "a@partner.example" }, ["user:a@partner.example"]],
    [{ role: "READER", userByEmail: "somebody@gmail.com" }, ["user:somebody@gmail.com"]],
    [{ role: "READER", groupByEmail: "all@partner.example" }, ["group:all@partner.example"]],
    [{ role: "READER", domain: "partner.example" }, ["domain:partner.example"]],
    [
      { role: "READER", userByEmail: "x@partner-prod.iam.gserviceaccount.com" },
      ["serviceAccount:x@partner-prod.iam.gserviceaccount.com"],
    ],
    [{ role: "READER", iamMember: "user:a@partner.example" }, ["user:a@partner.example"]],
    [
      {
        role: "READER",
        iamMember:
          "principalSet://iam.googleapis.com/projects/999999999999/locations/global/workloadIdentityPools/p/*",
      },
      ["principalSet://iam.googleapis.com/projects/999999999999/locations/global/workloadIdentityPools/p/*"],
    ],
    [{ role: "READER", userByEmail: "b@claims.example" }, []],
    [{ role: "READER", domain: "claims.example" }, []],
    [{ role: "READER", userByEmail: "582910347716-compute@developer.gserviceaccount.com" }, []],
  ])("%j: %j", async (entry, externalPrincipals) => {
    expect((await datasetWith(entry)).facets).toMatchObject({ externalPrincipals });
  });

  test.each([
    [{ role: "READER", domain: "claims.example" }, ["domain:claims.example"]],
    [{ role: "READER", specialGroup: "allAuthenticatedUsers" }, ["allAuthenticatedUsers"]],
    [{ role: "READER", iamMember: "allUsers" }, ["allUsers"]],
    [{ role: "READER", groupByEmail: "everyone@claims.example" }, []],
  ])("%j is more people than a team: %j", async (entry, broadMembers) => {
    expect((await datasetWith(entry)).properties).toMatchObject({ broadMembers });
  });
});

describe("an answer that leaves out who has access", () => {
  test("says nothing of who has, and everything else", async () => {
    const { only, outcome } = await collect(dataset(undefined));
    expect(outcome.state).toBe("complete");
    expect(Object.keys(only().unknown ?? {}).toSorted()).toEqual([
      "facets.blocksPublicAccess",
      "facets.externalPrincipals",
      "facets.publicRead",
      "facets.publicWrite",
      "properties.broadMembers",
    ]);
    expect(only().unknown?.["facets.publicRead"]).toMatchObject({
      reason: "denied",
      permission: "bigquery.datasets.getIamPolicy",
    });
    expect(only().facets).toMatchObject({ encryption: "customer-key" });
  });

  test("is told by the permission that would show it, which the connector asks for", () => {
    expect(bigqueryDatasets.permissions).toContain("bigquery.datasets.getIamPolicy");
  });
});

describe("a dataset's own settings", () => {
  test.each([
    [{ defaultEncryptionConfiguration: undefined }, { encryption: "provider-key" }],
    [{ defaultEncryptionConfiguration: {} }, { encryption: "provider-key" }],
  ])("%j", async (rest, facets) => {
    const { only, relationships } = await collect(dataset(own, rest));
    expect(only().facets).toMatchObject(facets);
    expect(relationships).toEqual([]);
  });

  test("a dataset without a name of its own goes by its id, and a continent is one place", async () => {
    const { only } = await collect(
      dataset(own, { friendlyName: undefined, location: "EU", labels: undefined }),
    );
    expect(only()).toMatchObject({
      name: "features",
      region: "eu",
      tags: {},
      properties: { location: "eu" },
    });
  });
});

describe("what could not be read", () => {
  test("a dataset deleted since it was listed is no gap", async () => {
    const { outcome, resources } = await collect({ fails: "not-found" });
    expect(outcome.state).toBe("complete");
    expect(resources).toEqual([]);
  });

  test("one that is denied ends the collection as denied", async () => {
    const { outcome } = await collect(denied("bigquery.datasets.get"));
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "bigquery.datasets.get" } });
  });

  test("one in another shape is counted, and hides no other", async () => {
    const { outcome, resources } = await collect(
      {},
      {
        "cloudasset:assets.list": inventoryOf(asset("odd"), asset("features")),
        "bigquery:datasets.get": ({ datasetId }) => (datasetId === "odd" ? { location: "EU" } : dataset(own)),
      },
    );
    expect(resources.map(({ name }) => name)).toEqual(["Features"]);
    expect(outcome.unparsed[0]?.call).toBe("bigquery:datasets.get");
    expect(outcome.state).not.toBe("complete");
  });

  test("without the organization's domain an outsider of no known side is unknown, and the public is not", async () => {
    const { only } = await collect(dataset([...own, { role: "READER", iamMember: "allUsers" }]), {
      "cloudresourcemanager:organizations.search": denied("resourcemanager.organizations.get"),
    });
    expect(Object.keys(only().unknown ?? {})).toEqual(["facets.externalPrincipals"]);
    expect(only().facets).toMatchObject({ publicRead: true });
  });
});
