import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import { collectAzure, denied, graphRows, idOf, list, type Answers } from "#tests/support/recorded-azure.ts";
import { bots } from "./bots.ts";
import { containerApps } from "./container-apps.ts";
import { dataFactories } from "./data-factories.ts";
import { kubernetesClusters } from "./kubernetes-clusters.ts";
import { isSustained } from "./throttling.ts";

const one = (collector: Collector, type: string, row: object, given: Answers = {}) => {
  const name = type.slice(type.lastIndexOf("/") + 1);
  const whole = { id: idOf(type, name), name, type, ...row };
  return collectAzure(collector, {
    "Microsoft.ResourceGraph/Resources": graphRows(whole),
    "Microsoft.Insights/DiagnosticSettings_List": list(),
    ...given,
  });
};

describe("a container app", () => {
  const type = "microsoft.app/containerapps";
  const environment = (more: object = {}) => ({
    id: idOf("Microsoft.App/managedEnvironments", "env"),
    internal: false,
    subnet: "",
    ...more,
  });
  const auth = (enabled: boolean, unauthenticatedClientAction: string) =>
    list({ properties: { platform: { enabled }, globalValidation: { unauthenticatedClientAction } } });
  const app = (ingress: object | null, more: object = {}, given: Answers = {}, env: object = environment()) =>
    collectAzure(containerApps, {
      "Microsoft.ResourceGraph/Resources": ({ body }) => ({
        data: JSON.stringify(body).includes("internal = tobool")
          ? [env]
          : [
              {
                id: idOf(type, "app"),
                name: "app",
                properties: {
                  environmentId: idOf("Microsoft.App/managedEnvironments", "env"),
                  configuration: { ingress },
                  ...more,
                },
              },
            ],
      }),
      "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": list(),
      ...given,
    });
  const facets = async (...args: Parameters<typeof app>) => (await app(...args)).get("app").facets;

  test("open to the world asks nobody who they are, unless it was told to", async () => {
    expect(await facets({ external: true, fqdn: "App.example" })).toMatchObject({
      publicNetwork: true,
      authentication: "none",
      hosts: ["app.example"],
    });
    const asking = { "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": auth(true, "Return401") };
    expect(await facets({ external: true }, {}, asking)).toMatchObject({ authentication: "identity" });
    const letting = {
      "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": auth(true, "AllowAnonymous"),
    };
    expect(await facets({ external: true }, {}, letting)).toMatchObject({ authentication: "none" });
    const off = { "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": auth(false, "Return401") };
    expect(await facets({ external: true }, {}, off)).toMatchObject({ authentication: "none" });
    expect(await facets({ external: true, clientCertificateMode: "require" })).toMatchObject({
      authentication: "identity",
    });
  });

  test.each<[string, object | null, object, boolean]>([
    ["inside its environment", { external: false }, {}, false],
    ["in an environment without a way in", { external: true }, { internal: true }, false],
    [
      "to an office",
      { external: true, ipSecurityRestrictions: [{ action: "Allow", ipAddressRange: "203.0.113.0/24" }] },
      {},
      false,
    ],
    [
      "to everybody by a rule",
      { external: true, ipSecurityRestrictions: [{ action: "Allow", ipAddressRange: "0.0.0.0/0" }] },
      {},
      true,
    ],
    [
      "to all but one",
      { external: true, ipSecurityRestrictions: [{ action: "Deny", ipAddressRange: "203.0.113.7/32" }] },
      {},
      true,
    ],
    ["to nobody", null, {}, false],
  ])("that answers %s", async (_, ingress, env, publicNetwork) => {
    expect(await facets(ingress, {}, {}, environment(env))).toMatchObject({ publicNetwork });
  });

  test("without ingress is unreachable, whatever may be read of its sign-in", async () => {
    const { get } = await app(
      null,
      {},
      { "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": denied("authConfigs/read") },
    );
    expect(get("app").facets).toMatchObject({ authentication: "unreachable" });
    expect(get("app").unknown).toBeUndefined();
  });

  test("is told with the variables that hold a credential, by name alone", async () => {
    const { get } = await app(null, {
      template: {
        containers: [
          {
            image: "acr.azurecr.io/app@sha256:1",
            env: [
              { name: "API_KEY", value: "sk-abcdefghijklmnopqrstuvwx" },
              { name: "OTHER_KEY", secretRef: "other" },
              { name: "MODEL", value: "https://aoai.openai.azure.com/" },
            ],
          },
        ],
      },
    });
    expect(get("app")).toMatchObject({
      properties: { settings: ["API_KEY", "MODEL", "OTHER_KEY"], images: ["acr.azurecr.io/app@sha256:1"] },
      facets: { secretVariables: ["API_KEY"], calledHosts: ["aoai.openai.azure.com"] },
    });
    expect(JSON.stringify(get("app"))).not.toContain("sk-");
  });
});

