import type { Row } from "../row.ts";
import {
  arm,
  connectedThrough,
  endpoint,
  endpointHcl,
  idOf,
  listing,
  logs,
  ownKey,
  place,
  setting,
  settingHcl,
  systemAssigned,
} from "./arm.ts";

const searchType = "Microsoft.Search/searchServices";
const storageType = "Microsoft.Storage/storageAccounts";
const vaultType = "Microsoft.KeyVault/vaults";
const workspaceType = "Microsoft.MachineLearningServices/workspaces";
const tenant = "00000000-0000-0000-0000-00000000000a";
const search = (form: string, properties: object) =>
  arm(searchType, `search-${form}`, {
    sku: { name: "standard" },
    ...(form === "good" ? { identity: systemAssigned } : {}),
    properties: {
      networkRuleSet: { ipRules: [], bypass: "None" },
      semanticSearch: "disabled",
      partitionCount: 1,
      hostingMode: "default",
      ...properties,
    },
  });
const rules = (defaultAction: string) => ({
  networkAcls: { defaultAction, ipRules: [], virtualNetworkRules: [], bypass: "AzureServices" },
});
const containerOf = (name: string, publicAccess: string, account: string) =>
  listing("Microsoft.Storage:BlobContainers_List", idOf(storageType, account), [
    {
      id: `${idOf(storageType, account)}/blobServices/default/containers/${name}`,
      name,
      properties: { publicAccess },
    },
  ]);
const blobService = "Microsoft.Storage:BlobServices_GetServiceProperties";

const registryType = "Microsoft.ContainerRegistry/registries";

