import type { Row } from "../row.ts";
import {
  arm,
  connectedThrough,
  endpoint,
  endpointHcl,
  idOf,
  listing,
  place,
  setting,
  settingHcl,
} from "./arm.ts";

const cosmosType = "Microsoft.DocumentDB/databaseAccounts";
const serverType = "Microsoft.Sql/servers";
const key = "https://kv.vault.azure.net/keys/ai/1";
const cosmos = { good: idOf(cosmosType, "cosmos-good"), bad: idOf(cosmosType, "cosmos-bad") };
const server = { good: idOf(serverType, "sql-good"), bad: idOf(serverType, "sql-bad") };

/** Words and defaults: website/docs/r of the provider, version 4. */
export const databases: readonly Row[] = [
  {
    type: "azurerm_cosmosdb_account",
    neverBad: "A store is judged by the AI that keeps data in it, and nothing of AI names an account",
    hcl: `
    resource "azurerm_cosmosdb_account" "good" {
      name = "cosmos-good"
      ${place}
      offer_type = "Standard"
      public_network_access_enabled = false
      local_authentication_disabled = true
      key_vault_key_id = "${key}"
      backup { type = "Continuous" }
    }
    ${settingHcl("cosmos", "azurerm_cosmosdb_account.good", "DataPlaneRequests")}
    ${endpointHcl("pe-cosmos", "azurerm_cosmosdb_account.good", "Sql")}
    resource "azurerm_cosmosdb_account" "bad" {
      name = "cosmos-bad"
      ${place}
      offer_type = "Standard"
      ip_range_filter = ["0.0.0.0", "192.0.2.0/24"]
    }`,
    resources: [
      arm(cosmosType, "cosmos-good", {
        kind: "GlobalDocumentDB",
        properties: {
          publicNetworkAccess: "Disabled",
          isVirtualNetworkFilterEnabled: false,
          ipRules: [],
          disableLocalAuth: true,
          keyVaultKeyUri: key,
          backupPolicy: { type: "Continuous" },
          capabilities: [],
          privateEndpointConnections: connectedThrough("pe-cosmos"),
        },
      }),
      endpoint("pe-cosmos", cosmos.good, "Sql"),
      arm(cosmosType, "cosmos-bad", {
        kind: "GlobalDocumentDB",
        properties: {
          publicNetworkAccess: "Enabled",
          isVirtualNetworkFilterEnabled: false,
          ipRules: [{ ipAddressOrRange: "0.0.0.0" }, { ipAddressOrRange: "192.0.2.0/24" }],
          disableLocalAuth: false,
          backupPolicy: { type: "Periodic" },
          capabilities: [],
        },
      }),
    ],
    answers: [setting(cosmos.good, "DataPlaneRequests")],
  },
  {
    type: "azurerm_mssql_server",
    parts: [
      "azurerm_mssql_firewall_rule",
      "azurerm_mssql_server_transparent_data_encryption",
      "azurerm_mssql_server_extended_auditing_policy",
    ],
    hcl: `
    resource "azurerm_mssql_server" "good" {
      name = "sql-good"
      ${place}
      version = "12.0"
      minimum_tls_version = "1.2"
      public_network_access_enabled = false
      azuread_administrator {
        login_username = "owners"
        object_id = "55555555-0000-0000-0000-000000000000"
        azuread_authentication_only = true
      }
    }
    resource "azurerm_mssql_server_transparent_data_encryption" "good" {
      server_id = azurerm_mssql_server.good.id
      key_vault_key_id = "${key}"
    }
    resource "azurerm_mssql_server_extended_auditing_policy" "good" {
      server_id = azurerm_mssql_server.good.id
      log_monitoring_enabled = true
    }
    resource "azurerm_mssql_server" "bad" {
      name = "sql-bad"
      ${place}
      version = "12.0"
      administrator_login = "owner"
    }
    resource "azurerm_mssql_firewall_rule" "bad" {
      name = "all"
      server_id = azurerm_mssql_server.bad.id
      start_ip_address = "0.0.0.0"
      end_ip_address = "255.255.255.255"
    }`,
    resources: [
      arm(serverType, "sql-good", {
        properties: {
          publicNetworkAccess: "Disabled",
          minimalTlsVersion: "1.2",
          administrators: { azureADOnlyAuthentication: true },
        },
      }),
      arm(serverType, "sql-bad", {
        properties: { publicNetworkAccess: "Enabled", minimalTlsVersion: "1.2" },
      }),
    ],
    answers: [
      [
        "Microsoft.Sql:EncryptionProtectors_Get",
        { id: server.good },
        { properties: { serverKeyType: "AzureKeyVault" } },
      ],
      [
        "Microsoft.Sql:EncryptionProtectors_Get",
        { id: server.bad },
        { properties: { serverKeyType: "ServiceManaged" } },
      ],
      [
        "Microsoft.Sql:ServerBlobAuditingPolicies_Get",
        { id: server.good },
        { properties: { state: "Enabled" } },
      ],
      [
        "Microsoft.Sql:ServerBlobAuditingPolicies_Get",
        { id: server.bad },
        { properties: { state: "Disabled" } },
      ],
      listing("Microsoft.Sql:FirewallRules_ListByServer", server.good, []),
      listing("Microsoft.Sql:FirewallRules_ListByServer", server.bad, [
        { name: "all", properties: { startIpAddress: "0.0.0.0", endIpAddress: "255.255.255.255" } },
      ]),
    ],
  },
];
