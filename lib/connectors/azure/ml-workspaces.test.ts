import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  subscription,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { mlWorkspaces } from "./ml-workspaces.ts";

const type = "microsoft.machinelearningservices/workspaces";
const id = idOf("Microsoft.MachineLearningServices/workspaces", "ML-Claims");
const storage = idOf("Microsoft.Storage/storageAccounts", "StMl");
const identity = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "ID-Score");
const workspace = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "ML-Claims",
  type,
  kind: "Default",
  location: "swedencentral",
  sku: { name: "Basic", tier: "Basic" },
  tags: { owner: "science" },
  identity: { type: "SystemAssigned", principalId: "p1" },
  properties: {
    friendlyName: "ML-Claims",
    publicNetworkAccess: "Disabled",
    ipAllowlist: [],
    managedNetwork: {
      isolationMode: "AllowOnlyApprovedOutbound",
      status: { status: "Active", sparkReady: false },
    },
    encryption: {
      status: "Enabled",
      keyVaultProperties: { keyVaultArmId: "/kv", keyIdentifier: "https://kv/keys/k" },
    },
    hbiWorkspace: true,
    storageAccount: storage,
    keyVault: idOf("Microsoft.KeyVault/vaults", "kv"),
    containerRegistry: idOf("Microsoft.ContainerRegistry/registries", "acr"),
    applicationInsights: null,
    v1LegacyMode: false,
    privateEndpointConnections: [
      {
        properties: {
          privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", "PE-ml") },
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ],
    ...properties,
  },
  ...rest,
});
const endpoint = (name: string, properties: object = {}, rest: object = {}) => ({
  id: `${id}/onlineEndpoints/${name}`,
  name,
  type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
  kind: "Managed",
  location: "swedencentral",
  tags: { model: "fraud" },
  identity: {
    type: "UserAssigned",
    userAssignedIdentities: { [identity]: { principalId: "p2", clientId: "c2" } },
  },
  properties: {
    authMode: "AMLToken",
    publicNetworkAccess: "Disabled",
    scoringUri: `https://${name}.swedencentral.inference.ml.azure.com/score`,
    swaggerUri: `https://${name}.swedencentral.inference.ml.azure.com/swagger.json`,
    traffic: { blue: 100 },
    mirrorTraffic: {},
    provisioningState: "Succeeded",
    ...properties,
  },
  ...rest,
});
const logs = (...enabled: object[]) =>
  list({ id: "/d", name: "d", properties: { logs: enabled.map((each) => ({ enabled: true, ...each })) } });
const collect = (given: Answers = {}, row = workspace()) =>
  collectAzure(mlWorkspaces, {
    "Microsoft.ResourceGraph/Resources": graphRows(row),
    "Microsoft.MachineLearningServices/OnlineEndpoints_List": list(),
    "Microsoft.Insights/DiagnosticSettings_List": logs({ categoryGroup: "allLogs" }),
    ...given,
  });
const endpoints = (...raw: object[]) => ({
  "Microsoft.MachineLearningServices/OnlineEndpoints_List": list(...raw),
});
const workspaceWith = async (properties: object) =>
  (await collect({}, workspace(properties))).get("ML-Claims");

test("a workspace told in full, with an endpoint, becomes two resources that hang together", async () => {
  const { resources, relationships, outcome } = await collect(endpoints(endpoint("Score")));
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: id.toLowerCase(),
      type: "azure.machine-learning.workspace",
      name: "ML-Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "science" },
      properties: {
        kind: "Default",
        publicNetworkAccess: "Disabled",
        isolationMode: "AllowOnlyApprovedOutbound",
        highBusinessImpact: true,
      },
      facets: {
        publicNetwork: false,
        isolatedNetwork: true,
        customerKey: true,
        privateEndpoint: true,
        logsRequests: true,
      },
    },
    {
      key: `${id.toLowerCase()}/onlineendpoints/score`,
      type: "azure.machine-learning.online-endpoint",
      name: "Score",
      account: subscription,
      region: "swedencentral",
      tags: { model: "fraud" },
      properties: {
        authMode: "AMLToken",
        publicNetworkAccess: "Disabled",
        scoringUri: "https://Score.swedencentral.inference.ml.azure.com/score",
      },
      facets: { publicNetwork: false, keyAuthentication: false, logsRequests: true, customerKey: true },
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.machinelearningservices/workspaces/ml-claims runs-as microsoft.machinelearningservices/workspaces/ml-claims/identities/system",
    "microsoft.machinelearningservices/workspaces/ml-claims reached-privately-through microsoft.network/privateendpoints/pe-ml",
    "microsoft.machinelearningservices/workspaces/ml-claims stores-artifacts-in microsoft.storage/storageaccounts/stml",
    "microsoft.machinelearningservices/workspaces/ml-claims/onlineendpoints/score hosted-on microsoft.machinelearningservices/workspaces/ml-claims",
    "microsoft.machinelearningservices/workspaces/ml-claims/onlineendpoints/score runs-as microsoft.managedidentity/userassignedidentities/id-score",
  ]);
});

