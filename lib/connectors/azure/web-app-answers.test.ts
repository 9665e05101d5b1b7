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
import { webApps } from "./web-apps.ts";

const type = "microsoft.web/sites";
const id = idOf("Microsoft.Web/sites", "App-Claims");
const subnet = idOf("Microsoft.Network/virtualNetworks", "vnet/subnets/apps");
const site = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "App-Claims",
  type,
  kind: "app,linux",
  location: "swedencentral",
  tags: { owner: "claims" },
  identity: { type: "SystemAssigned", principalId: "p1", tenantId: "t" },
  properties: {
    name: "App-Claims",
    state: "Running",
    enabled: true,
    defaultHostName: "App-Claims.azurewebsites.net",
    hostNames: ["app-claims.azurewebsites.net", "claims.example.com"],
    httpsOnly: true,
    publicNetworkAccess: "Enabled",
    virtualNetworkSubnetId: subnet,
    privateEndpointConnections: [
      {
        properties: {
          privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", "PE-App") },
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ],
    siteConfig: { linuxFxVersion: "PYTHON|3.13" },
    ...properties,
  },
  ...rest,
});
const functionApp = { kind: "functionapp,linux" };
const configuration = (properties: object = {}) => ({
  id: `${id}/config/web`,
  name: "App-Claims",
  properties: {
    minTlsVersion: "1.2",
    ftpsState: "FtpsOnly",
    ipSecurityRestrictions: [
      {
        ipAddress: "Any",
        action: "Allow",
        priority: 2_147_483_647,
        name: "Allow all",
        description: "Allow all access",
      },
    ],
    scmIpSecurityRestrictions: [],
    ...properties,
  },
});
const auth = (platform: object | null = null, globalValidation: object | null = null) => ({
  id: `${id}/config/authsettingsV2`,
  name: "authsettingsV2",
  properties: {
    platform,
    globalValidation,
    identityProviders: {},
    login: {},
    httpSettings: { requireHttps: true },
  },
});
const settings = (properties: object) => ({
  id: `${id}/config/appsettings`,
  name: "appsettings",
  properties,
});
const collect = (given: Answers = {}, row = site()) =>
  collectAzure(webApps, {
    "Microsoft.ResourceGraph/Resources": graphRows(row),
    "Microsoft.Web/WebApps_GetConfiguration": configuration(),
    "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": auth(),
    "Microsoft.Web/WebApps_ListApplicationSettings": settings({}),
    "Microsoft.Web/WebApps_ListFunctions": list(),
    ...given,
  });
const appOf = async (...args: Parameters<typeof collect>) => (await collect(...args)).get("App-Claims");

test("an app told in full becomes one resource, without a value of its settings", async () => {
  const secret = "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp";
  const { resources, relationships, outcome } = await collect({
    "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": auth(
      { enabled: true, runtimeVersion: "~1" },
      {
        requireAuthentication: true,
        unauthenticatedClientAction: "RedirectToLoginPage",
        redirectToProvider: "azureactivedirectory",
      },
    ),
    "Microsoft.Web/WebApps_ListApplicationSettings": settings({
      AZURE_OPENAI_ENDPOINT: "https://AOAI.openai.azure.com/",
      AZURE_OPENAI_API_KEY: secret,
      SEARCH_KEY: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/search/)",
    }),
  });
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: id.toLowerCase(),
      type: "azure.app-service.app",
      name: "App-Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "claims" },
      properties: {
        kind: "app,linux",
        state: "Running",
        frontDoors: [],
        httpsOnly: true,
        settings: ["AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "SEARCH_KEY"],
        keyVaultReferences: ["SEARCH_KEY"],
        managedIdentity: true,
      },
      facets: {
        publicNetwork: true,
        authentication: "identity",
        secretVariables: ["AZURE_OPENAI_API_KEY"],
        privateNetwork: true,
        hosts: ["app-claims.azurewebsites.net", "claims.example.com"],
        calledHosts: ["aoai.openai.azure.com"],
      },
    },
  ]);
  expect(JSON.stringify(resources)).not.toContain(secret);
  expect(told(relationships)).toEqual([
    "microsoft.web/sites/app-claims runs-as microsoft.web/sites/app-claims/identities/system",
    "microsoft.web/sites/app-claims reached-privately-through microsoft.network/privateendpoints/pe-app",
  ]);
});

