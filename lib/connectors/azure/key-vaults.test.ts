import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  subscription,
  told,
} from "#tests/support/recorded-azure.ts";
import { keyVaults } from "./key-vaults.ts";

const type = "microsoft.keyvault/vaults";
const id = idOf("Microsoft.KeyVault/vaults", "kv-Claims");
const key = id.toLowerCase();

const vault = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "kv-Claims",
  type,
  location: "francecentral",
  tags: { owner: "platform" },
  properties: {
    sku: { family: "A", name: "standard" },
    tenantId: "d2a0f6b4-0a5b-4f39-8c11-7f1b2c3d4e5f",
    vaultUri: "https://kv-claims.vault.azure.net/",
    publicNetworkAccess: "Enabled",
    networkAcls: {
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "203.0.113.7/32" }],
      virtualNetworkRules: [],
    },
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: true,
    accessPolicies: [],
    provisioningState: "Succeeded",
    privateEndpointConnections: [
      {
        id: `${id}/privateEndpointConnections/pe`,
        properties: {
          privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", "PE-kv") },
          privateLinkServiceConnectionState: { status: "Approved", actionsRequired: "None" },
        },
      },
    ],
    ...properties,
  },
  ...rest,
});
const secret = (name: string, attributes?: object | null, tags?: object) => ({
  id: `${id}/secrets/${name}`,
  name,
  type: "Microsoft.KeyVault/vaults/secrets",
  location: "francecentral",
  ...(tags === undefined ? {} : { tags }),
  properties: {
    contentType: "text/plain",
    secretUri: `https://kv-claims.vault.azure.net/secrets/${name}`,
    ...(attributes === undefined ? {} : { attributes }),
  },
});
const collect = (secrets: object = list(), rows: { type: string }[] = [vault()]) =>
  collectAzure(keyVaults, {
    "Microsoft.ResourceGraph/Resources": graphRows(...rows),
    "Microsoft.KeyVault/Secrets_List": secrets,
  });
const vaultWith = async (properties: object) => (await collect(list(), [vault(properties)])).get("kv-Claims");

test("a vault told in full, with a secret, becomes two resources that hang together", async () => {
  const raw = secret(
    "openai-key",
    { enabled: true, created: 1_700_000_000, updated: 1_700_000_000, exp: 1_798_761_600 },
    { app: "copilot" },
  );
  const { resources, relationships, outcome } = await collect(list(raw));
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key,
      type: "azure.key-vault.vault",
      name: "kv-Claims",
      account: subscription,
      region: "francecentral",
      tags: { owner: "platform" },
      properties: {
        publicNetworkAccess: "Enabled",
        defaultAction: "Deny",
        ipRules: ["203.0.113.7/32"],
        privateEndpoint: true,
        accessPolicyCount: 0,
        accessPolicies: [],
        auditLogged: false,
      },
      facets: { publicNetwork: false, roleBased: true, purgeProtection: true },
    },
    {
      key: `${key}/secrets/openai-key`,
      type: "azure.key-vault.secret",
      name: "openai-key",
      account: subscription,
      region: "francecentral",
      tags: { app: "copilot" },
      properties: { vaultId: key, enabled: true, expiresAt: "2027-01-01T00:00:00.000Z" },
      facets: { rotation: true, customerKey: true },
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.keyvault/vaults/kv-claims contains microsoft.keyvault/vaults/kv-claims/secrets/openai-key",
    "microsoft.keyvault/vaults/kv-claims reached-privately-through microsoft.network/privateendpoints/pe-kv",
  ]);
});

describe("roles, or access policies", () => {
  const policy = {
    tenantId: "t",
    objectId: "o",
    permissions: { secrets: ["Get", "List"], keys: [], certificates: [] },
  };
  test.each([
    ["roles decide", true, [], true, 0],
    ["roles decide, though policies were left behind", true, [policy, policy], true, 2],
    ["policies decide", false, [policy], false, 1],
    ["policies decide where nothing was said", null, [policy], false, 1],
    ["nobody has access", undefined, null, false, 0],
  ])("%s", async (_, enableRbacAuthorization, accessPolicies, roleBased, accessPolicyCount) => {
    expect(await vaultWith({ enableRbacAuthorization, accessPolicies })).toMatchObject({
      facets: { roleBased },
      properties: { accessPolicyCount },
    });
  });
});