export const surroundings: readonly Row[] = [
  {
    type: "azurerm_container_registry",
    hcl: `
    resource "azurerm_container_registry" "good" {
      name = "acrgood"
      ${place}
      sku = "Premium"
      public_network_access_enabled = false
      trust_policy_enabled = true
      quarantine_policy_enabled = true
      encryption {
        key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1"
        identity_client_id = "33333333-0000-0000-0000-000000000000"
      }
    }
    resource "azurerm_container_registry" "bad" {
      name = "acrbad"
      ${place}
      sku = "Standard"
      admin_enabled = true
      anonymous_pull_enabled = true
    }`,
    resources: [
      arm(registryType, "acrgood", {
        sku: { name: "Premium", tier: "Premium" },
        properties: {
          loginServer: "acrgood.azurecr.io",
          publicNetworkAccess: "Disabled",
          adminUserEnabled: false,
          anonymousPullEnabled: false,
          encryption: {
            status: "enabled",
            keyVaultProperties: { keyIdentifier: "https://kv.vault.azure.net/keys/ai/1" },
          },
          policies: {
            trustPolicy: { status: "enabled", type: "Notary" },
            quarantinePolicy: { status: "enabled" },
            retentionPolicy: { status: "disabled", days: 7 },
          },
        },
      }),
      arm(registryType, "acrbad", {
        sku: { name: "Standard", tier: "Standard" },
        properties: {
          loginServer: "acrbad.azurecr.io",
          publicNetworkAccess: "Enabled",
          adminUserEnabled: true,
          anonymousPullEnabled: true,
          encryption: { status: "disabled" },
          policies: {
            trustPolicy: { status: "disabled", type: "Notary" },
            quarantinePolicy: { status: "disabled" },
            retentionPolicy: { status: "disabled", days: 7 },
          },
        },
      }),
    ],
    answers: [],
  },
  {
    type: "azurerm_search_service",
    hcl: `
    resource "azurerm_search_service" "good" {
      name = "search-good"
      ${place}
      sku = "standard"
      public_network_access_enabled = false
      local_authentication_enabled = false
      customer_managed_key_enforcement_enabled = true
      replica_count = 2
      identity { type = "SystemAssigned" }
    }
    ${settingHcl("search", "azurerm_search_service.good", "OperationLogs")}
    ${endpointHcl("search", "azurerm_search_service.good", "searchService")}
    resource "azurerm_search_service" "bad" {
      name = "search-bad"
      ${place}
      sku = "standard"
    }`,
    resources: [
      search("good", {
        publicNetworkAccess: "Disabled",
        disableLocalAuth: true,
        replicaCount: 2,
        encryptionWithCmk: { enforcement: "Enabled", encryptionComplianceStatus: "Compliant" },
        privateEndpointConnections: connectedThrough("search"),
      }),
      search("bad", {
        publicNetworkAccess: "Enabled",
        disableLocalAuth: false,
        replicaCount: 1,
        encryptionWithCmk: { enforcement: "Unspecified" },
        privateEndpointConnections: [],
      }),
      endpoint("search", idOf(searchType, "search-good"), "searchService"),
    ],
    answers: [setting(idOf(searchType, "search-good"), "OperationLogs")],
  },
  {
    type: "azurerm_storage_account",
    parts: ["azurerm_storage_container"],
    hcl: `
    resource "azurerm_storage_account" "good" {
      name = "stgood"
      ${place}
      account_tier = "Standard"
      account_replication_type = "ZRS"
      allow_nested_items_to_be_public = false
      shared_access_key_enabled = false
      public_network_access_enabled = false
      network_rules { default_action = "Deny" }
      blob_properties { versioning_enabled = true }
      customer_managed_key { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
      identity { type = "SystemAssigned" }
    }
    resource "azurerm_monitor_diagnostic_setting" "blobs" {
      name = "logs"
      target_resource_id = "${idOf(storageType, "stgood")}/blobServices/default"
      log_analytics_workspace_id = "${logs}"
      enabled_log { category = "StorageRead" }
    }
    resource "azurerm_storage_container" "good" {
      name = "training"
      storage_account_id = azurerm_storage_account.good.id
    }
    resource "azurerm_storage_account" "bad" {
      name = "stbad"
      ${place}
      account_tier = "Standard"
      account_replication_type = "LRS"
      min_tls_version = "TLS1_0"
    }
    resource "azurerm_storage_container" "bad" {
      name = "training-bad"
      storage_account_id = azurerm_storage_account.bad.id
      container_access_type = "container"
    }`,
    resources: [
      arm(storageType, "stgood", {
        kind: "StorageV2",
        sku: { name: "Standard_ZRS", tier: "Standard" },
        identity: systemAssigned,
        properties: {
          publicNetworkAccess: "Disabled",
          allowBlobPublicAccess: false,
          allowSharedKeyAccess: false,
          supportsHttpsTrafficOnly: true,
          minimumTlsVersion: "TLS1_2",
          ...rules("Deny"),
          encryption: { ...ownKey, keySource: "Microsoft.Keyvault" },
        },
      }),
      arm(storageType, "stbad", {
        kind: "StorageV2",
        sku: { name: "Standard_LRS", tier: "Standard" },
        properties: {
          publicNetworkAccess: "Enabled",
          allowBlobPublicAccess: true,
          allowSharedKeyAccess: true,
          supportsHttpsTrafficOnly: true,
          minimumTlsVersion: "TLS1_0",
          ...rules("Allow"),
          encryption: { keySource: "Microsoft.Storage" },
        },
      }),
    ],
    answers: [
      setting(`${idOf(storageType, "stgood")}/blobServices/default`, "StorageRead"),
      [blobService, { id: idOf(storageType, "stgood") }, { properties: { isVersioningEnabled: true } }],
      [blobService, { id: idOf(storageType, "stbad") }, { properties: {} }],
      containerOf("training", "None", "stgood"),
      containerOf("training-bad", "Container", "stbad"),
    ],
  },
  {
    type: "azurerm_key_vault",
    hcl: `
    resource "azurerm_key_vault" "good" {
      name = "kv-good"
      ${place}
      sku_name = "standard"
      tenant_id = "${tenant}"
      rbac_authorization_enabled = true
      purge_protection_enabled = true
      public_network_access_enabled = false
    }
    ${settingHcl("vault", "azurerm_key_vault.good", "AuditEvent")}
    resource "azurerm_key_vault" "bad" {
      name = "kv-bad"
      ${place}
      sku_name = "standard"
      tenant_id = "${tenant}"
      access_policy {
        tenant_id = "${tenant}"
        object_id = "22222222-0000-0000-0000-000000000000"
        secret_permissions = ["Get", "List"]
      }
    }`,
    resources: [
      arm(vaultType, "kv-good", {
        properties: {
          sku: { family: "A", name: "standard" },
          tenantId: tenant,
          publicNetworkAccess: "Disabled",
          enableRbacAuthorization: true,
          enablePurgeProtection: true,
          enableSoftDelete: true,
          accessPolicies: [],
        },
      }),
      arm(vaultType, "kv-bad", {
        properties: {
          sku: { family: "A", name: "standard" },
          tenantId: tenant,
          publicNetworkAccess: "Enabled",
          enableRbacAuthorization: false,
          enableSoftDelete: true,
          accessPolicies: [
            {
              tenantId: tenant,
              objectId: "22222222-0000-0000-0000-000000000000",
              permissions: { secrets: ["Get", "List"], keys: [], certificates: [] },
            },
          ],
        },
      }),
    ],
    answers: [setting(idOf(vaultType, "kv-good"), "AuditEvent")],
  },
];

