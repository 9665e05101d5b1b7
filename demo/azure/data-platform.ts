import {
  allLogs,
  approvedConnection,
  diagnostics,
  list,
  location,
  privateEndpointTo,
  resourceId,
  systemIdentity,
  type Thing,
} from "./arm.ts";

const group = "rg-platform";
const tags = { owner: "platform", environment: "production" };
const idOf = (type: string, name: string) => resourceId(group, type, name);
const cmk = "https://kv-platform-01.vault.azure.net/keys/cmk-data/1";

/** Databases and analytics that the teams share: closed, keyless, audited and under the insurer's own keys. */
export const dataPlatform = (): Thing[] => [
  cosmos(),
  postgres(),
  sqlServer(),
  databricks(),
  synapse(),
  dataFactory(),
  ...[
    [idOf("Microsoft.DocumentDB/databaseAccounts", "cosmos-platform"), "Sql"],
    [idOf("Microsoft.DBforPostgreSQL/flexibleServers", "pg-platform"), "postgresqlServer"],
    [idOf("Microsoft.Sql/servers", "sql-platform"), "sqlServer"],
    [idOf("Microsoft.Databricks/workspaces", "dbw-platform"), "databricks_ui_api"],
    [idOf("Microsoft.Synapse/workspaces", "syn-platform"), "Sql"],
  ].map(([id = "", groupIdOfLink = ""]) => privateEndpointTo(id, groupIdOfLink)),
];

function cosmos(): Thing {
  const name = "cosmos-platform";
  const id = idOf("Microsoft.DocumentDB/databaseAccounts", name);
  const database = `${id}/sqlDatabases/knowledge`;
  return {
    row: {
      id,
      name,
      type: "microsoft.documentdb/databaseaccounts",
      kind: "GlobalDocumentDB",
      location,
      tags,
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        documentEndpoint: `https://${name}.documents.azure.com:443/`,
        publicNetworkAccess: "Disabled",
        isVirtualNetworkFilterEnabled: false,
        ipRules: [],
        disableLocalAuth: true,
        keyVaultKeyUri: cmk,
        backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous30Days" } },
        capabilities: [{ name: "EnableServerless" }, { name: "EnableNoSQLVectorSearch" }],
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.DocumentDB/SqlResources_ListSqlDatabases": list({
        id: database,
        name: "knowledge",
        properties: { resource: { id: "knowledge" } },
      }),
      "Microsoft.DocumentDB/SqlResources_ListSqlContainers": list(
        {
          id: `${database}/containers/passages`,
          name: "passages",
          properties: {
            resource: {
              id: "passages",
              vectorEmbeddingPolicy: {
                vectorEmbeddings: [
                  { path: "/vector", dataType: "float32", distanceFunction: "cosine", dimensions: 1_536 },
                ],
              },
            },
          },
        },
        {
          id: `${database}/containers/settings`,
          name: "settings",
          properties: { resource: { id: "settings" } },
        },
      ),
      [diagnostics]: allLogs(id),
    },
  };
}

function postgres(): Thing {
  const name = "pg-platform";
  const id = idOf("Microsoft.DBforPostgreSQL/flexibleServers", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.dbforpostgresql/flexibleservers",
      location,
      tags,
      sku: { name: "Standard_D2ds_v5" },
      properties: {
        state: "Ready",
        version: "17",
        network: { publicNetworkAccess: "Disabled" },
        authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Disabled" },
        dataEncryption: { type: "AzureKeyVault", primaryKeyURI: cmk },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.DBforPostgreSQL/FirewallRules_ListByServer": list(),
      "Microsoft.DBforPostgreSQL/Configurations_Get": {
        id: `${id}/configurations/azure.extensions`,
        name: "azure.extensions",
        properties: { value: "PG_STAT_STATEMENTS,VECTOR", source: "user-override" },
      },
      [diagnostics]: allLogs(id),
    },
  };
}

function sqlServer(): Thing {
  const name = "sql-platform";
  const id = idOf("Microsoft.Sql/servers", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.sql/servers",
      location,
      tags,
      identity: systemIdentity(id),
      properties: {
        state: "Ready",
        fullyQualifiedDomainName: `${name}.database.windows.net`,
        publicNetworkAccess: "Disabled",
        minimalTlsVersion: "1.2",
        administrators: { administratorType: "ActiveDirectory", azureADOnlyAuthentication: true },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.Sql/FirewallRules_ListByServer": list(),
      "Microsoft.Sql/EncryptionProtectors_Get": {
        id: `${id}/encryptionProtector/current`,
        properties: { serverKeyType: "AzureKeyVault", uri: cmk },
      },
      "Microsoft.Sql/ServerBlobAuditingPolicies_Get": {
        id: `${id}/auditingSettings/default`,
        properties: { state: "Enabled", isAzureMonitorTargetEnabled: true },
      },
      [diagnostics]: allLogs(`${id}/databases/master`),
    },
  };
}

function databricks(): Thing {
  const name = "dbw-platform";
  const id = idOf("Microsoft.Databricks/workspaces", name);
  const key = { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyName: "cmk-data" } };
  return {
    row: {
      id,
      name,
      type: "microsoft.databricks/workspaces",
      location,
      tags,
      sku: { name: "premium" },
      properties: {
        provisioningState: "Succeeded",
        workspaceUrl: "adb-1234567890123456.7.azuredatabricks.net",
        publicNetworkAccess: "Disabled",
        requiredNsgRules: "NoAzureDatabricksRules",
        parameters: {
          enableNoPublicIp: { type: "Bool", value: true },
          customVirtualNetworkId: {
            type: "String",
            value: resourceId("rg-network", "Microsoft.Network/virtualNetworks", "vnet-prod"),
          },
          encryption: { type: "Object", value: key },
        },
        encryption: { entities: { managedServices: key, managedDisk: key } },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: { [diagnostics]: allLogs(id) },
  };
}

function synapse(): Thing {
  const name = "syn-platform";
  const id = idOf("Microsoft.Synapse/workspaces", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.synapse/workspaces",
      location,
      tags,
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        publicNetworkAccess: "Disabled",
        managedVirtualNetwork: "default",
        managedVirtualNetworkSettings: { preventDataExfiltration: true },
        azureADOnlyAuthentication: true,
        encryption: {
          doubleEncryptionEnabled: true,
          cmk: { status: "Consistent", key: { name: "cmk-data" } },
        },
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: { "Microsoft.Synapse/IpFirewallRules_ListByWorkspace": list(), [diagnostics]: allLogs(id) },
  };
}

function dataFactory(): Thing {
  const name = "adf-platform";
  const id = idOf("Microsoft.DataFactory/factories", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.datafactory/factories",
      location,
      tags,
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        publicNetworkAccess: "Disabled",
        encryption: { keyName: "cmk-data", vaultBaseUrl: "https://kv-platform-01.vault.azure.net" },
        repoConfiguration: { type: "FactoryGitHubConfiguration", repositoryName: "data-pipelines" },
      },
    },
    answers: {},
  };
}
