import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  subscription,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { containerRegistries } from "./container-registries.ts";
import { subscriptions } from "./subscriptions.ts";

const plan = (name: string, pricingTier: string, extensions: object[] | null = null, rest: object = {}) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Security/pricings/${name}`,
  name,
  type: "Microsoft.Security/pricings",
  properties: {
    pricingTier,
    freeTrialRemainingTime: "PT0S",
    subPlan: null,
    extensions,
    enforce: "False",
    ...rest,
  },
});
const id = idOf("Microsoft.ContainerRegistry/registries", "AcrClaims");
const registry = (properties: object = {}) => ({
  id,
  name: "AcrClaims",
  type: "microsoft.containerregistry/registries",
  location: "swedencentral",
  sku: { name: "Premium", tier: "Premium" },
  tags: { owner: "platform" },
  properties: {
    loginServer: "acrclaims.azurecr.io",
    adminUserEnabled: false,
    anonymousPullEnabled: false,
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny", ipRules: [] },
    encryption: { status: "enabled", keyVaultProperties: { keyIdentifier: "https://kv/keys/k" } },
    policies: { quarantinePolicy: { status: "disabled" }, trustPolicy: { status: "disabled" } },
    zoneRedundancy: "Enabled",
    ...properties,
  },
});
const collectRegistry = (pricings: object = list(plan("Containers", "Standard")), properties: object = {}) =>
  collectAzure(containerRegistries, {
    "Microsoft.ResourceGraph/Resources": graphRows(registry(properties)),
    "Microsoft.Security/Pricings_List": pricings,
  });

test("a registry told in full becomes one resource", async () => {
  const { resources, relationships } = await collectRegistry();
  expect(relationships).toEqual([]);
  expect(resources).toEqual([
    {
      key: id.toLowerCase(),
      type: "azure.container-registry.registry",
      name: "AcrClaims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "platform" },
      properties: {
        sku: "Premium",
        publicNetworkAccess: "Disabled",
        adminUser: false,
        anonymousPull: false,
        contentTrust: false,
        quarantine: false,
      },
      facets: { publicRead: false, immutableTags: true, scanOnPush: true, customerKey: true },
    },
  ]);
});

describe("a registry's own switches", () => {
  test.each([
    [{ anonymousPullEnabled: true }, { facets: { publicRead: true }, properties: { anonymousPull: true } }],
    [{ anonymousPullEnabled: null }, { facets: { publicRead: false }, properties: { anonymousPull: false } }],
    [{ adminUserEnabled: true }, { properties: { adminUser: true } }],
    [{ adminUserEnabled: null }, { properties: { adminUser: false } }],
    [{ encryption: { status: "disabled" } }, { facets: { customerKey: false } }],
    [{ encryption: null }, { facets: { customerKey: false } }],
    [{ publicNetworkAccess: null }, { properties: { publicNetworkAccess: null } }],
  ])("%j", async (properties, expected) => {
    expect((await collectRegistry(list(), properties)).get("AcrClaims")).toMatchObject(expected);
  });
});

describe("whether images are scanned", () => {
  const assessments = (isEnabled: unknown) => ({
    name: "ContainerRegistriesVulnerabilityAssessments",
    isEnabled,
  });
  test.each([
    ["the plan is on", [plan("Containers", "Standard")], true],
    ["the plan is on, with its assessments", [plan("Containers", "Standard", [assessments("True")])], true],
    [
      "the plan is on, its assessments taken out",
      [plan("Containers", "Standard", [assessments("False")])],
      false,
    ],
    [
      "the plan is on, its assessments taken out, as a boolean",
      [plan("Containers", "Standard", [assessments(false)])],
      false,
    ],
    [
      "the plan is on, another part taken out",
      [plan("Containers", "Standard", [{ name: "AgentlessDiscoveryForKubernetes", isEnabled: "False" }])],
      true,
    ],
    ["the plan is free", [plan("Containers", "Free")], false],
    ["another plan is on", [plan("VirtualMachines", "Standard"), plan("Containers", "Free")], false],
    ["no plan was ever made", [], false],
  ])("%s", async (_, plans, scanOnPush) => {
    expect((await collectRegistry(list(...plans))).get("AcrClaims").facets).toMatchObject({ scanOnPush });
  });

  test("is unknown where plans may not be read, and where they are in another shape", async () => {
    for (const [answer, reason] of [
      [denied("Microsoft.Security/pricings/read"), "denied"],
      [list({ name: "Containers" }), "malformed"],
    ] as const) {
      const { get, outcome } = await collectRegistry(answer);
      expect(outcome.state).toBe("complete");
      expect(get("AcrClaims").unknown?.["facets.scanOnPush"]).toMatchObject({ reason });
      expect(get("AcrClaims").facets).not.toHaveProperty("scanOnPush");
    }
  });
});

const told = {
  id: `/subscriptions/${subscription}`,
  authorizationSource: "RoleBased",
  managedByTenants: [],
  subscriptionId: subscription,
  tenantId: "d2a0f6b4-0a5b-4f39-8c11-7f1b2c3d4e5f",
  displayName: "Claims production",
  state: "Enabled",
  tags: { environment: "prod" },
  subscriptionPolicies: {
    locationPlacementId: "Public_2014-09-01",
    quotaId: "EnterpriseAgreement_2014-09-01",
    spendingLimit: "Off",
  },
};
const collectSubscription = (answer: object = told, given: Answers = {}) =>
  collectAzure(subscriptions, {
    "Microsoft.Resources/Subscriptions_Get": answer,
    "Microsoft.ResourceGraph/Resources": { data: [{ id: "/subscriptions/s", chain: null }] },
    "Microsoft.Security/Pricings_List": list(
      plan("AI", "Standard"),
      plan("StorageAccounts", "Free"),
      plan("KeyVaults", "Standard"),
    ),
    ...given,
  });

test("a subscription told in full becomes one resource, with the plans that are on", async () => {
  const { resources, outcome } = await collectSubscription();
  expect(outcome).toMatchObject({ state: "complete", resourceCount: 1 });
  expect(resources).toEqual([
    {
      key: `/subscriptions/${subscription}`,
      type: "azure.resources.subscription",
      name: "Claims production",
      account: subscription,
      region: null,
      tags: { environment: "prod" },
      properties: { state: "Enabled", managementGroups: [], defenderPlans: ["AI", "KeyVaults"] },
      facets: {},
    },
  ]);
});

describe("Defender's plans", () => {
  test.each([
    [[], []],
    [[plan("AI", "Free"), plan("Arm", "Free")], []],
    [[plan("AI", "Standard")], ["AI"]],
    [
      [plan("CloudPosture", "Standard", [{ name: "SensitiveDataDiscovery", isEnabled: "True" }])],
      ["CloudPosture"],
    ],
    [[plan("StorageAccounts", "Standard", null, { subPlan: "DefenderForStorageV2" })], ["StorageAccounts"]],
    [[plan("AI", "standard")], []],
  ])("%j: %j", async (plans, defenderPlans) => {
    const { get } = await collectSubscription(told, { "Microsoft.Security/Pricings_List": list(...plans) });
    expect(get("Claims production").properties).toMatchObject({ defenderPlans });
  });

  test("that may not be read are unknown, and none is made up", async () => {
    const { get } = await collectSubscription(told, {
      "Microsoft.Security/Pricings_List": denied("Microsoft.Security/pricings/read"),
    });
    expect(get("Claims production").properties).not.toHaveProperty("defenderPlans");
    expect(get("Claims production").unknown?.["properties.defenderPlans"]).toMatchObject({
      permission: "Microsoft.Security/pricings/read",
    });
  });

  test("where Defender is not registered, are none that anybody could switch on without it", async () => {
    const { get } = await collectSubscription(told, {
      "Microsoft.Security/Pricings_List": { fails: "unsupported" },
    });
    expect(get("Claims production").unknown?.["properties.defenderPlans"]).toMatchObject({
      reason: "unsupported",
    });
  });
});

describe("a subscription", () => {
  test.each(["Warned", "PastDue", "Enabled"])("that is %s keeps its state", async (state) => {
    expect((await collectSubscription({ ...told, state })).get("Claims production").properties).toMatchObject(
      { state },
    );
  });

  test("whose id is written in capitals has the key that everything in it begins with", async () => {
    const { resources } = await collectSubscription({ ...told, subscriptionId: subscription.toUpperCase() });
    expect(resources[0]?.key).toBe(`/subscriptions/${subscription}`);
  });

  test("that may not be read ends the collection as denied", async () => {
    const { outcome } = await collectSubscription(denied("Microsoft.Resources/subscriptions/read"));
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "Microsoft.Resources/subscriptions/read" },
    });
  });

  test("in another shape is counted, and the collection fails", async () => {
    const { outcome, resources } = await collectSubscription({ subscriptionId: subscription });
    expect(resources).toEqual([]);
    expect(outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "malformed", call: "Microsoft.Resources:Subscriptions_Get" },
    });
  });

  test("without tags has none", async () => {
    const { tags: _, ...rest } = told;
    expect((await collectSubscription(rest)).get("Claims production").tags).toEqual({});
  });
});
