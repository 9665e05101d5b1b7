import { describe, expect, test } from "vitest";

import {
  collectGcp,
  denied,
  home,
  inventoryOf,
  projectId,
  projectNumber,
  region,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { artifactRepositories } from "./artifact-repositories.ts";
import { kmsKeys } from "./kms-keys.ts";
import { workbenchInstances } from "./workbench-instances.ts";

const kms = (name: string) => `projects/${projectId}/locations/${region}/keyRings/data/cryptoKeys/${name}`;
const name = `projects/${projectId}/locations/${region}-a/instances/research`;
const key = `//notebooks.googleapis.com/${name}`;
const instance = (gceSetup: object = {}, rest: object = {}) => ({
  name,
  id: "1f",
  state: "ACTIVE",
  healthState: "HEALTHY",
  creator: "a@claims.example",
  proxyUri: "1f-dot-europe-west4.notebooks.googleusercontent.com",
  disableProxyAccess: false,
  labels: { owner: "science" },
  gceSetup: {
    machineType: "e2-standard-4",
    serviceAccounts: [
      {
        email: `notebook@${projectId}.iam.gserviceaccount.com`,
        scopes: ["https://www.googleapis.com/auth/cloud-platform"],
      },
    ],
    bootDisk: { diskSizeGb: "150", diskType: "PD_BALANCED", diskEncryption: "CMEK", kmsKey: kms("disks") },
    dataDisks: [{ diskSizeGb: "100", diskType: "PD_BALANCED", diskEncryption: "CMEK", kmsKey: kms("disks") }],
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
    networkInterfaces: [{ network: "n", subnet: "s", nicType: "VIRTIO_NET" }],
    disablePublicIp: true,
    metadata: {
      "notebook-disable-root": "true",
      "notebook-disable-downloads": "true",
      "proxy-mode": "service_account",
    },
    ...gceSetup,
  },
  ...rest,
});
const collect = (raw: object[], given: Answers = {}) =>
  collectGcp(workbenchInstances, {
    ...home,
    "notebooks:projects.locations.instances.list": { instances: raw },
    ...given,
  });
const instanceWith = async (gceSetup: object) => (await collect([instance(gceSetup)])).only();

test("an instance told in full runs as its account, under its key", async () => {
  const { only, relationships, outcome } = await collect([instance()]);
  expect(outcome.state).toBe("complete");
  expect(only()).toEqual({
    key,
    type: "gcp.notebooks.instance",
    name: "research",
    account: projectId,
    region: `${region}-a`,
    tags: { owner: "science" },
    properties: {
      serviceAccount: `notebook@${projectId}.iam.gserviceaccount.com`,
      runsAsDefaultAccount: false,
      secureBoot: true,
      integrityMonitoring: true,
      virtualTpm: true,
      fileDownload: false,
      networkTags: [],
    },
    facets: { publicAddress: false, rootAccess: false, customerKey: true, privateNetwork: true },
  });
  const at = `notebooks:locations/${region}-a/instances/research`;
  expect(told(relationships)).toEqual([
    `${at} encrypted-by cloudkms:keyRings/data/cryptoKeys/disks`,
    `${at} runs-as iam:serviceAccounts/notebook@${projectId}.iam.gserviceaccount.com`,
  ]);
});

describe("an instance's settings", () => {
  const disk = (kmsKey?: string) => ({
    diskEncryption: kmsKey ? "CMEK" : "GMEK",
    ...(kmsKey ? { kmsKey } : {}),
  });
  test.each<[string, object, object]>([
    [
      "with a public address by default",
      { disablePublicIp: undefined },
      { publicAddress: true, privateNetwork: false },
    ],
    ["with a public address by choice", { disablePublicIp: false }, { publicAddress: true }],
    [
      "with a reserved address, though switched off",
      { networkInterfaces: [{ accessConfigs: [{ externalIp: "203.0.113.7" }] }] },
      { publicAddress: true },
    ],
    [
      "with an access configuration that has no address",
      { networkInterfaces: [{ accessConfigs: [{}] }] },
      { publicAddress: false },
    ],
    ["without a word of network", { networkInterfaces: undefined }, { publicAddress: false }],
    ["with root by default", { metadata: {} }, { rootAccess: true }],
    ["with root by choice", { metadata: { "notebook-disable-root": "false" } }, { rootAccess: true }],
    ["under Google's key", { bootDisk: disk(), dataDisks: [disk()] }, { customerKey: false }],
    ["with one disk under Google's key", { dataDisks: [disk()] }, { customerKey: false }],
    ["with a boot disk only", { dataDisks: [] }, { customerKey: true }],
    ["with disks not told", { bootDisk: undefined, dataDisks: undefined }, { customerKey: false }],
  ])("%s", async (_, gceSetup, facets) => {
    expect((await instanceWith(gceSetup)).facets).toMatchObject(facets);
  });

  test.each<[string, object, object]>([
    [
      "no shield",
      { shieldedInstanceConfig: undefined },
      { secureBoot: false, integrityMonitoring: false, virtualTpm: false },
    ],
    [
      "half a shield",
      { shieldedInstanceConfig: { enableVtpm: true } },
      { secureBoot: false, virtualTpm: true },
    ],
    ["files that may be taken out", { metadata: {} }, { fileDownload: true }],
    [
      "no account of its own",
      { serviceAccounts: [] },
      {
        serviceAccount: `${projectNumber}-compute@developer.gserviceaccount.com`,
        runsAsDefaultAccount: true,
      },
    ],
    [
      "the default account by name",
      { serviceAccounts: [{ email: `${projectNumber}-compute@developer.gserviceaccount.com` }] },
      { runsAsDefaultAccount: true },
    ],
  ])("%s", async (_, gceSetup, properties) => {
    expect((await instanceWith(gceSetup)).properties).toMatchObject(properties);
  });

  test("two keys are two, and one key of two disks is one", async () => {
    const { relationships } = await collect([
      instance({ dataDisks: [disk(kms("other")), disk(kms("disks"))] }),
    ]);
    expect(
      relationships.filter(({ kind }) => kind === "encrypted-by").map(({ to }) => to.split("/").at(-1)),
    ).toEqual(["disks", "other"]);
  });
});

test("instances that may not be listed end the collection as denied, and an odd one is counted", async () => {
  const refused = await collect([], {
    "notebooks:projects.locations.instances.list": denied("notebooks.instances.list"),
  });
  expect(refused.outcome).toMatchObject({
    state: "denied",
    unknown: { permission: "notebooks.instances.list" },
  });
  const odd = await collect([{ id: "x" }, instance()]);
  expect(odd.resources).toHaveLength(1);
  expect(odd.outcome.state).not.toBe("complete");
});

const repositoryName = `projects/${projectId}/locations/${region}/repositories/apps`;
const repository = (data: object, bindings: object[] = []) => ({
  name: `//artifactregistry.googleapis.com/${repositoryName}`,
  assetType: "artifactregistry.googleapis.com/Repository",
  data: {
    name: repositoryName,
    format: "DOCKER",
    mode: "STANDARD_REPOSITORY",
    labels: { owner: "platform" },
    kmsKeyName: kms("artifacts"),
    dockerConfig: { immutableTags: true },
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED", enablementState: "SCANNING_ACTIVE" },
    sizeBytes: "1024",
    ...data,
  },
  bindings,
});
const repositoryWith = async (data: object = {}, bindings: object[] = [], given: Answers = {}) =>
  (
    await collectGcp(artifactRepositories, {
      "cloudasset:assets.list": inventoryOf(repository(data, bindings)),
      ...given,
    })
  ).only();

describe("an image repository", () => {
  test("told in full", async () => {
    expect(await repositoryWith()).toEqual({
      key: `//artifactregistry.googleapis.com/${repositoryName}`,
      type: "gcp.artifactregistry.repository",
      name: "apps",
      account: projectId,
      region,
      tags: { owner: "platform" },
      properties: { format: "DOCKER", publicMembers: [] },
      facets: { publicRead: false, immutableTags: true, scanOnPush: true, customerKey: true },
    });
  });

  const to = (role: string, ...members: string[]) => [{ role, members }];
  test.each<[string, object, object[], object]>([
    ["read by all", {}, to("roles/artifactregistry.reader", "allUsers"), { publicRead: true }],
    [
      "read by every account",
      {},
      to("roles/artifactregistry.reader", "allAuthenticatedUsers"),
      { publicRead: true },
    ],
    ["written by all, hence read", {}, to("roles/artifactregistry.writer", "allUsers"), { publicRead: true }],
    [
      "read by a team",
      {},
      to("roles/artifactregistry.reader", "group:g@claims.example"),
      { publicRead: false },
    ],
    ["with tags that change", { dockerConfig: {} }, [], { immutableTags: false }],
    ["with tags nobody spoke of", { dockerConfig: undefined }, [], { immutableTags: false }],
    [
      "not scanned",
      { vulnerabilityScanningConfig: { enablementState: "SCANNING_DISABLED" } },
      [],
      { scanOnPush: false },
    ],
    ["not told whether scanned", { vulnerabilityScanningConfig: undefined }, [], { scanOnPush: false }],
    ["under Google's key", { kmsKeyName: "" }, [], { customerKey: false }],
    [
      "of packages, which have no tags and no images",
      { format: "PYTHON", dockerConfig: undefined, vulnerabilityScanningConfig: undefined },
      [],
      { immutableTags: true, scanOnPush: true },
    ],
  ])("%s", async (_, data, bindings, facets) => {
    expect((await repositoryWith(data, bindings)).facets).toMatchObject(facets);
  });

  test("read by all under a role that cannot be read is unknown, never closed", async () => {
    const role = `projects/${projectId}/roles/puller`;
    const hidden = await repositoryWith({}, to(role, "allUsers"), {
      "iam:projects.roles.get": denied("iam.roles.get"),
    });
    expect(Object.keys(hidden.unknown ?? {})).toEqual(["facets.publicRead"]);
    const shown = await repositoryWith({}, to(role, "allUsers"), {
      "iam:projects.roles.get": { includedPermissions: ["artifactregistry.repositories.downloadArtifacts"] },
    });
    expect(shown).toMatchObject({
      facets: { publicRead: true },
      properties: { publicMembers: ["allUsers"] },
    });
  });
});

describe("a key", () => {
  const keyWith = async (data: object, ...members: string[]) =>
    (
      await collectGcp(kmsKeys, {
        "cloudasset:assets.list": inventoryOf({
          name: `//cloudkms.googleapis.com/${kms("disks")}`,
          assetType: "cloudkms.googleapis.com/CryptoKey",
          data: {
            name: kms("disks"),
            purpose: "ENCRYPT_DECRYPT",
            labels: { owner: "platform" },
            versionTemplate: { protectionLevel: "HSM", algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" },
            ...data,
          },
          bindings: [{ role: "roles/cloudkms.cryptoKeyDecrypter", members }],
        }),
      })
    ).only();
  test.each<[string, object, string[], object]>([
    [
      "that rotates",
      { rotationPeriod: "7776000s", nextRotationTime: "2027-01-01T00:00:00Z" },
      [],
      { rotation: true, broadPolicy: false },
    ],
    ["that never rotates", {}, [], { rotation: false }],
    ["that signs, which Google does not rotate", { purpose: "ASYMMETRIC_SIGN" }, [], { rotation: true }],
    ["that makes codes, which Google does not rotate", { purpose: "MAC" }, [], { rotation: true }],
    ["open to all", {}, ["allUsers"], { broadPolicy: true }],
    ["open to every account", {}, ["group:g@claims.example", "allAuthenticatedUsers"], { broadPolicy: true }],
    ["open to a team", {}, ["group:g@claims.example"], { broadPolicy: false }],
  ])("%s", async (_, data, members, facets) => {
    expect((await keyWith(data, ...members)).facets).toMatchObject(facets);
  });

  test("told in full", async () => {
    expect(await keyWith({})).toMatchObject({
      key: `//cloudkms.googleapis.com/${kms("disks")}`,
      name: "disks",
      region,
      tags: { owner: "platform" },
      properties: { purpose: "ENCRYPT_DECRYPT", protectionLevel: "HSM" },
    });
  });

  test("that does not say how it is protected says nothing of it", async () => {
    expect((await keyWith({ versionTemplate: undefined, purpose: undefined })).properties).toEqual({
      purpose: "CRYPTO_KEY_PURPOSE_UNSPECIFIED",
      protectionLevel: null,
    });
  });
});
