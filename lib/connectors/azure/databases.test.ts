import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { cosmosAccounts } from "./cosmos-accounts.ts";
import { databricksWorkspaces } from "./databricks-workspaces.ts";
import { isOpenDatabase, readFirewall } from "./firewall-rules.ts";
import { mongoClusters } from "./mongo-clusters.ts";
import { postgresqlServers } from "./postgresql-servers.ts";
import { sqlServers } from "./sql-servers.ts";
import { synapseWorkspaces } from "./synapse-workspaces.ts";

const rule = (startIpAddress: string, endIpAddress: string) => ({
  name: "r",
  properties: { startIpAddress, endIpAddress },
});

describe("a database's own firewall", () => {
  test.each<[string, [string, string][], object]>([
    ["no rule", [], { ranges: [], allowsAzure: false, isWide: false }],
    ["one address", [["203.0.113.7", "203.0.113.7"]], { ranges: ["203.0.113.7"], isWide: false }],
    [
      "an office",
      [["203.0.113.0", "203.0.113.255"]],
      { ranges: ["203.0.113.0-203.0.113.255"], isWide: false },
    ],
    ["all of Azure", [["0.0.0.0", "0.0.0.0"]], { ranges: [], allowsAzure: true, isWide: false }],
    ["everybody", [["0.0.0.0", "255.255.255.255"]], { isWide: true, allowsAzure: false }],
    ["exactly a /16", [["198.51.0.0", "198.51.255.255"]], { isWide: false }],
    ["one more", [["198.51.0.0", "198.52.0.0"]], { isWide: true }],
    ["an address that is none", [["banana", "203.0.113.7"]], { isWide: true }],
  ])("%s", (_, spans, expected) => {
    expect(readFirewall(spans.map(([start, end]) => rule(start, end)))).toMatchObject(expected);
  });

  test("lets nobody in where the switch is off", () => {
    expect(isOpenDatabase("Disabled", { isWide: true, allowsAzure: true })).toBe(false);
    expect(isOpenDatabase(null, { isWide: false, allowsAzure: true })).toBe(true);
  });
});

const collectorsOf = (
  collector: Collector,
  row: { id: string; name: string; type: string },
  given: Answers,
) =>
  collectAzure(collector, {
    "Microsoft.ResourceGraph/Resources": graphRows(row),
    "Microsoft.Insights/DiagnosticSettings_List": list(),
    ...given,
  });
const logging = (...categories: string[]) =>
  list({
    id: "/d",
    name: "d",
    properties: { logs: categories.map((category) => ({ category, enabled: true })) },
  });

describe("Cosmos DB", () => {
  const type = "microsoft.documentdb/databaseaccounts";
  const id = idOf("Microsoft.DocumentDB/databaseAccounts", "Cosmos");
  const container = (name: string, more: object = {}) => ({
    id: `${id}/sqlDatabases/db/containers/${name}`,
    name,
    properties: { resource: { id: name, ...more } },
  });
  const vectors = { vectorEmbeddingPolicy: { vectorEmbeddings: [{ path: "/v" }] } };
  const collect = (properties: object, given: Answers = {}) =>
    collectorsOf(
      cosmosAccounts,
      { id, name: "Cosmos", type, location: "swedencentral", kind: "GlobalDocumentDB", properties } as never,
      {
        "Microsoft.DocumentDB/SqlResources_ListSqlDatabases": list({
          id: `${id}/sqlDatabases/db`,
          name: "db",
        }),
        "Microsoft.DocumentDB/SqlResources_ListSqlContainers": list(
          container("Passages", vectors),
          container("Settings"),
        ),
        ...given,
      },
    );
  const withVectors = {
    capabilities: [{ name: "EnableNoSQLVectorSearch" }],
    documentEndpoint: "https://cosmos.documents.azure.com:443/",
  };

  test("shows each container of vectors as the store it is, as open as its account", async () => {
    const { resources, relationships } = await collect({
      ...withVectors,
      disableLocalAuth: true,
      publicNetworkAccess: "Disabled",
      keyVaultKeyUri: "https://kv.vault.azure.net/keys/k",
    });
    expect(resources.map(({ type: each, name, facets }) => [each, name, facets])).toEqual([
      [
        "azure.cosmos-db.account",
        "Cosmos",
        expect.objectContaining({
          publicNetwork: false,
          keyAuthentication: false,
          encryption: "customer-key",
        }),
      ],
      [
        "azure.cosmos-db.vector-container",
        "Passages",
        {
          publicNetwork: false,
          keyAuthentication: false,
          broadAccess: false,
          customerKey: true,
          accessLogging: false,
          hosts: ["cosmos.documents.azure.com"],
        },
      ],
    ]);
    expect(told(relationships)).toEqual([
      `${type}/cosmos contains ${type}/cosmos/sqldatabases/db/containers/passages`,
    ]);
  });

  test("that was not told to keep vectors is not asked for its containers", async () => {
    const { calls } = await collect({});
    expect(calls.filter(({ operation }) => operation.startsWith("Microsoft.DocumentDB/"))).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ["as it is made", {}, true],
    ["switched off", { publicNetworkAccess: "Disabled" }, false],
    ["closed to all but an office", { ipRules: [{ ipAddressOrRange: "203.0.113.0/24" }] }, false],
    ["closed to all but networks", { isVirtualNetworkFilterEnabled: true }, false],
    [
      "open to Azure's own machines, and so to anybody's there",
      { ipRules: [{ ipAddressOrRange: "0.0.0.0" }] },
      true,
    ],
    [
      "open to Azure, and switched off",
      { ipRules: [{ ipAddressOrRange: "0.0.0.0" }], publicNetworkAccess: "Disabled" },
      false,
    ],
    ["open to half the internet", { ipRules: [{ ipAddressOrRange: "0.0.0.0/1" }] }, true],
  ])("%s is public: %s", async (_, properties, publicNetwork) => {
    expect((await collect(properties)).get("Cosmos").facets).toMatchObject({ publicNetwork });
  });

  test("whose containers may not be listed ends the collection, and shows no account without them", async () => {
    const { outcome } = await collect(withVectors, {
      "Microsoft.DocumentDB/SqlResources_ListSqlContainers": denied("containers/read"),
    });
    expect(outcome.state).toBe("denied");
  });
});

