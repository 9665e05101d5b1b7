import { describe, expect, test } from "vitest";

import type { Resource } from "#lib/domain/resource.ts";
import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  subscription,
  told,
} from "#tests/support/recorded-azure.ts";
import { storageAccounts } from "./storage-accounts.ts";

const type = "microsoft.storage/storageaccounts";
const id = idOf("Microsoft.Storage/storageAccounts", "stClaimDocs");
const key = id.toLowerCase();

/** A general-purpose account as the resource graph tells it. */
const account = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "stClaimDocs",
  type,
  kind: "StorageV2",
  location: "germanywestcentral",
  sku: { name: "Standard_ZRS", tier: "Standard" },
  tags: { team: "claims" },
  properties: {
    provisioningState: "Succeeded",
    publicNetworkAccess: "Enabled",
    allowBlobPublicAccess: true,
    allowSharedKeyAccess: true,
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    isHnsEnabled: false,
    networkAcls: {
      bypass: "AzureServices",
      defaultAction: "Allow",
      ipRules: [],
      virtualNetworkRules: [],
      resourceAccessRules: [],
    },
    encryption: { keySource: "Microsoft.Storage", services: { blob: { enabled: true, keyType: "Account" } } },
    primaryEndpoints: { blob: "https://stclaimdocs.blob.core.windows.net/" },
    privateEndpointConnections: [],
    ...properties,
  },
  ...rest,
});
const container = (name: string, publicAccess?: string, metadata?: object) => ({
  id: `${id}/blobServices/default/containers/${name}`,
  name,
  type: "Microsoft.Storage/storageAccounts/blobServices/containers",
  etag: '"0x8DD"',
  properties: {
    defaultEncryptionScope: "$account-encryption-key",
    denyEncryptionScopeOverride: false,
    hasImmutabilityPolicy: false,
    hasLegalHold: false,
    lastModifiedTime: "2026-05-04T03:02:01.0000000Z",
    leaseState: "Available",
    leaseStatus: "Unlocked",
    ...(publicAccess === undefined ? {} : { publicAccess }),
    ...(metadata === undefined ? {} : { metadata }),
  },
});
const versioned = {
  properties: { isVersioningEnabled: true, deleteRetentionPolicy: { enabled: true, days: 14 } },
};
const reads = (category: object) =>
  list({ id: "/d", name: "d", properties: { workspaceId: "/w", logs: [{ enabled: true, ...category }] } });

const collect = (rows: { type: string }[], given: Record<string, object> = {}) =>
  collectAzure(storageAccounts, {
    "Microsoft.ResourceGraph/Resources": graphRows(...rows),
    "Microsoft.Storage/BlobContainers_List": list(),
    "Microsoft.Storage/BlobServices_GetServiceProperties": versioned,
    "Microsoft.Insights/DiagnosticSettings_List": reads({ category: "StorageRead" }),
    ...given,
  });
const containers = (...raw: object[]) => ({ "Microsoft.Storage/BlobContainers_List": list(...raw) });