function workspaceRow(stem: "machine_learning_workspace" | "ai_foundry"): Row {
  const isHub = stem === "ai_foundry";
  const nameOf = (form: string) => `${isHub ? "hub" : "mlw"}-${form}`;
  const insights = isHub ? "" : `application_insights_id = "${idOf("Microsoft.Insights/components", "ai")}"`;
  const network = (isOpen: boolean) =>
    isHub
      ? `public_network_access = "${isOpen ? "Enabled" : "Disabled"}"`
      : `public_network_access_enabled = ${isOpen}`;
  const workspace = (form: string, more: object) =>
    arm(workspaceType, nameOf(form), {
      kind: isHub ? "Hub" : "Default",
      sku: { name: "Basic", tier: "Basic" },
      identity: systemAssigned,
      properties: {
        storageAccount: idOf(storageType, `st${form}`),
        keyVault: idOf(vaultType, `kv-${form}`),
        hbiWorkspace: false,
        privateEndpointConnections: [],
        ...more,
      },
    });
  const head = (form: string) => `name = "${nameOf(form)}"
      ${place}
      ${insights}
      key_vault_id = azurerm_key_vault.${form}.id
      storage_account_id = azurerm_storage_account.${form}.id
      identity { type = "SystemAssigned" }`;
  return {
    type: `azurerm_${stem}`,
    hcl: `
    resource "azurerm_${stem}" "good" {
      ${head("good")}
      ${network(false)}
      ${isHub ? "high_business_impact_enabled = true" : "high_business_impact = true"}
      managed_network { isolation_mode = "AllowOnlyApprovedOutbound" }
      encryption {
        key_vault_id = azurerm_key_vault.good.id
        key_id = "https://kv.vault.azure.net/keys/ai/1"
      }
    }
    ${settingHcl(stem, `azurerm_${stem}.good`, "AmlComputeClusterEvent")}
    ${endpointHcl(stem, `azurerm_${stem}.good`, "amlworkspace")}
    resource "azurerm_${stem}" "bad" {
      ${head("bad")}
      ${network(true)}
    }`,
    resources: [
      workspace("good", {
        publicNetworkAccess: "Disabled",
        hbiWorkspace: true,
        managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound", outboundRules: {} },
        encryption: { status: "Enabled", keyVaultProperties: { keyVaultArmId: idOf(vaultType, "kv-good") } },
        privateEndpointConnections: connectedThrough(stem),
      }),
      workspace("bad", { publicNetworkAccess: "Enabled", managedNetwork: { isolationMode: "Disabled" } }),
      endpoint(stem, idOf(workspaceType, nameOf("good")), "amlworkspace"),
    ],
    answers: [setting(idOf(workspaceType, nameOf("good")), "AmlComputeClusterEvent")],
  };
}

export const workspaces: readonly Row[] = [
  workspaceRow("machine_learning_workspace"),
  workspaceRow("ai_foundry"),
];