describe("whom the network lets in", () => {
  const allow = (ipAddress: string | null, priority: number, rest: object = {}) => ({
    ipAddress,
    action: "Allow",
    priority,
    ...rest,
  });
  const deny = (ipAddress: string, priority: number) => ({ ipAddress, action: "Deny", priority });
  const denyAll = deny("Any", 2_147_483_647);
  const allowAll = allow("Any", 2_147_483_647);
  const tagged = (more: object = {}) => allow("AzureFrontDoor.Backend", 100, { tag: "ServiceTag", ...more });
  test.each<[string, object[], string[]]>([
    ["no rule", [], []],
    ["a Front Door by its id", [tagged({ headers: { "X-Azure-FDID": ["0F1E"] } }), denyAll], ["0f1e"]],
    ["any Front Door", [tagged(), denyAll], ["*"]],
    ["none behind a denial of all", [deny("Any", 50), tagged()], []],
    [
      "whoever sends its id",
      [allow("Any", 100, { headers: { "x-azure-fdid": ["0f1e"] } }), denyAll],
      ["0f1e"],
    ],
    ["an office", [allow("203.0.113.0/24", 100), denyAll], []],
  ])("names Front Doors where its rules let in %s", async (_, ipSecurityRestrictions, frontDoors) => {
    const app = await appOf({
      "Microsoft.Web/WebApps_GetConfiguration": configuration({ ipSecurityRestrictions }),
    });
    expect(app.properties).toMatchObject({ frontDoors });
  });

  test.each<[string, object[] | null, string | null, boolean]>([
    ["no rule", [], null, true],
    ["no rules at all", null, null, true],
    ["Azure's own last rule", [allowAll], null, true],
    ["an office, then Azure's own denial", [allow("203.0.113.0/24", 100), denyAll], null, false],
    ["an office without a word about the rest", [allow("203.0.113.0/24", 100)], null, false],
    [
      "a front door, then a denial",
      [allow("AzureFrontDoor.Backend", 100, { tag: "ServiceTag" }), denyAll],
      null,
      false,
    ],
    [
      "a subnet, then a denial",
      [allow(null, 100, { vnetSubnetResourceId: subnet, tag: "Default" }), denyAll],
      null,
      false,
    ],
    ["a denied neighbor, then everybody", [deny("203.0.113.7/32", 100), allowAll], null, true],
    ["only a denied neighbor, and a default of allow", [deny("203.0.113.7/32", 100)], "Allow", true],
    ["only a denied neighbor, hence nobody", [deny("203.0.113.7/32", 100)], null, false],
    [
      "everybody who knows a header",
      [allow("Any", 100, { headers: { "x-azure-fdid": ["1f"] } }), denyAll],
      null,
      false,
    ],
    ["everybody, under no header", [allow("Any", 100, { headers: {} }), denyAll], null, true],
    ["everybody as a range", [allow("0.0.0.0/0", 100), denyAll], null, true],
    ["everybody in a list of ranges", [allow("203.0.113.7/32,0.0.0.0/0", 100), denyAll], null, true],
    [
      "several narrow ranges in one rule",
      [allow("203.0.113.7/32, 198.51.100.0/24", 100), denyAll],
      null,
      false,
    ],
    ["a denial of all that comes before an allowance", [allow("Any", 300), deny("Any", 200)], null, false],
    ["an allowance for all that comes before a denial", [deny("Any", 300), allow("Any", 200)], null, true],
    ["the internet as a tag", [allow("Internet", 100, { tag: "ServiceTag" })], "Deny", true],
    ["a default of deny", [], "Deny", false],
    ["a default of allow beside an office", [allow("203.0.113.0/24", 100)], "Allow", true],
    ["a default of deny beside an office", [allow("203.0.113.0/24", 100)], "Deny", false],
  ])("%s", async (_, ipSecurityRestrictions, ipSecurityRestrictionsDefaultAction, open) => {
    const app = await appOf({
      "Microsoft.Web/WebApps_GetConfiguration": configuration({
        ipSecurityRestrictions,
        ipSecurityRestrictionsDefaultAction,
      }),
    });
    expect(app.facets).toMatchObject({ publicNetwork: open });
  });

  const none: object[] = [];
  const approved = site().properties.privateEndpointConnections;
  const pending = [{ properties: { privateLinkServiceConnectionState: { status: "Pending" } } }];
  test.each([
    ["Disabled", null, none, false],
    ["disabled", "Enabled", none, false],
    [null, "Disabled", none, false],
    ["Enabled", "Disabled", none, false],
    ["Enabled", null, approved, true],
    [null, "Enabled", approved, true],
    // Never set, it is on until there is a private endpoint.
    [null, null, none, true],
    ["", "", none, true],
    [null, null, pending, true],
    [null, null, approved, false],
    ["", null, approved, false],
  ])(
    "its switch %j, its configuration's %j, private endpoints %j: open %s",
    async (own, configured, endpoints, open) => {
      const app = await appOf(
        { "Microsoft.Web/WebApps_GetConfiguration": configuration({ publicNetworkAccess: configured }) },
        site({ publicNetworkAccess: own, privateEndpointConnections: endpoints }),
      );
      expect(app.facets).toMatchObject({ publicNetwork: open });
    },
  );
});

