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
import { searchServices } from "./search-services.ts";

const type = "microsoft.search/searchservices";
const id = idOf("Microsoft.Search/searchServices", "Srch-Claims");
const storage = idOf("Microsoft.Storage/storageAccounts", "StDocs");
const service = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "Srch-Claims",
  type,
  location: "swedencentral",
  sku: { name: "standard" },
  tags: { owner: "claims" },
  identity: { type: "SystemAssigned", principalId: "p1" },
  properties: {
    replicaCount: 2,
    partitionCount: 1,
    status: "running",
    hostingMode: "default",
    publicNetworkAccess: "enabled",
    networkRuleSet: { bypass: "None", ipRules: [{ value: "203.0.113.7" }] },
    disableLocalAuth: false,
    authOptions: { aadOrApiKey: { aadAuthFailureMode: "http401WithBearerChallenge" } },
    semanticSearch: "standard",
    encryptionWithCmk: { enforcement: "Enabled", encryptionComplianceStatus: "Compliant" },
    privateEndpointConnections: [
      {
        properties: {
          privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", "PE-srch") },
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ],
    sharedPrivateLinkResources: [],
    ...properties,
  },
  ...rest,
});
const dataSource = (name: string, connectionString: string | null, rest: object = {}) => ({
  "@odata.etag": '"1"',
  name,
  type: "azureblob",
  credentials: { connectionString },
  container: { name: "Policies", query: null },
  dataChangeDetectionPolicy: null,
  identity: null,
  ...rest,
});
const indexer = (name: string, dataSourceName: string) => ({
  name,
  dataSourceName,
  targetIndexName: "claims",
  skillsetName: "chunk-and-embed",
  schedule: { interval: "PT1H" },
  disabled: null,
});
const byIdentity = `ResourceId=${storage};`;
const collect = (given: Answers = {}, row = service()) =>
  collectAzure(searchServices, {
    "Microsoft.ResourceGraph/Resources": graphRows(row),
    "Microsoft.Insights/DiagnosticSettings_List": list({
      id: "/d",
      name: "d",
      properties: { logs: [{ category: "OperationLogs", enabled: true }] },
    }),
    "search/DataSources_List": list(dataSource("src", byIdentity)),
    "search/Indexers_List": list(indexer("idx", "src")),
    ...given,
  });
const serviceWith = async (properties: object) => (await collect({}, service(properties))).get("Srch-Claims");

test("a service told in full becomes one resource, with what it indexes", async () => {
  const { resources, relationships, calls, outcome } = await collect();
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: id.toLowerCase(),
      type: "azure.search.service",
      name: "Srch-Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "claims" },
      properties: {
        sku: "standard",
        publicNetworkAccess: "enabled",
        ipRules: ["203.0.113.7"],
        managedIdentity: true,
        semanticSearch: "standard",
        replicaCount: 2,
        privateEndpoint: true,
      },
      facets: {
        publicNetwork: false,
        keyAuthentication: true,
        broadAccess: false,
        customerKey: true,
        accessLogging: true,
        hosts: ["srch-claims.search.windows.net"],
      },
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.search/searchservices/srch-claims runs-as microsoft.search/searchservices/srch-claims/identities/system",
    "microsoft.search/searchservices/srch-claims reached-privately-through microsoft.network/privateendpoints/pe-srch",
    "microsoft.search/searchservices/srch-claims ingests microsoft.storage/storageaccounts/stdocs/blobservices/default/containers/policies",
  ]);
  expect(calls.filter(({ operation }) => operation.startsWith("search/")).map(({ input }) => input)).toEqual([
    { serviceName: "Srch-Claims" },
    { serviceName: "Srch-Claims" },
  ]);
});

describe("who on the internet may connect", () => {
  const rules = (...values: string[]) => ({ ipRules: values.map((value) => ({ value })) });
  test.each([
    ["never set", null, null, true],
    ["on, without a rule", "enabled", rules(), true],
    ["on, with an address", "enabled", rules("203.0.113.7"), false],
    ["on, with everybody", "enabled", rules("203.0.113.7", "0.0.0.0/0"), true],
    ["off", "disabled", rules(), false],
    ["off, as the portal writes it", "Disabled", rules("0.0.0.0/0"), false],
    ["under a perimeter, as the service writes it", "securedByPerimeter", rules(), false],
    ["under a perimeter, as others write it", "SecuredByPerimeter", null, false],
  ])("%s", async (_, publicNetworkAccess, networkRuleSet, publicNetwork) => {
    expect((await serviceWith({ publicNetworkAccess, networkRuleSet })).facets).toMatchObject({
      publicNetwork,
    });
  });
});

describe("how callers prove who they are", () => {
  test.each([
    ["keys only", { disableLocalAuth: false, authOptions: { apiKeyOnly: {} } }, true],
    ["keys or tokens", { disableLocalAuth: false, authOptions: { aadOrApiKey: {} } }, true],
    ["tokens only", { disableLocalAuth: true, authOptions: null }, false],
    ["never set, which is keys", { disableLocalAuth: null, authOptions: null }, true],
  ])("%s", async (_, properties, keyAuthentication) => {
    expect((await serviceWith(properties)).facets).toMatchObject({ keyAuthentication });
  });
});

