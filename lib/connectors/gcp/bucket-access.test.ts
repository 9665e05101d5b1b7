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
import { buckets } from "./buckets.ts";

const name = "claims-training-data";
const key = `//storage.googleapis.com/${name}`;
const kms = `projects/${projectId}/locations/europe-west4/keyRings/data/cryptoKeys/buckets`;
/** A bucket as the inventory tells it, every documented member present. */
const bucket = (data: object = {}) => ({
  acl: [],
  billing: {},
  cors: [],
  customPlacementConfig: {},
  defaultObjectAcl: [],
  encryption: { defaultKmsKeyName: kms },
  etag: "CAE=",
  iamConfiguration: {
    publicAccessPrevention: "inherited",
    bucketPolicyOnly: { enabled: true, lockedTime: "2026-04-01T00:00:00Z" },
    uniformBucketLevelAccess: { enabled: true, lockedTime: "2026-04-01T00:00:00Z" },
  },
  id: name,
  kind: "storage#bucket",
  labels: { owner: "claims", classification: "confidential" },
  lifecycle: { rule: [] },
  location: "EUROPE-WEST4",
  locationType: "region",
  logging: { logBucket: "claims-storage-logs", logObjectPrefix: name },
  metageneration: "3",
  name,
  owner: {},
  projectNumber: "582910347716",
  retentionPolicy: {},
  softDeletePolicy: { retentionDurationSeconds: "604800" },
  storageClass: "STANDARD",
  versioning: { enabled: true },
  website: {},
  ...data,
});
type Binding = { role: string; members: string[]; condition?: object };
const inventory = (data: object, bindings: Binding[]) => ({
  "cloudasset:assets.list": inventoryOf({
    name: key,
    assetType: "storage.googleapis.com/Bucket",
    data: bucket(data),
    bindings,
  }),
});
const collect = (data: object = {}, bindings: Binding[] = [], given: Answers = {}) =>
  collectGcp(buckets, {
    ...home,
    ...inventory(data, bindings),
    "iam:projects.roles.get": denied("iam.roles.get"),
    ...given,
  });
const facetsOf = async (...args: Parameters<typeof collect>) => (await collect(...args)).only().facets;

test("a bucket told in full becomes one resource, with its key and its log", async () => {
  const { outcome, only, relationships } = await collect({}, [
    { role: "roles/storage.objectViewer", members: ["group:data@claims.example"] },
  ]);
  expect(outcome.state).toBe("complete");
  expect(only()).toEqual({
    key,
    type: "gcp.storage.bucket",
    name,
    account: projectId,
    region: "europe-west4",
    tags: { owner: "claims", classification: "confidential" },
    properties: {
      location: "europe-west4",
      uniformAccess: true,
      publicAccessPrevention: "inherited",
      publicRoles: [],
      sample: null,
    },
    facets: {
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: false,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: "customer-key",
      versioning: true,
      accessLogging: true,
      externalPrincipals: [],
    },
  });
  expect(told(relationships)).toEqual([
    `storage:${name} encrypted-by cloudkms:keyRings/data/cryptoKeys/buckets`,
    `storage:${name} logs-to storage:claims-storage-logs`,
  ]);
});

