import {
  allLogs,
  approvedConnection,
  diagnostics,
  guidOf,
  list,
  location,
  principalOf,
  resourceId,
  systemIdentity,
  tenantId,
  userIdentity,
  type Tags,
  type Thing,
} from "./arm.ts";

/** Each kind is well kept unless told otherwise, so that a description says only what is special. */
type Described = { name: string; group: string; tags: Tags };

const closed = { defaultAction: "Deny", bypass: "AzureServices", ipRules: [], virtualNetworkRules: [] };
export const open = { defaultAction: "Allow", bypass: "AzureServices", ipRules: [], virtualNetworkRules: [] };

type Container = { name: string; publicAccess?: "None" | "Blob"; metadata?: Tags };

export function storageAccount(
  given: Described & { containers: readonly Container[]; properties?: Readonly<Record<string, unknown>> },
): Thing {
  const id = resourceId(given.group, "Microsoft.Storage/storageAccounts", given.name);
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.storage/storageaccounts",
      kind: "StorageV2",
      location,
      tags: given.tags,
      sku: { name: "Standard_ZRS" },
      properties: {
        provisioningState: "Succeeded",
        publicNetworkAccess: "Disabled",
        networkAcls: closed,
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        encryption: { keySource: "Microsoft.Keyvault", requireInfrastructureEncryption: true },
        primaryEndpoints: { blob: `https://${given.name}.blob.core.windows.net/` },
        privateEndpointConnections: approvedConnection(id),
        ...given.properties,
      },
    },
    answers: {
      "Microsoft.Storage/BlobContainers_List": list(
        ...given.containers.map(({ name, publicAccess = "None", metadata }) => ({
          id: `${id}/blobServices/default/containers/${name}`,
          name,
          type: "Microsoft.Storage/storageAccounts/blobServices/containers",
          properties: { publicAccess, ...(metadata ? { metadata } : {}), hasLegalHold: false },
        })),
      ),
      "Microsoft.Storage/BlobServices_GetServiceProperties": {
        id: `${id}/blobServices/default`,
        properties: { isVersioningEnabled: true, deleteRetentionPolicy: { enabled: true, days: 30 } },
      },
      "blobServices/DiagnosticSettings_List": allLogs(`${id}/blobServices/default`),
    },
  };
}

export function keyVault(given: Described & { secrets: readonly string[] }): Thing {
  const id = resourceId(given.group, "Microsoft.KeyVault/vaults", given.name);
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.keyvault/vaults",
      location,
      tags: given.tags,
      properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        vaultUri: `https://${given.name}.vault.azure.net/`,
        publicNetworkAccess: "Disabled",
        networkAcls: closed,
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
        accessPolicies: [],
        privateEndpointConnections: approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.KeyVault/Secrets_List": list(
        ...given.secrets.map((name) => ({
          id: `${id}/secrets/${name}`,
          name,
          type: "Microsoft.KeyVault/vaults/secrets",
          properties: { attributes: { enabled: true, exp: 1_830_297_600, created: 1_767_225_600 } },
        })),
      ),
      [diagnostics]: allLogs(id),
    },
  };
}

type DescribedApp = Described & {
  identity: string | null;
  settings: Readonly<Record<string, string>>;
  signIn: boolean;
  publicNetwork: boolean;
  kind?: string;
};

export function webApp(given: DescribedApp): Thing {
  const id = resourceId(given.group, "Microsoft.Web/sites", given.name);
  const publicNetworkAccess = given.publicNetwork ? "Enabled" : "Disabled";
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.web/sites",
      kind: given.kind ?? "app,linux",
      location,
      tags: given.tags,
      identity: given.identity === null ? systemIdentity(id) : userIdentity(given.identity),
      properties: {
        state: "Running",
        defaultHostName: `${given.name}.azurewebsites.net`,
        hostNames: [`${given.name}.azurewebsites.net`],
        httpsOnly: true,
        publicNetworkAccess,
        virtualNetworkSubnetId: `${resourceId("rg-network", "Microsoft.Network/virtualNetworks", "vnet-prod")}/subnets/snet-apps`,
        privateEndpointConnections: given.publicNetwork ? [] : approvedConnection(id),
      },
    },
    answers: {
      "Microsoft.Web/WebApps_GetConfiguration": {
        id: `${id}/config/web`,
        properties: {
          publicNetworkAccess,
          ftpsState: "Disabled",
          minTlsVersion: "1.2",
          ipSecurityRestrictions: [
            { ipAddress: "Any", action: "Allow", priority: 2_147_483_647, name: "Allow all" },
          ],
        },
      },
      "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": {
        id: `${id}/config/authsettingsV2`,
        properties: {
          platform: { enabled: given.signIn, runtimeVersion: "~1" },
          globalValidation: given.signIn
            ? { requireAuthentication: true, unauthenticatedClientAction: "Return401" }
            : { requireAuthentication: false, unauthenticatedClientAction: "AllowAnonymous" },
        },
      },
      "Microsoft.Web/WebApps_ListApplicationSettings": {
        id: `${id}/config/appsettings`,
        properties: given.settings,
      },
      "Microsoft.Web/WebApps_ListFunctions": list(),
    },
  };
}

export function managedIdentity(given: Described): Thing {
  const id = resourceId(given.group, "Microsoft.ManagedIdentity/userAssignedIdentities", given.name);
  return {
    row: {
      id,
      name: given.name,
      type: "microsoft.managedidentity/userassignedidentities",
      location,
      tags: given.tags,
      properties: { tenantId, principalId: principalOf(id), clientId: guidOf(`client ${id}`) },
    },
    answers: { "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": list() },
  };
}
