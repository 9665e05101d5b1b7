import { describe, expect, test } from "vitest";

import { aiAccounts } from "./ai-accounts.ts";
import {
  collectAzure,
  denied,
  graphRows,
  group,
  idOf,
  list,
  subscription,
  told,
} from "#tests/support/recorded-azure.ts";

const type = "microsoft.cognitiveservices/accounts";
const id = idOf("Microsoft.CognitiveServices/accounts", "AOAI-Claims");
const key = id.toLowerCase();
const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id-claims");
const endpointId = (name: string) => idOf("Microsoft.Network/privateEndpoints", name);
const connection = (name: string, status: string) => ({
  id: `${id}/privateEndpointConnections/${name}.4f0c`,
  name: `${name}.4f0c`,
  type: "Microsoft.CognitiveServices/accounts/privateEndpointConnections",
  location: "swedencentral",
  properties: {
    privateEndpoint: { id: endpointId(name) },
    groupIds: ["account"],
    privateLinkServiceConnectionState: { status, description: "", actionsRequired: "None" },
    provisioningState: "Succeeded",
  },
});

/** An account as the resource graph tells it, every documented member present. */
const row = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "AOAI-Claims",
  type,
  kind: "AIServices",
  location: "swedencentral",
  sku: { name: "S0" },
  tags: { owner: "claims", "cost-center": "4711" },
  identity: {
    type: "SystemAssigned, UserAssigned",
    principalId: "2b1f7d3e-55aa-4c0e-9d44-1d1a9c0b6a01",
    tenantId: "d2a0f6b4-0a5b-4f39-8c11-7f1b2c3d4e5f",
    userAssignedIdentities: { [identityId]: { principalId: "p2", clientId: "c2" } },
  },
  properties: {
    endpoint: "https://aoai-claims.cognitiveservices.azure.com/",
    endpoints: {
      "OpenAI Language Model Instance API": "https://AOAI-Claims.openai.azure.com/",
      "AI Foundry API": "https://aoai-claims.services.ai.azure.com/",
      "Computer Vision": "https://swedencentral.api.cognitive.microsoft.com/",
    },
    internalId: "5f0dd1b5",
    isMigrated: false,
    customSubDomainName: "aoai-claims",
    publicNetworkAccess: "Disabled",
    networkAcls: {
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "203.0.113.7" }],
      virtualNetworkRules: [
        { id: `${group}/x`, state: "Succeeded", ignoreMissingVnetServiceEndpoint: false },
      ],
    },
    disableLocalAuth: true,
    restrictOutboundNetworkAccess: true,
    allowedFqdnList: ["docs.claims.example"],
    encryption: {
      keySource: "Microsoft.KeyVault",
      keyVaultProperties: { keyName: "k", keyVaultUri: "https://kv" },
    },
    privateEndpointConnections: [connection("pe-a", "Approved"), connection("pe-b", "Pending")],
    provisioningState: "Succeeded",
    dateCreated: "2026-01-09T10:11:12.1314151Z",
    callRateLimit: { rules: [] },
    ...properties,
  },
  ...rest,
});
const requestLog = list({
  id: `${id}/providers/Microsoft.Insights/diagnosticSettings/audit`,
  name: "audit",
  properties: {
    workspaceId: "/w",
    logs: [{ category: "RequestResponse", categoryGroup: null, enabled: true }],
  },
});
const collect = (rows: object[], diagnostics: object = requestLog) =>
  collectAzure(aiAccounts, {
    "Microsoft.ResourceGraph/Resources": () => ({
      totalRecords: rows.length,
      count: rows.length,
      data: rows,
      facets: [],
      resultTruncated: "false",
    }),
    "Microsoft.Insights/DiagnosticSettings_List": diagnostics,
  });
const facetsOf = async (properties: object) => (await collect([row(properties)])).get("AOAI-Claims").facets;

test("an account told in full becomes one resource with every fact in its place", async () => {
  const { outcome, resources } = await collect([row()]);
  expect(outcome).toMatchObject({ state: "complete", unknown: null, resourceCount: 1 });
  expect(resources).toEqual([
    {
      key,
      type: "azure.cognitive-services.account",
      name: "AOAI-Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "claims", "cost-center": "4711" },
      properties: {
        kind: "AIServices",
        sku: "S0",
        publicNetworkAccess: "Disabled",
        defaultAction: "Deny",
        ipRules: ["203.0.113.7"],
        managedIdentity: true,
        restrictsOutbound: true,
        allowedFqdns: ["docs.claims.example"],
        abuseMonitoring: true,
        sustainedThrottling: false,
      },
      facets: {
        publicNetwork: false,
        keyAuthentication: false,
        customerKey: true,
        privateEndpoint: true,
        logsRequests: true,
        hosts: [
          "aoai-claims.cognitiveservices.azure.com",
          "aoai-claims.openai.azure.com",
          "aoai-claims.services.ai.azure.com",
        ],
      },
    },
  ]);
});