describe("a Mongo cluster", () => {
  const type = "microsoft.documentdb/mongoclusters";
  const collect = (properties: object, given: Answers = {}) =>
    collectorsOf(
      mongoClusters,
      { id: idOf("Microsoft.DocumentDB/mongoClusters", "Mongo"), name: "Mongo", type, properties } as never,
      {
        "Microsoft.DocumentDB/FirewallRules_ListByMongoCluster": list(rule("0.0.0.0", "0.0.0.0")),
        ...given,
      },
    );
  test("takes passwords unless only identities are allowed, and lets in what its firewall does", async () => {
    expect((await collect({})).get("Mongo").facets).toMatchObject({
      keyAuthentication: true,
      publicNetwork: true,
    });
    expect(
      (
        await collect({ authConfig: { allowedModes: ["MicrosoftEntraID"] }, publicNetworkAccess: "Disabled" })
      ).get("Mongo").facets,
    ).toMatchObject({ keyAuthentication: false, publicNetwork: false });
  });
  test("whose firewall may not be read is neither open nor closed", async () => {
    const { get } = await collect(
      {},
      { "Microsoft.DocumentDB/FirewallRules_ListByMongoCluster": denied("firewallRules/read") },
    );
    expect(get("Mongo").unknown).toHaveProperty(["facets.publicNetwork"]);
  });
});

describe("PostgreSQL", () => {
  const type = "microsoft.dbforpostgresql/flexibleservers";
  const collect = (properties: object, extensions: string | null, given: Answers = {}) =>
    collectorsOf(
      postgresqlServers,
      { id: idOf("Microsoft.DBforPostgreSQL/flexibleServers", "PG"), name: "PG", type, properties } as never,
      {
        "Microsoft.DBforPostgreSQL/FirewallRules_ListByServer": list(),
        "Microsoft.DBforPostgreSQL/Configurations_Get": { properties: { value: extensions } },
        ...given,
      },
    );
  test.each<[string | null, boolean]>([
    ["VECTOR", true],
    ["pg_stat_statements, vector ,uuid-ossp", true],
    ["PG_DISKANN", true],
    ["pgvectorscale_like", false],
    ["", false],
    [null, false],
  ])("with the extensions %j keeps vectors: %s", async (extensions, keepsVectors) => {
    expect((await collect({}, extensions)).get("PG").properties).toMatchObject({ keepsVectors });
  });
  test("is told with its switch, its passwords and its key", async () => {
    const { get } = await collect(
      {
        network: { publicNetworkAccess: "Disabled", delegatedSubnetResourceId: "/s" },
        authConfig: { passwordAuth: "Disabled" },
        dataEncryption: { type: "AzureKeyVault" },
      },
      "vector",
      { "Microsoft.Insights/DiagnosticSettings_List": logging("PostgreSQLLogs") },
    );
    expect(get("PG")).toMatchObject({
      properties: { privateNetwork: true, publicNetworkAccess: "Disabled" },
      facets: {
        publicNetwork: false,
        keyAuthentication: false,
        encryption: "customer-key",
        accessLogging: true,
      },
    });
  });
  test("whose extensions may not be read does not say that it keeps none", async () => {
    const { get } = await collect({}, null, {
      "Microsoft.DBforPostgreSQL/Configurations_Get": denied("configurations/read"),
    });
    expect(get("PG").unknown).toHaveProperty(["properties.keepsVectors"]);
  });
});