describe("a Kubernetes cluster", () => {
  const facets = async (properties: object) =>
    (await one(kubernetesClusters, "microsoft.containerservice/managedclusters", { properties })).get(
      "managedclusters",
    ).facets;
  test("as it is made is public, with no identity for its pods", async () => {
    expect(await facets({})).toEqual({
      publicNetwork: true,
      workloadIdentity: false,
      networkPolicies: false,
      auditLogging: false,
      secretsCustomerKey: false,
    });
  });
  test("tells the identity of its nodes, and whether pods are kept from it", async () => {
    const properties = async (more: object) =>
      (await one(kubernetesClusters, "microsoft.containerservice/managedclusters", { properties: more })).get(
        "managedclusters",
      ).properties;
    const resourceId =
      "/subscriptions/S/resourceGroups/MC/providers/Microsoft.ManagedIdentity/userAssignedIdentities/A";
    expect(await properties({})).toMatchObject({ kubeletIdentity: null, metadataRestricted: false });
    expect(
      await properties({
        identityProfile: { kubeletidentity: { resourceId } },
        networkProfile: { podLinkLocalAccess: "None" },
      }),
    ).toMatchObject({ kubeletIdentity: resourceId.toLowerCase(), metadataRestricted: true });
  });
  test.each<[object, object]>([
    [{ apiServerAccessProfile: { enablePrivateCluster: true } }, { publicNetwork: false }],
    [{ apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24"] } }, { publicNetwork: false }],
    [
      { apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24", "0.0.0.0/0"] } },
      { publicNetwork: true },
    ],
    [{ oidcIssuerProfile: { enabled: true } }, { workloadIdentity: false }],
    [
      { oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } },
      { workloadIdentity: true },
    ],
    [{ networkProfile: { networkPolicy: "none" } }, { networkPolicies: false }],
    [{ networkProfile: { networkPolicy: "calico" } }, { networkPolicies: true }],
    [{ securityProfile: { azureKeyVaultKms: { enabled: true } } }, { secretsCustomerKey: true }],
  ])("%j", async (properties, expected) => {
    expect(await facets(properties)).toMatchObject(expected);
  });
});

test.each<[object, object, object]>([
  [
    {},
    { localAuthentication: true, customerKey: false, appType: "MultiTenant" },
    { publicNetwork: true, authentication: "key" },
  ],
  [
    {
      disableLocalAuth: true,
      isCmekEnabled: true,
      publicNetworkAccess: "Disabled",
      msaAppType: "SingleTenant",
    },
    { localAuthentication: false, customerKey: true },
    { publicNetwork: false, authentication: "identity" },
  ],
])("a bot of %j", async (properties, expected, facets) => {
  const { get } = await one(bots, "microsoft.botservice/botservices", { properties });
  expect(get("botservices")).toMatchObject({ properties: expected, facets });
});

test.each<[object, object]>([
  [{}, { customerKey: false, privateNetwork: false, lastFailedAt: null }],
  [
    { publicNetworkAccess: "Disabled", encryption: { keyName: "k" } },
    { customerKey: true, privateNetwork: true, lastFailedAt: null },
  ],
])("a data factory of %j", async (properties, facets) => {
  expect(
    (await one(dataFactories, "microsoft.datafactory/factories", { properties })).get("factories").facets,
  ).toEqual(facets);
});

describe("whether models were refused for hours", () => {
  const series = (status: string, ...totals: number[]) => ({
    metadatavalues: [{ name: { value: "statuscode" }, value: status }],
    data: totals.map((total, hour) => ({ timeStamp: `2026-01-01T0${hour}:00:00Z`, total })),
  });
  test.each<[string, object[], boolean]>([
    ["no requests", [], false],
    ["none refused", [series("200", 10, 10, 10)], false],
    ["a tenth in three hours", [series("200", 9, 9, 9), series("429", 1, 1, 1)], true],
    ["a tenth in two hours", [series("200", 9, 9, 9), series("429", 1, 1, 0)], false],
    ["a little in each", [series("200", 99, 99, 99), series("429", 1, 1, 1)], false],
    ["nothing but refusals", [series("429", 5, 5, 5)], true],
  ])("%s", (_, timeseries, expected) => {
    expect(isSustained({ value: [{ timeseries }] } as never)).toBe(expected);
  });
});
