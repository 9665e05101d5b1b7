import { expect, test } from "vitest";

import { normalizeRegistry } from "./container-registries.ts";
import { normalizeDiagnosticSettings } from "./diagnostic-settings.ts";
import { normalizeKeyVault } from "./key-vaults.ts";
import { normalizeEndpoints, normalizeWorkspace } from "./ml-workspaces.ts";
import { normalizePrivateEndpoint } from "./private-endpoints.ts";
import { normalizeSubscription } from "./subscriptions.ts";

const idOf = (type: string) => `/subscriptions/s/resourceGroups/rg/providers/${type}/Thing`;
const unlogged = { logs: false, unknown: null };
const row = <P>(type: string, properties: P) => ({
  id: idOf(type),
  name: "Thing",
  location: "westeurope",
  properties,
});
const logs = { logs: true, unknown: null };

test("a vault whose settings were never touched is open, unprotected and under access policies", () => {
  const [vault] = normalizeKeyVault(row("Microsoft.KeyVault/vaults", {}), "s", [], unlogged).resources;
  expect(vault?.facets).toEqual({ publicNetwork: true, roleBased: false, purgeProtection: false });
});

test("a secret without an expiry is not rotated", () => {
  const secret = (attributes: object) => ({
    id: `${idOf("Microsoft.KeyVault/vaults")}/secrets/a`,
    name: "a",
    properties: { attributes },
  });
  const facets = (attributes: object) =>
    normalizeKeyVault(row("Microsoft.KeyVault/vaults", {}), "s", [secret(attributes)], unlogged).resources[1];
  expect(facets({ enabled: true })?.facets).toMatchObject({ rotation: false });
  expect(facets({ enabled: true, exp: 1_830_297_600 })).toMatchObject({
    facets: { rotation: true },
    properties: { expiresAt: "2028-01-01T00:00:00.000Z" },
  });
});

const setting = (logsOfSetting: object[]) => ({
  id: `${idOf("Microsoft.Search/searchServices")}/providers/Microsoft.Insights/diagnosticSettings/d`,
  name: "d",
  properties: { workspaceId: "/W", logs: logsOfSetting },
});

test("a setting whose categories are all off is kept, and is no log of its target", () => {
  const target = { id: idOf("Microsoft.Search/searchServices") };
  const { resources, relationships } = normalizeDiagnosticSettings(
    [setting([{ category: "OperationLogs", enabled: false }])],
    target,
    "s",
  );
  expect(resources[0]?.facets).toMatchObject({ enabled: false, dataEvents: false });
  expect(relationships).toEqual([]);
});

test("a setting that sends use of data is a log of its target", () => {
  const target = { id: idOf("Microsoft.Search/searchServices") };
  const { resources, relationships } = normalizeDiagnosticSettings(
    [setting([{ category: "OperationLogs", enabled: true }])],
    target,
    "s",
  );
  expect(resources[0]?.facets).toMatchObject({ enabled: true, dataEvents: true });
  expect(relationships[0]).toMatchObject({ kind: "logs-to", from: target.id.toLowerCase() });
});

test("a workspace is isolated only where every destination is approved", () => {
  const isolated = (isolationMode: string) =>
    normalizeWorkspace(
      row("Microsoft.MachineLearningServices/workspaces", { managedNetwork: { isolationMode } }),
      "s",
      logs,
    ).resources[0]?.facets;
  expect(isolated("AllowInternetOutbound")).toMatchObject({ isolatedNetwork: false });
  expect(isolated("AllowOnlyApprovedOutbound")).toMatchObject({ isolatedNetwork: true });
});

test("an online endpoint is keyed by its own mode and encrypted as its workspace is", () => {
  const workspace = row("Microsoft.MachineLearningServices/workspaces", {
    encryption: { status: "Enabled" },
  });
  const endpoint = row("Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints", { authMode: "Key" });
  const { resources, relationships } = normalizeEndpoints(
    [endpoint],
    workspace,
    "s",
    new Map([[endpoint.id, logs]]),
  );
  expect(resources[0]?.facets).toEqual({
    publicNetwork: true,
    keyAuthentication: true,
    logsRequests: true,
    customerKey: true,
  });
  expect(relationships[0]).toMatchObject({ kind: "hosted-on", to: workspace.id.toLowerCase() });
});

test("a private endpoint is approved where all its connections are, and not where it has none", () => {
  const approved = (...statuses: string[]) =>
    normalizePrivateEndpoint(
      row("Microsoft.Network/privateEndpoints", {
        privateLinkServiceConnections: statuses.map((status) => ({
          properties: { privateLinkServiceId: "/X", privateLinkServiceConnectionState: { status } },
        })),
      }),
      "s",
    ).facets;
  expect(approved("Approved")).toMatchObject({ approved: true });
  expect(approved("Approved", "Pending")).toMatchObject({ approved: false });
  expect(approved()).toMatchObject({ approved: false });
});

test("a registry is open to strangers only where anonymous pull is on", () => {
  const registry = (anonymousPullEnabled: boolean | null) =>
    normalizeRegistry(row("Microsoft.ContainerRegistry/registries", { anonymousPullEnabled }), "s", true)
      .facets;
  expect(registry(true)).toMatchObject({ publicRead: true });
  expect(registry(null)).toMatchObject({ publicRead: false });
});

test("a Defender plan on its free tier protects nothing", () => {
  const subscription = { id: "/subscriptions/s", subscriptionId: "s", displayName: "prod", state: "Enabled" };
  const value = [
    { name: "AI", properties: { pricingTier: "Free" } },
    { name: "Arm", properties: { pricingTier: "Standard" } },
  ];
  const ancestors = { value: [{ chain: [{ name: "Platform" }, { name: "root" }] }], unknown: null };
  const { properties } = normalizeSubscription(subscription, { value: { value }, unknown: null }, ancestors);
  expect(properties).toEqual({
    state: "Enabled",
    managementGroups: ["platform", "root"],
    defenderPlans: ["Arm"],
  });
});