test("it runs as both of its identities, and is reached by the approved endpoint alone", async () => {
  expect(told((await collect([row()])).relationships)).toEqual([
    "microsoft.cognitiveservices/accounts/aoai-claims runs-as microsoft.cognitiveservices/accounts/aoai-claims/identities/system",
    "microsoft.cognitiveservices/accounts/aoai-claims runs-as microsoft.managedidentity/userassignedidentities/id-claims",
    "microsoft.cognitiveservices/accounts/aoai-claims reached-privately-through microsoft.network/privateendpoints/pe-a",
  ]);
});

describe("who on the internet may connect", () => {
  const deny = (...values: string[]) => ({
    defaultAction: "Deny",
    ipRules: values.map((value) => ({ value })),
  });
  const allow = { defaultAction: "Allow", ipRules: [] };
  const approved = [connection("pe-a", "Approved")];
  test.each([
    ["nothing was ever set", null, null, [], true],
    ["it is on, without a firewall", "Enabled", null, [], true],
    ["it is on, and the firewall allows", "Enabled", allow, [], true],
    ["it is on, and a private endpoint stands beside it", "Enabled", allow, approved, true],
    ["it is on, and the firewall denies all", "Enabled", deny(), [], false],
    ["it is on, and the firewall names one address", "Enabled", deny("203.0.113.7"), [], false],
    ["it is on, and the firewall names a whole office", "Enabled", deny("203.0.113.0/24"), [], false],
    ["it is on, and the firewall names everybody", "Enabled", deny("0.0.0.0/0"), [], true],
    [
      "it is on, and the firewall names everybody in halves",
      "Enabled",
      deny("0.0.0.0/1", "128.0.0.0/1"),
      [],
      true,
    ],
    ["it was never set, and the firewall denies", null, deny(), [], false],
    ["it is off, and the firewall still allows", "Disabled", allow, [], false],
    ["it is off, and the firewall names everybody", "Disabled", deny("0.0.0.0/0"), approved, false],
    ["a perimeter decides", "SecuredByPerimeter", allow, [], false],
  ])("%s", async (_, publicNetworkAccess, networkAcls, privateEndpointConnections, open) => {
    const facets = await facetsOf({ publicNetworkAccess, networkAcls, privateEndpointConnections });
    expect(facets).toMatchObject({
      publicNetwork: open,
      privateEndpoint: privateEndpointConnections.length > 0,
    });
  });
});

test.each([
  ["Approved", true],
  ["Pending", false],
  ["Rejected", false],
  ["Disconnected", false],
])("a private endpoint that is %s counts: %s", async (status, counts) => {
  const { relationships, resources } = await collect([
    row({ privateEndpointConnections: [connection("pe-a", status)] }),
  ]);
  expect(resources[0]?.facets).toMatchObject({ privateEndpoint: counts });
  expect(relationships.filter(({ kind }) => kind === "reached-privately-through")).toHaveLength(
    counts ? 1 : 0,
  );
});

test("a connection half told is no approved one, and no reason to lose the account", async () => {
  const halves = [
    {},
    { properties: null },
    { properties: { privateLinkServiceConnectionState: { status: "Approved" } } },
    {
      properties: {
        privateEndpoint: { id: null },
        privateLinkServiceConnectionState: { status: "Approved" },
      },
    },
    { properties: { privateEndpoint: { id: endpointId("pe-a") } } },
  ];
  expect(await facetsOf({ privateEndpointConnections: halves })).toMatchObject({ privateEndpoint: false });
});

describe("keys work until they are forbidden", () => {
  test.each([
    [true, false],
    [false, true],
    [null, true],
    [undefined, true],
  ])("disableLocalAuth %s: keys work %s", async (disableLocalAuth, works) => {
    expect(await facetsOf({ disableLocalAuth })).toMatchObject({ keyAuthentication: works });
  });
});