test("an account told in full, with its container, becomes two resources that hang together", async () => {
  const { outcome, resources, relationships } = await collect(
    [account()],
    containers(container("Policies", "None")),
  );
  expect(outcome.state).toBe("complete");
  const shared = {
    blocksPublicAccess: false,
    publicNetwork: true,
    keyAuthentication: true,
    encryption: "provider-key",
    versioning: true,
    accessLogging: true,
    externalPrincipals: [],
    publicRead: false,
    publicWrite: false,
  };
  expect(resources).toEqual([
    {
      key,
      type: "azure.storage.account",
      name: "stClaimDocs",
      account: subscription,
      region: "germanywestcentral",
      tags: { team: "claims" },
      properties: {
        publicNetworkAccess: "Enabled",
        defaultAction: "Allow",
        ipRules: [],
        kind: "StorageV2",
        minimumTls: "TLS1_2",
        httpsOnly: true,
      },
      facets: shared,
    },
    {
      key: `${key}/blobservices/default/containers/policies`,
      type: "azure.storage.container",
      name: "Policies",
      account: subscription,
      region: "germanywestcentral",
      tags: { team: "claims" },
      properties: { accountId: key, publicAccess: "None", sample: null },
      facets: shared,
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.storage/storageaccounts/stclaimdocs contains microsoft.storage/storageaccounts/stclaimdocs/blobservices/default/containers/policies",
  ]);
});

describe("who may read a container without a credential", () => {
  const open = { defaultAction: "Allow", ipRules: [] };
  const closed = { defaultAction: "Deny", ipRules: [{ value: "203.0.113.7", action: "Allow" }] };
  const everybody = { defaultAction: "Deny", ipRules: [{ value: "0.0.0.0/0", action: "Allow" }] };
  test.each([
    // container, account's switch, network's switch, firewall: anybody?
    ["Blob", true, "Enabled", open, true],
    ["Container", true, "Enabled", open, true],
    ["None", true, "Enabled", open, false],
    ["Blob", null, "Enabled", open, true],
    ["Blob", undefined, null, open, true],
    ["Blob", false, "Enabled", open, false],
    ["Container", false, "Enabled", open, false],
    ["Blob", true, "Enabled", closed, false],
    ["Container", true, "Enabled", everybody, true],
    ["Blob", true, "Disabled", open, false],
    ["Blob", true, "Disabled", everybody, false],
    ["Blob", true, "SecuredByPerimeter", open, false],
    ["Blob", null, null, closed, false],
    ["None", null, null, open, false],
  ])(
    "container %s, account allows %s, network %s with %j: %s",
    async (publicAccess, allowBlobPublicAccess, publicNetworkAccess, networkAcls, anybody) => {
      const { get } = await collect(
        [account({ allowBlobPublicAccess, publicNetworkAccess, networkAcls })],
        containers(container("docs", publicAccess)),
      );
      expect(get("docs").facets).toMatchObject({
        publicRead: anybody,
        publicWrite: false,
        blocksPublicAccess: allowBlobPublicAccess === false,
      });
      expect(get("stClaimDocs").facets).toMatchObject({ publicRead: false });
    },
  );

  test("a container that says nothing is private, as Azure reads it", async () => {
    const { get } = await collect([account()], containers(container("docs")));
    expect(get("docs")).toMatchObject({
      properties: { publicAccess: "None" },
      facets: { publicRead: false },
    });
  });

  test("a level of tomorrow leaves the container out and the collection incomplete, never private", async () => {
    const { outcome, resources } = await collect(
      [account()],
      containers(container("odd", "Everyone"), container("docs")),
    );
    expect(resources.map(({ name }) => name)).toEqual(["stClaimDocs", "docs"]);
    expect(outcome.state).not.toBe("complete");
    expect(outcome.unparsed).toEqual([
      {
        call: "Microsoft.Storage:BlobContainers_List",
        message: expect.stringContaining("containers/odd: properties.publicAccess"),
      },
    ]);
  });
});

describe("an account's own settings", () => {
  const facetsOf = async (properties: object): Promise<Resource["facets"]> =>
    (await collect([account(properties)])).get("stClaimDocs").facets;

  test.each([
    [true, true],
    [null, true],
    [undefined, true],
    [false, false],
  ])("shared keys allowed %s: they work %s", async (allowSharedKeyAccess, keyAuthentication) => {
    expect(await facetsOf({ allowSharedKeyAccess })).toMatchObject({ keyAuthentication });
  });

  test.each([
    [{ keySource: "Microsoft.Keyvault", keyvaultproperties: { keyname: "k" } }, "customer-key"],
    [{ keySource: "Microsoft.KeyVault" }, "customer-key"],
    [{ keySource: "Microsoft.Storage" }, "provider-key"],
    [{}, "provider-key"],
    [null, "provider-key"],
  ])("encryption %j is under the %s", async (encryption, expected) => {
    expect(await facetsOf({ encryption })).toMatchObject({ encryption: expected });
  });

  test.each([
    [true, true],
    [false, false],
    [null, true],
    [undefined, true],
  ])("https only %s reads as %s", async (supportsHttpsTrafficOnly, httpsOnly) => {
    const { get } = await collect([account({ supportsHttpsTrafficOnly })]);
    expect(get("stClaimDocs").properties).toMatchObject({ httpsOnly });
  });

  test("an old protocol is kept by its name, and one never stated is not made up", async () => {
    const tls = async (minimumTlsVersion: string | null) =>
      (await collect([account({ minimumTlsVersion })])).get("stClaimDocs").properties;
    expect(await tls("TLS1_0")).toMatchObject({ minimumTls: "TLS1_0" });
    expect(await tls(null)).toMatchObject({ minimumTls: null });
  });

  test("it is reached by its approved private endpoints", async () => {
    const endpoint = (name: string, status: string) => ({
      properties: {
        privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", name) },
        privateLinkServiceConnectionState: { status },
      },
    });
    const { relationships } = await collect([
      account({
        privateEndpointConnections: [endpoint("PE-Blob", "Approved"), endpoint("pe-file", "Rejected")],
      }),
    ]);
    expect(told(relationships)).toEqual([
      "microsoft.storage/storageaccounts/stclaimdocs reached-privately-through microsoft.network/privateendpoints/pe-blob",
    ]);
  });
});

describe("whether reads are logged", () => {
  test.each([
    ["its reads", reads({ category: "StorageRead" }), true],
    ["the group of audit categories", reads({ category: null, categoryGroup: "audit" }), true],
    ["every category", reads({ categoryGroup: "allLogs" }), true],
    ["only writes and deletes", reads({ category: "StorageWrite" }), false],
    ["the group, switched off", reads({ categoryGroup: "audit", enabled: false }), false],
    ["no setting", list(), false],
    ["a setting without logs", list({ id: "/d", name: "d", properties: { logs: null, metrics: [] } }), false],
  ])("%s: %s", async (_, setting, accessLogging) => {
    const { get, calls } = await collect([account()], {
      "Microsoft.Insights/DiagnosticSettings_List": setting,
    });
    expect(get("stClaimDocs").facets).toMatchObject({ accessLogging });
    expect(calls.find(({ operation }) => operation.startsWith("Microsoft.Insights"))?.input).toEqual({
      id: `${id}/blobServices/default`,
    });
  });

  test("denied, it is unknown of the account and of each container", async () => {
    const { get } = await collect([account()], {
      ...containers(container("docs", "None")),
      "Microsoft.Insights/DiagnosticSettings_List": denied("Microsoft.Insights/diagnosticSettings/read"),
    });
    for (const name of ["stClaimDocs", "docs"])
      expect(Object.keys(get(name).unknown ?? {})).toEqual(["facets.accessLogging"]);
  });
});

describe("whether versions are kept", () => {
  test.each([
    [{ properties: { isVersioningEnabled: true } }, true],
    [{ properties: { isVersioningEnabled: false } }, false],
    [{ properties: {} }, false],
  ])("%j: %s", async (blob, versioning) => {
    const { get } = await collect([account()], {
      "Microsoft.Storage/BlobServices_GetServiceProperties": blob,
    });
    expect(get("stClaimDocs").facets).toMatchObject({ versioning });
  });

  test("denied, it is unknown and not off", async () => {
    const { get } = await collect([account()], {
      "Microsoft.Storage/BlobServices_GetServiceProperties": denied(
        "Microsoft.Storage/storageAccounts/blobServices/read",
      ),
    });
    expect(get("stClaimDocs").facets).not.toHaveProperty("versioning");
    expect(get("stClaimDocs").unknown?.["facets.versioning"]?.reason).toBe("denied");
  });
});

describe("containers that may not be listed", () => {
  test("end the collection as denied, after the accounts beside it were read", async () => {
    const other = { ...account(), id: idOf("Microsoft.Storage/storageAccounts", "stopen"), name: "stopen" };
    const { outcome, resources } = await collect([account(), other], {
      "Microsoft.Storage/BlobContainers_List": ({ id: asked }: Record<string, unknown>) =>
        asked === id ? denied("Microsoft.Storage/storageAccounts/blobServices/containers/read") : list(),
    });
    expect(outcome).toMatchObject({ state: "denied", unknown: { reason: "denied" } });
    expect(resources.map(({ name }) => name)).toEqual(["stopen"]);
  });

  test("are not asked for where an account holds only files", async () => {
    const { calls, outcome } = await collect([account({}, { kind: "FileStorage" })], {
      "Microsoft.Storage/BlobContainers_List": denied("never"),
    });
    expect(outcome.state).toBe("complete");
    expect(calls.map(({ operation }) => operation)).not.toContain("Microsoft.Storage/BlobContainers_List");
  });
});

describe("a container's metadata stands for tags", () => {
  test("over its account's, with hyphens for underscores", async () => {
    const metadata = { team: "underwriting", data_classification: "personal" };
    const { get } = await collect([account()], containers(container("docs", "None", metadata)));
    expect(get("docs").tags).toEqual({ team: "underwriting", "data-classification": "personal" });
    expect(get("stClaimDocs").tags).toEqual({ team: "claims" });
  });

  test("and none leaves the account's", async () => {
    const { get } = await collect([account()], containers(container("docs", "None", {})));
    expect(get("docs").tags).toEqual({ team: "claims" });
  });
});

test("a hundred containers are a hundred resources, each once", async () => {
  const many = Array.from({ length: 100 }, (_, at) => container(`c-${at}`, at % 2 === 0 ? "Blob" : "None"));
  const { resources, relationships } = await collect([account()], containers(...many));
  expect(new Set(resources.map((resource) => resource.key)).size).toBe(101);
  expect(relationships.filter(({ kind }) => kind === "contains")).toHaveLength(100);
  expect(resources.filter(({ facets }) => "publicRead" in facets && facets.publicRead)).toHaveLength(50);
});