describe("sign-in before the app", () => {
  const on = { enabled: true };
  const strict = (unauthenticatedClientAction: string) => ({
    requireAuthentication: true,
    unauthenticatedClientAction,
  });
  test.each([
    ["required, by redirection", on, strict("RedirectToLoginPage"), "identity"],
    ["required, by 401", on, strict("Return401"), "identity"],
    ["required, by 403", on, strict("Return403"), "identity"],
    ["required in word, strangers let through", on, strict("AllowAnonymous"), "none"],
    ["not required", on, { requireAuthentication: false, unauthenticatedClientAction: "Return401" }, "none"],
    ["configured and switched off", { enabled: false }, strict("Return401"), "none"],
    ["on, with nothing about strangers", on, null, "none"],
    ["never configured", null, null, "none"],
  ])("%s: %s", async (_, platform, validation, authentication) => {
    const app = await appOf({
      "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": auth(platform, validation),
    });
    expect(app.facets).toMatchObject({ authentication });
  });
});

describe("what a function app asks of its callers", () => {
  const fn = (name: string, bindings: object[], rest: object = {}) => ({
    id: `${id}/functions/${name}`,
    name: `App-Claims/${name}`,
    type: "Microsoft.Web/sites/functions",
    properties: { name, language: "python", isDisabled: false, config: { bindings }, ...rest },
  });
  const http = (authLevel?: string, triggerType = "httpTrigger") => ({
    type: triggerType,
    direction: "in",
    name: "req",
    ...(authLevel === undefined ? {} : { authLevel }),
  });
  const timer = { type: "timerTrigger", name: "t", schedule: "0 */5 * * * *" };
  test.each<[string, object[], string]>([
    [
      "a key of the function",
      [fn("a", [http("function"), { type: "http", direction: "out", name: "$return" }])],
      "key",
    ],
    ["the host's key", [fn("a", [http("admin")])], "key"],
    ["nothing said, which is a key", [fn("a", [http()])], "key"],
    ["nothing", [fn("a", [http("anonymous")])], "none"],
    ["nothing, as a precompiled function writes it", [fn("a", [http("Anonymous", "HttpTrigger")])], "none"],
    ["a key, as a precompiled function writes it", [fn("a", [http("Function", "HttpTrigger")])], "key"],
    ["nothing of one among many", [fn("a", [http("function")]), fn("b", [http("anonymous")])], "none"],
    [
      "nothing, of a function that is switched off",
      [fn("a", [http("function")]), fn("b", [http("anonymous")], { isDisabled: true })],
      "key",
    ],
    ["a clock only", [fn("a", [timer])], "unreachable"],
    ["nothing, having no function", [], "unreachable"],
    ["nothing told of its bindings", [fn("a", [], { config: null })], "unreachable"],
  ])("%s", async (_, functions, authentication) => {
    const app = await appOf(
      { "Microsoft.Web/WebApps_ListFunctions": list(...functions) },
      site({}, functionApp),
    );
    expect(app.facets).toMatchObject({ authentication });
  });

  test("sign-in before the whole app outranks an anonymous function", async () => {
    const app = await appOf(
      {
        "Microsoft.Web/WebApps_ListFunctions": list(fn("a", [http("anonymous")])),
        "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": auth(
          { enabled: true },
          { requireAuthentication: true, unauthenticatedClientAction: "Return401" },
        ),
      },
      site({}, functionApp),
    );
    expect(app.facets).toMatchObject({ authentication: "identity" });
  });

  test("an app that is none is not asked for functions", async () => {
    const operations = (await collect()).calls.map(({ operation }) => operation);
    expect(operations).not.toContain("Microsoft.Web/WebApps_ListFunctions");
  });
});