describe("who on the internet may read or write", () => {
  const uniform = (enabled: boolean, publicAccessPrevention = "inherited") => ({
    iamConfiguration: { publicAccessPrevention, uniformBucketLevelAccess: { enabled } },
  });
  const anybody = { entity: "allUsers", role: "READER" };
  const anyAccount = { entity: "allAuthenticatedUsers", role: "OWNER" };
  const team = { entity: "project-owners-582910347716", role: "OWNER" };
  const bound = (role: string, ...members: string[]): Binding[] => [{ role, members }];
  test.each<[string, object, Binding[], boolean, boolean]>([
    ["uniform, bound to nobody", uniform(true), [], false, false],
    ["uniform, read by all", uniform(true), bound("roles/storage.objectViewer", "allUsers"), true, false],
    [
      "uniform, read by every account",
      uniform(true),
      bound("roles/storage.objectViewer", "allAuthenticatedUsers"),
      true,
      false,
    ],
    ["uniform, written by all", uniform(true), bound("roles/storage.objectCreator", "allUsers"), false, true],
    [
      "uniform, both by all",
      uniform(true),
      bound("roles/storage.admin", "user:a@claims.example", "allUsers"),
      true,
      true,
    ],
    [
      "uniform, only listed by all",
      uniform(true),
      bound("roles/storage.legacyBucketReader", "allUsers"),
      false,
      false,
    ],
    [
      "uniform, lists left behind",
      { ...uniform(true), defaultObjectAcl: [anybody], acl: [anyAccount] },
      [],
      false,
      false,
    ],
    ["by lists, to the team", { ...uniform(false), defaultObjectAcl: [team], acl: [team] }, [], false, false],
    [
      "by lists, new objects to all",
      { ...uniform(false), defaultObjectAcl: [team, anybody] },
      [],
      true,
      false,
    ],
    [
      "by lists, new objects to every account",
      { ...uniform(false), defaultObjectAcl: [anyAccount] },
      [],
      true,
      false,
    ],
    ["by lists, the bucket listed by all", { ...uniform(false), acl: [anybody] }, [], false, false],
    [
      "by lists, the bucket written by all",
      { ...uniform(false), acl: [{ entity: "allUsers", role: "WRITER" }] },
      [],
      false,
      true,
    ],
    [
      "by lists and by policy",
      { ...uniform(false), defaultObjectAcl: [team] },
      bound("roles/storage.legacyObjectReader", "allUsers"),
      true,
      false,
    ],
    ["never said how", { iamConfiguration: {}, defaultObjectAcl: [anybody] }, [], true, false],
    [
      "prevented, bound to all",
      uniform(true, "enforced"),
      bound("roles/storage.admin", "allUsers"),
      false,
      false,
    ],
    [
      "prevented, listed to all",
      { ...uniform(false, "enforced"), defaultObjectAcl: [anybody], acl: [anyAccount] },
      [],
      false,
      false,
    ],
    [
      "prevention of the old name",
      uniform(true, "unspecified"),
      bound("roles/storage.objectViewer", "allUsers"),
      true,
      false,
    ],
  ])("%s", async (_, data, bindings, publicRead, publicWrite) => {
    expect(await facetsOf(data, bindings)).toMatchObject({
      publicRead,
      publicWrite,
      blocksPublicAccess: JSON.stringify(data).includes('"enforced"'),
    });
  });

  test("a public role that prevention makes vain is shown all the same", async () => {
    const { only } = await collect(
      uniform(true, "enforced"),
      bound("roles/storage.objectViewer", "allUsers"),
    );
    expect(only().properties).toMatchObject({
      publicRoles: ["roles/storage.objectViewer"],
      publicAccessPrevention: "enforced",
    });
  });
});