describe("a SQL server", () => {
  const collect = (properties: object, given: Answers = {}) =>
    collectorsOf(
      sqlServers,
      {
        id: idOf("Microsoft.Sql/servers", "SQL"),
        name: "SQL",
        type: "microsoft.sql/servers",
        properties,
      } as never,
      {
        "Microsoft.Sql/FirewallRules_ListByServer": list(rule("0.0.0.0", "0.0.0.0")),
        "Microsoft.Sql/EncryptionProtectors_Get": { properties: { serverKeyType: "ServiceManaged" } },
        "Microsoft.Sql/ServerBlobAuditingPolicies_Get": { properties: { state: "Disabled" } },
        ...given,
      },
    );
  test("as the portal makes it takes passwords and lets all of Azure in", async () => {
    expect((await collect({})).get("SQL")).toMatchObject({
      properties: { allowsAzure: true, entraOnly: false },
      facets: {
        publicNetwork: true,
        keyAuthentication: true,
        encryption: "provider-key",
        accessLogging: false,
      },
    });
  });
  test("is audited by its own setting or by a diagnostic one, and unknown only where neither says so", async () => {
    const unread = { "Microsoft.Sql/ServerBlobAuditingPolicies_Get": denied("auditingSettings/read") };
    const sends = { "Microsoft.Insights/DiagnosticSettings_List": logging("SQLSecurityAuditEvents") };
    expect((await collect({}, { ...unread, ...sends })).get("SQL").unknown).toBeUndefined();
    expect((await collect({}, unread)).get("SQL").unknown).toHaveProperty(["facets.accessLogging"]);
  });
});

describe("Databricks", () => {
  const key = { keySource: "Microsoft.Keyvault" };
  const collect = (properties: object) =>
    collectorsOf(
      databricksWorkspaces,
      {
        id: idOf("Microsoft.Databricks/workspaces", "DBW"),
        name: "DBW",
        type: "microsoft.databricks/workspaces",
        properties,
      } as never,
      {},
    );
  test("as it is made is public, in a network of Databricks' own", async () => {
    expect((await collect({})).get("DBW")).toMatchObject({
      properties: { ownNetwork: false, nodesWithoutPublicAddress: false },
      facets: {
        publicNetwork: true,
        isolatedNetwork: false,
        customerKey: false,
        privateEndpoint: false,
        logsRequests: false,
      },
    });
  });
  test("with two of three keys is not under one's own key", async () => {
    const two = { encryption: { entities: { managedServices: key, managedDisk: key } } };
    expect((await collect(two)).get("DBW").facets).toMatchObject({ customerKey: false });
    expect(
      (await collect({ ...two, parameters: { encryption: { value: key } } })).get("DBW").facets,
    ).toMatchObject({ customerKey: true });
  });
  test("in a network of one's own is isolated where its nodes have no public address", async () => {
    const network = { customVirtualNetworkId: { value: "/subscriptions/s/vnet" } };
    expect((await collect({ parameters: network })).get("DBW").facets).toMatchObject({
      isolatedNetwork: false,
    });
    const { get, relationships } = await collect({
      parameters: { ...network, enableNoPublicIp: { value: true } },
    });
    expect(get("DBW").facets).toMatchObject({ isolatedNetwork: true });
    expect(relationships.map(({ kind, to }) => [kind, to])).toEqual([
      ["in-network", "/subscriptions/s/vnet"],
    ]);
  });
});

test.each<[object, object, object]>([
  [{}, { managedNetwork: false, entraOnly: false }, { isolatedNetwork: false, customerKey: false }],
  [
    {
      managedVirtualNetwork: "default",
      managedVirtualNetworkSettings: { preventDataExfiltration: true },
      azureADOnlyAuthentication: true,
      encryption: { cmk: { key: { name: "k" } } },
    },
    { managedNetwork: true, entraOnly: true },
    { isolatedNetwork: true, customerKey: true },
  ],
])("a Synapse workspace of %j", async (properties, expected, facets) => {
  const { get } = await collectorsOf(
    synapseWorkspaces,
    {
      id: idOf("Microsoft.Synapse/workspaces", "SYN"),
      name: "SYN",
      type: "microsoft.synapse/workspaces",
      properties,
    } as never,
    { "Microsoft.Synapse/IpFirewallRules_ListByWorkspace": list() },
  );
  expect(get("SYN")).toMatchObject({ properties: expected, facets });
});