test("an account told in as little as possible is open and keyed, with nothing made up", async () => {
  const { get } = await collect([{ id, name: "AOAI-Claims", type, properties: {} }], list());
  expect(get("AOAI-Claims")).toMatchObject({
    region: null,
    tags: {},
    properties: {
      kind: "unknown",
      sku: null,
      publicNetworkAccess: null,
      managedIdentity: false,
      allowedFqdns: [],
    },
    facets: {
      publicNetwork: true,
      keyAuthentication: true,
      customerKey: false,
      logsRequests: false,
      hosts: [],
    },
  });
});

describe("hosts of other clouds, and addresses that are none", () => {
  test.each([
    ["Azure Government", { endpoint: "https://aoai.openai.azure.us/" }, ["aoai.openai.azure.us"]],
    ["Azure China", { endpoint: "https://aoai.openai.azure.cn/", endpoints: null }, ["aoai.openai.azure.cn"]],
    ["a regional host", { endpoint: "https://westeurope.api.cognitive.microsoft.com/", endpoints: {} }, []],
    ["no address at all", { endpoint: null, endpoints: null }, []],
    ["an empty address", { endpoint: "", endpoints: { a: "" } }, []],
    ["words in place of an address", { endpoint: "not an address", endpoints: { a: "::::" } }, []],
  ])(
    "%s",
    async (
      _,
      { endpoint, endpoints = {} }: { endpoint: string | null; endpoints?: object | null },
      hosts,
    ) => {
      expect(await facetsOf({ endpoint, endpoints })).toMatchObject({ hosts });
    },
  );
});

describe("what people write", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "__proto__",
    "'; DROP TABLE x;--",
    "\u202Ereversed",
    "x".repeat(5_000),
  ];

  test.each(hostile)("the tag value %j is kept as it stands", async (value) => {
    const { get } = await collect([row({}, { tags: { note: value, [value]: "name" } })]);
    const { tags } = get("AOAI-Claims");
    expect(tags["note"]).toBe(value);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
  });

  test("a tag without a value is an empty one", async () => {
    expect((await collect([row({}, { tags: { reviewed: null } })])).get("AOAI-Claims").tags).toEqual({
      reviewed: "",
    });
  });

  test("an id in capitals and one in small letters are one key", async () => {
    const { resources } = await collect([
      row({}, { id: id.toUpperCase() }),
      row({}, { id: id.toLowerCase() }),
    ]);
    expect(new Set(resources.map((resource) => resource.key))).toEqual(new Set([key]));
  });
});

describe("what could not be read", () => {
  test("a denied diagnostic setting makes the log unknown, and nothing else", async () => {
    const { outcome, get } = await collect([row()], denied("Microsoft.Insights/diagnosticSettings/read"));
    expect(outcome.state).toBe("complete");
    expect(Object.keys(get("AOAI-Claims").unknown ?? {})).toEqual(["facets.logsRequests"]);
    expect(get("AOAI-Claims").facets).not.toHaveProperty("logsRequests");
  });

  test("a diagnostic setting in another shape is unknown, not off", async () => {
    const { get } = await collect([row()], { value: [{ id: "d", name: "d" }] });
    expect(get("AOAI-Claims").unknown?.["facets.logsRequests"]).toMatchObject({ reason: "malformed" });
  });

  test("a value of tomorrow in one account leaves that one out, and the collection incomplete", async () => {
    const odd = row({ networkAcls: { defaultAction: "AllowSome" } }, { id: `${id}2`, name: "odd" });
    const { outcome, resources } = await collect([row(), odd]);
    expect(resources.map(({ name }) => name)).toEqual(["AOAI-Claims"]);
    expect(outcome.state).not.toBe("complete");
    expect(outcome.unparsed[0]?.message).toContain(`${id}2: properties.networkAcls.defaultAction`);
  });

  test("a graph that denies the query ends the collection as denied", async () => {
    const { outcome } = await collectAzure(aiAccounts, {
      "Microsoft.ResourceGraph/Resources": denied("Microsoft.ResourceGraph/resources/read"),
    });
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "Microsoft.ResourceGraph/resources/read" },
    });
  });
});

test("the query names its type and its subscription, and asks for whole pages in one order", async () => {
  const { calls } = await collectAzure(aiAccounts, { "Microsoft.ResourceGraph/Resources": graphRows() });
  const [{ input }] = calls as [(typeof calls)[number]];
  expect(input["body"]).toMatchObject({
    subscriptions: [subscription],
    options: { resultFormat: "objectArray", $top: 1_000 },
  });
  expect(JSON.stringify(input)).toMatch(/type =~ 'microsoft\.cognitiveservices\/accounts'.*order by id asc/);
});