test("each access policy tells who may do what, and one that cannot be read is counted", async () => {
  const policy = { objectId: "O-1", permissions: { secrets: ["Get", "List"], keys: null } };
  const compound = { objectId: "o-2", applicationId: "App", permissions: { keys: ["all"] } };
  const found = await vaultWith({ enableRbacAuthorization: false, accessPolicies: [policy, compound, 3] });
  expect(found.properties).toMatchObject({
    accessPolicyCount: 3,
    accessPolicies: [
      { objectId: "o-1", applicationId: null, secrets: ["get", "list"], keys: [] },
      { objectId: "o-2", applicationId: "app", secrets: [], keys: ["all"] },
    ],
  });
});

describe("purge protection holds only once it is on, for it cannot be taken back", () => {
  test.each([
    [true, true],
    [false, false],
    [null, false],
    [undefined, false],
  ])("%s: %s", async (enablePurgeProtection, purgeProtection) => {
    expect((await vaultWith({ enablePurgeProtection })).facets).toMatchObject({ purgeProtection });
  });
});

describe("the vault's network", () => {
  test.each([
    ["never set", null, null, true],
    ["a firewall that allows", "Enabled", { defaultAction: "Allow" }, true],
    ["a firewall that denies", "Enabled", { defaultAction: "Deny" }, false],
    [
      "a firewall that denies, with everybody as its rule",
      "Enabled",
      { defaultAction: "Deny", ipRules: [{ value: "0.0.0.0/0" }] },
      true,
    ],
    ["switched off", "Disabled", { defaultAction: "Allow" }, false],
    ["switched off in small letters", "disabled", null, false],
    ["under a perimeter", "SecuredByPerimeter", null, false],
  ])("%s", async (_, publicNetworkAccess, networkAcls, publicNetwork) => {
    expect((await vaultWith({ publicNetworkAccess, networkAcls })).facets).toMatchObject({ publicNetwork });
  });
});

describe("when a secret expires", () => {
  test.each([
    ["at an instant", { enabled: true, exp: 1_798_761_600 }, "2027-01-01T00:00:00.000Z", true],
    ["long ago", { enabled: true, exp: 0 }, "1970-01-01T00:00:00.000Z", true],
    ["never", { enabled: true }, null, false],
    ["never, as null", { enabled: true, exp: null }, null, false],
    ["in the year 58976, which is milliseconds in place of seconds", { exp: 1_798_761_600_000 }, null, false],
    ["beyond what a date can hold", { exp: Number.MAX_SAFE_INTEGER }, null, false],
    ["before there was time", { exp: -1 }, null, false],
    ["without attributes", null, null, false],
    ["without a word", undefined, null, false],
  ])("%s", async (_, attributes, expiresAt, rotation) => {
    const { get, outcome } = await collect(list(secret("s", attributes)));
    expect(outcome.state).toBe("complete");
    expect(get("s")).toMatchObject({ properties: { expiresAt }, facets: { rotation } });
  });
});

test.each([
  [{ enabled: true }, true],
  [{ enabled: false }, false],
  [{}, true],
  [null, true],
])("a secret with %j is enabled: %s", async (attributes, enabled) => {
  expect((await collect(list(secret("s", attributes)))).get("s").properties).toMatchObject({ enabled });
});

test("the value of a secret is nowhere in what is kept, even if the answer held one", async () => {
  const leaking = { ...secret("s"), properties: { value: "hunter2hunter2", attributes: {} } };
  expect(JSON.stringify((await collect(list(leaking))).resources)).not.toContain("hunter2");
});

test("a secret that does not parse is counted, and hides no other", async () => {
  const { resources, outcome } = await collect(list({ id: `${id}/secrets/odd` }, secret("good")));
  expect(resources.map(({ name }) => name)).toEqual(["kv-Claims", "good"]);
  expect(outcome.unparsed[0]?.message).toContain("secrets/odd");
  expect(outcome.state).not.toBe("complete");
});

describe("secrets that may not be listed", () => {
  const other = { ...vault(), id: idOf("Microsoft.KeyVault/vaults", "kv-open"), name: "kv-open" };
  const answer = (failure: object) =>
    collect(({ id: asked }: Record<string, unknown>) => (asked === id ? failure : list()), [vault(), other]);

  test("end the collection as denied once the other vaults were read", async () => {
    const { outcome, resources } = await answer(denied("Microsoft.KeyVault/vaults/secrets/read"));
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "Microsoft.KeyVault/vaults/secrets/read" },
    });
    expect(resources.map(({ name }) => name)).toEqual(["kv-open"]);
  });

  test("of a vault deleted meanwhile are no gap", async () => {
    const { outcome, resources } = await answer({ fails: "not-found" });
    expect(outcome.state).toBe("complete");
    expect(resources.map(({ name }) => name)).toEqual(["kv-open"]);
  });

  test("and a list that is none is malformed, not empty", async () => {
    const { outcome } = await answer({ values: [] });
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
  });
});