describe("a role that somebody made", () => {
  const role = `projects/${projectId}/roles/bucketReader`;
  const toAll: Binding[] = [{ role, members: ["allUsers"] }];
  const readable = (...includedPermissions: string[]) => ({
    "iam:projects.roles.get": { name: role, stage: "GA", includedPermissions },
  });

  test.each([
    ["reads", ["storage.objects.get", "storage.objects.list"], true, false],
    ["writes", ["storage.objects.create"], false, true],
    ["only looks", ["storage.buckets.get"], false, false],
  ])("and that %s is what it is, bound to all", async (_, permissions, publicRead, publicWrite) => {
    const { only } = await collect({}, toAll, readable(...permissions));
    expect(only().facets).toMatchObject({ publicRead, publicWrite });
    expect(only().unknown).toBeUndefined();
  });

  test("and that cannot be read leaves open whether all may read, never that they may not", async () => {
    const { only, outcome } = await collect({}, toAll);
    expect(outcome.state).toBe("complete");
    expect(Object.keys(only().unknown ?? {}).toSorted()).toEqual(["facets.publicRead", "facets.publicWrite"]);
    expect(only().unknown?.["facets.publicRead"]).toMatchObject({
      reason: "denied",
      permission: "iam.roles.get",
    });
  });

  test("and that cannot be read adds no doubt to what another role proves", async () => {
    const { only } = await collect({}, [
      ...toAll,
      { role: "roles/storage.objectViewer", members: ["allUsers"] },
    ]);
    expect(Object.keys(only().unknown ?? {})).toEqual(["facets.publicWrite"]);
    expect(only().facets).toMatchObject({ publicRead: true });
  });

  test("and that cannot be read does not matter where public access is prevented, or nobody public holds it", async () => {
    const prevented = await collect({ iamConfiguration: { publicAccessPrevention: "enforced" } }, toAll);
    expect(prevented.only().unknown).toBeUndefined();
    const own = await collect({}, [{ role, members: ["group:data@claims.example"] }]);
    expect(own.only().unknown).toBeUndefined();
  });

  test("and that cannot be read leaves open whether an outsider reads", async () => {
    const { only } = await collect({}, [{ role, members: ["user:a@partner.example"] }]);
    expect(Object.keys(only().unknown ?? {})).toEqual(["facets.externalPrincipals"]);
  });

  test("is asked for once, however many bindings name it", async () => {
    const { calls } = await collect(
      {},
      [...toAll, { role, members: ["user:a@claims.example"] }],
      readable("storage.objects.get"),
    );
    expect(
      calls.filter(({ operation }) => operation === "iam:projects.roles.get").map(({ input }) => input),
    ).toEqual([{ name: role }]);
  });
});

describe("a bucket's own settings", () => {
  test.each([
    [{ encryption: {} }, { encryption: "provider-key" }],
    [{ encryption: undefined }, { encryption: "provider-key" }],
    [{ encryption: { defaultKmsKeyName: "" } }, { encryption: "provider-key" }],
    [{ versioning: {} }, { versioning: false }],
    [{ versioning: undefined }, { versioning: false }],
    [{ logging: {} }, { accessLogging: false }],
    [{ logging: undefined }, { accessLogging: false }],
  ])("%j", async (data, facets) => {
    expect(await facetsOf(data)).toMatchObject(facets);
  });

  test("a location of several regions is one, in small letters", async () => {
    expect((await collect({ location: "EU", locationType: "multi-region" })).only()).toMatchObject({
      region: "eu",
      properties: { location: "eu" },
    });
  });

  test("labels that people wrote are kept as they stand", async () => {
    const labels = { "<b>": "x", constructor: "y", long: "z".repeat(63) };
    expect((await collect({ labels })).only().tags).toEqual(labels);
  });

  test("a bucket without labels has none", async () => {
    expect((await collect({ labels: undefined })).only().tags).toEqual({});
  });
});

describe("what could not be read", () => {
  test("a bucket in another shape is counted, and hides no other", async () => {
    const odd = {
      name: "//storage.googleapis.com/odd",
      assetType: "storage.googleapis.com/Bucket",
      data: { name: "odd" },
    };
    const good = { name: key, assetType: "storage.googleapis.com/Bucket", data: bucket() };
    const { outcome, resources } = await collectGcp(buckets, {
      ...home,
      "cloudasset:assets.list": inventoryOf(odd, good),
    });
    expect(resources.map((resource) => resource.name)).toEqual([name]);
    expect(outcome.state).not.toBe("complete");
    expect(outcome.unparsed[0]?.message).toContain("location");
  });

  test.each([
    ["cloudasset:assets.list", "cloudasset.assets.listIamPolicy"],
    ["cloudresourcemanager:projects.search", "resourcemanager.projects.get"],
  ])("%s denied ends the collection as denied", async (operation, permission) => {
    const { outcome, resources } = await collect({}, [], { [operation]: denied(permission) });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission } });
    expect(resources).toEqual([]);
  });

  test("without the organization's domain people are neither inside nor outside", async () => {
    const { only } = await collect(
      {},
      [{ role: "roles/storage.objectViewer", members: ["user:a@claims.example"] }],
      {
        "cloudresourcemanager:organizations.search": denied("resourcemanager.organizations.get"),
      },
    );
    expect(Object.keys(only().unknown ?? {})).toEqual(["facets.externalPrincipals"]);
  });
});