test.each([
  [{ enforcement: "Enabled", encryptionComplianceStatus: "Compliant" }, true],
  [{ enforcement: "Enabled", encryptionComplianceStatus: "NonCompliant" }, false],
  [{ enforcement: "Disabled", encryptionComplianceStatus: "NonCompliant" }, false],
  [{ enforcement: "Unspecified" }, false],
  [null, false],
])("encryption %j is under the customer's key: %s", async (encryptionWithCmk, customerKey) => {
  expect((await serviceWith({ encryptionWithCmk })).facets).toMatchObject({ customerKey });
});

test.each([
  [undefined, "srch-claims.search.windows.net"],
  ["https://srch-claims.search.windows.net", "srch-claims.search.windows.net"],
  ["https://srch-claims.search.azure.us", "srch-claims.search.azure.us"],
  ["https://srch-claims.search.azure.cn/", "srch-claims.search.azure.cn"],
  ["no address", "srch-claims.search.windows.net"],
])("with the address %s it answers at %s", async (endpoint, host) => {
  expect((await serviceWith({ endpoint })).facets).toMatchObject({ hosts: [host] });
});

describe("what it ingests", () => {
  const container = (account: string, name = "policies") =>
    `${account.toLowerCase()}/blobservices/default/containers/${name}`;
  const link = (groupId: string, target: string) => ({
    name: `${groupId}-link`,
    properties: {
      groupId,
      privateLinkResourceId: target,
      status: "Approved",
      provisioningState: "Succeeded",
    },
  });
  const other = idOf("Microsoft.Storage/storageAccounts", "other");
  const sources = (...raw: object[]) => ({ "search/DataSources_List": list(...raw) });
  test.each<[string, object[], object[], string[], boolean]>([
    ["a container by the account's id", [dataSource("src", byIdentity)], [], [container(storage)], false],
    [
      "a data lake by the account's id",
      [dataSource("src", byIdentity, { type: "adlsgen2" })],
      [],
      [container(storage)],
      false,
    ],
    ["a container whose key was blanked out", [dataSource("src", null)], [], [], true],
    [
      "the same, over the only private link to blobs",
      [dataSource("src", null)],
      [link("blob", storage)],
      [container(storage)],
      false,
    ],
    [
      "the same, over a private link to the lake",
      [dataSource("src", null, { type: "adlsgen2" })],
      [link("dfs", storage)],
      [container(storage)],
      false,
    ],
    [
      "the same, over both doors of one account",
      [dataSource("src", null)],
      [link("blob", storage), link("dfs", storage.toUpperCase())],
      [container(storage)],
      false,
    ],
    [
      "the same, beside links to something else",
      [dataSource("src", null)],
      [link("vault", other), link("sites", other)],
      [],
      true,
    ],
    [
      "the same, with two linked accounts",
      [dataSource("src", null)],
      [link("blob", storage), link("blob", other)],
      [],
      true,
    ],
    ["a table of a database", [dataSource("src", null, { type: "azuresql" })], [], [], false],
    ["a source without its container", [dataSource("src", byIdentity, { container: null })], [], [], true],
    ["a source nobody lists", [dataSource("else", byIdentity)], [], [], false],
    ["an id of something that is no storage", [dataSource("src", `ResourceId=${id};`)], [], [], true],
  ])("%s", async (_, raw, links, keys, unknown) => {
    const { get, relationships } = await collect(
      sources(...raw),
      service({ sharedPrivateLinkResources: links }),
    );
    expect(relationships.filter(({ kind }) => kind === "ingests").map(({ to }) => to)).toEqual(keys);
    expect(Object.keys(get("Srch-Claims").unknown ?? {})).toEqual(unknown ? ["relationships.ingests"] : []);
  });

  test("one source read by two indexers is two ways in, each by its indexer", async () => {
    const { relationships } = await collect({
      "search/Indexers_List": list(indexer("a", "src"), indexer("b", "src")),
    });
    expect(relationships.filter(({ kind }) => kind === "ingests").map(({ reason }) => reason)).toEqual([
      "indexer a",
      "indexer b",
    ]);
  });

  test("what one source hides does not hide what another tells", async () => {
    const { relationships, get } = await collect({
      ...sources(dataSource("hidden", null), dataSource("src", byIdentity)),
      "search/Indexers_List": list(indexer("a", "hidden"), indexer("b", "src")),
    });
    expect(relationships.filter(({ kind }) => kind === "ingests")).toHaveLength(1);
    expect(get("Srch-Claims").unknown?.["relationships.ingests"]?.message).toContain("hidden");
  });

  test("a key in a connection string goes no further than the normalizer", async () => {
    const key = "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp";
    const { resources, relationships } = await collect(
      sources(dataSource("src", `AccountName=st;AccountKey=${key}==`)),
    );
    expect(JSON.stringify([resources, relationships])).not.toContain(key);
  });
});

describe("what may not be read", () => {
  test.each([
    ["search/Indexers_List", "relationships.ingests"],
    ["search/DataSources_List", "relationships.ingests"],
    ["Microsoft.Insights/DiagnosticSettings_List", "facets.accessLogging"],
  ])("%s leaves %s unknown, and the collection complete", async (operation, path) => {
    const { get, outcome } = await collect({ [operation]: denied("p") });
    expect(outcome.state).toBe("complete");
    expect(Object.keys(get("Srch-Claims").unknown ?? {})).toEqual([path]);
  });

  test("a service that does not answer from here leaves only what it holds unknown", async () => {
    const { get, outcome } = await collect({ "search/Indexers_List": { fails: "failed" } });
    expect(outcome.state).toBe("complete");
    expect(get("Srch-Claims").unknown?.["relationships.ingests"]).toMatchObject({ reason: "failed" });
  });
});