describe("a workspace's network", () => {
  test.each([
    ["Enabled", [], true],
    ["Enabled", ["203.0.113.0/24"], false],
    ["Enabled", ["203.0.113.0/24", "0.0.0.0/0"], true],
    ["Disabled", ["0.0.0.0/0"], false],
    ["disabled", null, false],
    [null, null, true],
  ])("switch %s, allowed %j: open %s", async (publicNetworkAccess, ipAllowlist, publicNetwork) => {
    expect((await workspaceWith({ publicNetworkAccess, ipAllowlist })).facets).toMatchObject({
      publicNetwork,
    });
  });

  test.each([
    ["AllowOnlyApprovedOutbound", true],
    ["AllowInternetOutbound", false],
    ["Disabled", false],
    [null, false],
  ])("isolation %s keeps it apart: %s", async (isolationMode, isolatedNetwork) => {
    const found = await workspaceWith({ managedNetwork: { isolationMode } });
    expect(found).toMatchObject({
      facets: { isolatedNetwork },
      properties: { isolationMode: isolationMode ?? "Disabled" },
    });
  });

  test("a workspace without a managed network has none", async () => {
    expect(await workspaceWith({ managedNetwork: null })).toMatchObject({
      properties: { isolationMode: "Disabled" },
    });
  });
});

test.each([
  [{ status: "Enabled" }, true],
  [{ status: "Disabled" }, false],
  [{}, false],
  [null, false],
])("encryption %j is under the customer's key: %s", async (encryption, customerKey) => {
  const { get } = await collect(endpoints(endpoint("score")), workspace({ encryption }));
  expect(get("ML-Claims").facets).toMatchObject({ customerKey });
  expect(get("score").facets).toMatchObject({ customerKey });
});

describe("how an endpoint is reached", () => {
  test.each([
    ["Key", "Enabled", true, true],
    ["AMLToken", "Enabled", true, false],
    ["AADToken", "Disabled", false, false],
    ["Key", "disabled", false, true],
    ["Key", null, true, true],
  ])(
    "mode %s, switch %s: open %s, keyed %s",
    async (authMode, publicNetworkAccess, publicNetwork, keyAuthentication) => {
      const { get } = await collect(endpoints(endpoint("score", { authMode, publicNetworkAccess })));
      expect(get("score").facets).toMatchObject({ publicNetwork, keyAuthentication });
    },
  );

  test("an endpoint being made has no address yet", async () => {
    const { get } = await collect(
      endpoints(endpoint("score", { scoringUri: null }, { identity: null, tags: null })),
    );
    expect(get("score")).toMatchObject({ tags: {}, properties: { scoringUri: null } });
  });
});

describe("what is logged", () => {
  test.each([
    [{ category: "AmlComputeClusterEvent" }, true, false],
    [{ category: "AmlRunStatusChangedEvent" }, true, false],
    [{ categoryGroup: "audit" }, true, false],
    [{ categoryGroup: "allLogs" }, true, true],
    [{ category: "AmlOnlineEndpointTrafficLog" }, false, true],
    [{ category: "AmlOnlineEndpointConsoleLog" }, false, false],
    [{ category: "AmlOnlineEndpointTrafficLog", enabled: false }, false, false],
  ])("%j: of the workspace %s, of the endpoint %s", async (category, ofWorkspace, ofEndpoint) => {
    const { get } = await collect({
      ...endpoints(endpoint("score")),
      "Microsoft.Insights/DiagnosticSettings_List": logs(category),
    });
    expect(get("ML-Claims").facets).toMatchObject({ logsRequests: ofWorkspace });
    expect(get("score").facets).toMatchObject({ logsRequests: ofEndpoint });
  });

  test("of the endpoint, where its settings are denied and the workspace's are not, is unknown", async () => {
    const { get } = await collect({
      ...endpoints(endpoint("score")),
      "Microsoft.Insights/DiagnosticSettings_List": ({ id: asked }) =>
        asked === id
          ? logs({ categoryGroup: "allLogs" })
          : denied("Microsoft.Insights/diagnosticSettings/read"),
    });
    expect(get("ML-Claims").unknown).toBeUndefined();
    expect(Object.keys(get("score").unknown ?? {})).toEqual(["facets.logsRequests"]);
    expect(get("score").facets).not.toHaveProperty("logsRequests");
  });
});

describe("endpoints that could not be read", () => {
  test("denied, end the collection, and the workspace is there all the same", async () => {
    const { outcome, resources } = await collect({
      "Microsoft.MachineLearningServices/OnlineEndpoints_List": denied(
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read",
      ),
    });
    expect(outcome).toMatchObject({ state: "denied", unknown: { reason: "denied" } });
    expect(resources.map(({ name }) => name)).toEqual(["ML-Claims"]);
  });

  test("one in another shape, is counted, and hides no other", async () => {
    const { outcome, resources } = await collect(
      endpoints({ id: `${id}/onlineEndpoints/odd`, name: "odd", properties: {} }, endpoint("score")),
    );
    expect(resources.map(({ name }) => name)).toEqual(["ML-Claims", "score"]);
    expect(outcome.unparsed[0]?.message).toContain("onlineEndpoints/odd: properties.authMode");
  });
});

test("a hub and its project are told apart by their kind", async () => {
  const project = { ...workspace({}, { kind: "Project" }), id: `${id}-p`, name: "project" };
  const { get } = await collectAzure(mlWorkspaces, {
    "Microsoft.ResourceGraph/Resources": graphRows(workspace({}, { kind: "Hub" }), project),
    "Microsoft.MachineLearningServices/OnlineEndpoints_List": list(),
  });
  expect(get("ML-Claims").properties).toMatchObject({ kind: "Hub" });
  expect(get("project").properties).toMatchObject({ kind: "Project" });
});