describe("what may not be read is unknown, and nothing beside it", () => {
  test.each([
    [
      "WebApps_GetConfiguration",
      "Microsoft.Web/sites/config/read",
      {},
      ["facets.publicNetwork", "properties.frontDoors"],
    ],
    [
      "WebApps_GetAuthSettingsV2WithoutSecrets",
      "Microsoft.Web/sites/config/read",
      {},
      ["facets.authentication"],
    ],
    ["WebApps_ListFunctions", "Microsoft.Web/sites/functions/read", functionApp, ["facets.authentication"]],
    [
      "WebApps_ListApplicationSettings",
      "Microsoft.Web/sites/config/list/action",
      {},
      [
        "facets.calledHosts",
        "facets.secretVariables",
        "properties.keyVaultReferences",
        "properties.settings",
      ],
    ],
  ])("%s", async (operation, permission, kind, expected) => {
    const { outcome, get } = await collect(
      { [`Microsoft.Web/${operation}`]: denied(permission) },
      site({}, kind),
    );
    const app = get("App-Claims");
    expect(outcome.state).toBe("complete");
    expect(Object.keys(app.unknown ?? {}).toSorted()).toEqual(expected);
    for (const path of expected) {
      const [part = "", name = ""] = path.split(".");
      expect(part === "facets" ? app.facets : app.properties).not.toHaveProperty(name);
      expect(app.unknown?.[path]).toMatchObject({ reason: "denied", permission });
    }
  });

  test("a setting that is no text leaves all of them unknown rather than free of secrets", async () => {
    const app = await appOf({ "Microsoft.Web/WebApps_ListApplicationSettings": settings({ RETRIES: 3 }) });
    expect(app.unknown?.["facets.secretVariables"]).toMatchObject({ reason: "malformed" });
  });
});

test("an app told in as little as possible has no host and calls nobody", async () => {
  const app = await appOf({}, { id, name: "App-Claims", type, properties: {} } as unknown as ReturnType<
    typeof site
  >);
  expect(app).toMatchObject({
    region: null,
    properties: { kind: "app", state: null, httpsOnly: false, managedIdentity: false },
    facets: {
      publicNetwork: true,
      authentication: "none",
      privateNetwork: false,
      hosts: [],
      calledHosts: [],
    },
  });
});
