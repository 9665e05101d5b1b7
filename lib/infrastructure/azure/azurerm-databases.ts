import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { openSwitch, type AzurermKind } from "./azurerm-kind.ts";

/** The third version of the provider has the addresses in one text. */
function addressesOf(block: Block): string[] {
  const written = block.raw("ip_range_filter");
  const all = typeof written === "string" ? written.split(",") : block.texts("ip_range_filter");
  return all.map((one) => one.trim()).filter((one) => one !== "");
}

/** The fifth version of the provider turns the switch of the keys around. */
const refusesKeys = (block: Block): boolean =>
  block.flag("local_authentication_disabled") ?? !(block.flag("local_authentication_enabled") ?? true);

const cosmos = (block: Block) => ({
  kind: block.choice("kind", "GlobalDocumentDB", "MongoDB", "Parse") ?? "GlobalDocumentDB",
  properties: present({
    documentEndpoint: block.known("endpoint"),
    publicNetworkAccess: openSwitch(block),
    isVirtualNetworkFilterEnabled: block.flag("is_virtual_network_filter_enabled") ?? false,
    ipRules: addressesOf(block).map((ipAddressOrRange) => ({ ipAddressOrRange })),
    disableLocalAuth: refusesKeys(block),
    keyVaultKeyUri: block.text("key_vault_key_id"),
    backupPolicy: { type: block.block("backup")?.choice("type", "Continuous", "Periodic") ?? "Periodic" },
    capabilities: block.blocks("capabilities").map((one) => ({ name: one.text("name") ?? "unnamed" })),
  }),
});

const server = (block: Block) => ({
  properties: present({
    fullyQualifiedDomainName: block.known("fully_qualified_domain_name"),
    publicNetworkAccess: openSwitch(block),
    minimalTlsVersion: block.text("minimum_tls_version") ?? "1.2",
    administrators: {
      azureADOnlyAuthentication:
        block.block("azuread_administrator")?.flag("azuread_authentication_only") ?? false,
    },
    keyId: block.text("transparent_data_encryption_key_vault_key_id"),
  }),
});

const sql = "Microsoft.Sql/servers";
const beneathServer = { attribute: "server_id", between: "" };

export const databaseKinds: Readonly<Record<string, AzurermKind>> = {
  azurerm_cosmosdb_account: { type: "Microsoft.DocumentDB/databaseAccounts", read: cosmos },
  azurerm_mssql_server: { type: sql, read: server },
  azurerm_mssql_firewall_rule: {
    type: `${sql}/firewallRules`,
    parent: beneathServer,
    read: (block) => ({
      properties: {
        startIpAddress: block.text("start_ip_address") ?? "0.0.0.0",
        endIpAddress: block.text("end_ip_address") ?? "255.255.255.255",
      },
    }),
  },
  azurerm_mssql_server_transparent_data_encryption: {
    type: `${sql}/encryptionProtector`,
    parent: beneathServer,
    name: "current",
    read: (block) => ({
      properties: { serverKeyType: block.text("key_vault_key_id") ? "AzureKeyVault" : "ServiceManaged" },
    }),
  },
  azurerm_mssql_server_extended_auditing_policy: {
    type: `${sql}/auditingSettings`,
    parent: beneathServer,
    name: "default",
    read: (block) => ({
      properties: { state: (block.flag("enabled") ?? true) ? "Enabled" : "Disabled" },
    }),
  },
};
