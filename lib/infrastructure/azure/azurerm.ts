import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { appKinds } from "./azurerm-apps.ts";
import { databaseKinds } from "./azurerm-databases.ts";
import { gatewayKinds } from "./azurerm-gateways.ts";
import { openSwitch, type AzurermKind } from "./azurerm-kind.ts";
import { principalIdOf, roleAssignment, roleDefinition } from "./roles.ts";

function networkRules(rules: Block | undefined) {
  if (!rules) return undefined;
  return {
    defaultAction: rules.choice("default_action", "Allow", "Deny") ?? "Allow",
    ipRules: rules.texts("ip_rules").map((value) => ({ value })),
  };
}

const ownKey = (block: Block): object =>
  block.block("customer_managed_key") ? { encryption: { keySource: "Microsoft.KeyVault" } } : {};

/** The older and the newer resource name two of their switches differently. */
const account = (block: Block, kind: string | undefined, publicNetworkAccess: string, localAuth: string) => ({
  kind,
  sku: present({ name: block.text("sku_name") }),
  properties: present({
    publicNetworkAccess,
    networkAcls: networkRules(block.block("network_acls")),
    disableLocalAuth: !(block.flag(localAuth) ?? true),
    restrictOutboundNetworkAccess: block.flag("outbound_network_access_restricted") ?? false,
    allowedFqdnList: block.texts("fqdns"),
    ...ownKey(block),
  }),
});

const openWord = (block: Block): string =>
  block.choice("public_network_access", "Enabled", "Disabled") ?? "Enabled";

function deployment(block: Block) {
  const model = block.block("model");
  const sku = block.block("sku") ?? block.block("scale");
  return {
    sku: present({ name: sku?.text("name") ?? sku?.text("type"), capacity: sku?.number("capacity") }),
    properties: present({
      model: present({
        format: model?.text("format"),
        name: model?.text("name"),
        version: model?.text("version"),
      }),
      raiPolicyName: block.text("rai_policy_name"),
      versionUpgradeOption: block.text("version_upgrade_option"),
    }),
  };
}

const raiPolicy = (block: Block) => ({
  properties: present({
    basePolicyName: block.text("base_policy_name"),
    mode: block.text("mode"),
    contentFilters: block.blocks("content_filter").map((filter) =>
      present({
        name: filter.text("name"),
        enabled: filter.flag("filter_enabled"),
        blocking: filter.flag("block_enabled"),
        severityThreshold: filter.text("severity_threshold"),
        source: filter.text("source"),
      }),
    ),
  }),
});

/** A service that was made to enforce a key never held anything without one. */
function enforcedKey(block: Block) {
  const isEnforced = block.flag("customer_managed_key_enforcement_enabled") === true;
  const status = block.text("customer_managed_key_encryption_compliance_status");
  return present({
    enforcement: isEnforced ? "Enabled" : "Disabled",
    encryptionComplianceStatus: status ?? (isEnforced && block.declared.isNew ? "Compliant" : undefined),
  });
}

const search = (block: Block) => ({
  sku: present({ name: block.text("sku") }),
  properties: present({
    publicNetworkAccess: openSwitch(block),
    networkRuleSet: { ipRules: block.texts("allowed_ips").map((value) => ({ value })) },
    disableLocalAuth: !(block.flag("local_authentication_enabled") ?? true),
    semanticSearch: block.text("semantic_search_sku"),
    replicaCount: block.number("replica_count") ?? 1,
    encryptionWithCmk: enforcedKey(block),
  }),
});

const storage = (block: Block) => ({
  kind: block.text("account_kind") ?? "StorageV2",
  properties: present({
    publicNetworkAccess: openSwitch(block),
    networkAcls: networkRules(block.block("network_rules")) ?? { defaultAction: "Allow", ipRules: [] },
    allowBlobPublicAccess: block.flag("allow_nested_items_to_be_public") ?? true,
    allowSharedKeyAccess: block.flag("shared_access_key_enabled") ?? true,
    supportsHttpsTrafficOnly: block.flag("https_traffic_only_enabled") ?? true,
    minimumTlsVersion: block.text("min_tls_version") ?? "TLS1_2",
    ...ownKey(block),
  }),
});

const access: Readonly<Record<string, string>> = { private: "None", blob: "Blob", container: "Container" };

const container = (block: Block) => ({
  properties: {
    publicAccess: access[block.choice("container_access_type", "private", "container", "blob") ?? "private"],
    metadata: block.map("metadata"),
  },
});

const vault = (block: Block) => ({
  sku: present({ name: block.text("sku_name") }),
  properties: present({
    publicNetworkAccess: openSwitch(block),
    networkAcls: networkRules(block.block("network_acls")),
    enableRbacAuthorization:
      block.flag("rbac_authorization_enabled") ?? block.flag("enable_rbac_authorization") ?? false,
    enablePurgeProtection: block.flag("purge_protection_enabled") ?? false,
    accessPolicies: block.blocks("access_policy").map((policy) =>
      present({
        objectId: policy.text("object_id"),
        applicationId: policy.text("application_id"),
        permissions: {
          secrets: policy.texts("secret_permissions"),
          keys: policy.texts("key_permissions"),
        },
      }),
    ),
  }),
});

const workspace = (block: Block, kind: string, publicNetworkAccess: string) => {
  const network = block.block("managed_network");
  return {
    kind,
    sku: present({ name: block.text("sku_name") }),
    properties: present({
      publicNetworkAccess,
      managedNetwork: network && { isolationMode: network.text("isolation_mode") ?? "Disabled" },
      encryption: block.block("encryption") ? { status: "Enabled" } : undefined,
      hbiWorkspace: block.flag("high_business_impact") ?? block.flag("high_business_impact_enabled") ?? false,
      storageAccount: block.text("storage_account_id"),
      containerRegistry: block.text("container_registry_id"),
      keyVault: block.text("key_vault_id"),
    }),
  };
};

const diagnostics = (block: Block) => ({
  properties: present({
    workspaceId: block.text("log_analytics_workspace_id"),
    storageAccountId: block.text("storage_account_id"),
    eventHubAuthorizationRuleId: block.text("eventhub_authorization_rule_id"),
    marketplacePartnerId: block.text("partner_solution_id"),
    logs: [
      ...block.blocks("enabled_log").map((log) => logOf(log, true)),
      ...block.blocks("log").map((log) => logOf(log, log.flag("enabled") ?? true)),
    ],
  }),
});

const logOf = (log: Block, enabled: boolean) =>
  present({ category: log.text("category"), categoryGroup: log.text("category_group"), enabled });

const privateEndpoint = (block: Block) => ({
  properties: {
    privateLinkServiceConnections: block.blocks("private_service_connection").map((one) => ({
      properties: present({
        privateLinkServiceId: one.text("private_connection_resource_id"),
        // One that somebody else has to approve is not approved by being asked for.
        privateLinkServiceConnectionState: {
          status: one.flag("is_manual_connection") === true ? "Pending" : "Approved",
        },
      }),
    })),
  },
});

const status = (isOn: boolean | undefined) => ({ status: isOn === true ? "enabled" : "disabled" });

/** The third version of the provider has blocks where the fourth has switches. */
const registry = (block: Block) => ({
  sku: present({ name: block.text("sku") }),
  properties: {
    publicNetworkAccess: openSwitch(block),
    adminUserEnabled: block.flag("admin_enabled") ?? false,
    anonymousPullEnabled: block.flag("anonymous_pull_enabled") ?? false,
    encryption: status(block.blocks("encryption").some((one) => one.flag("enabled") ?? true)),
    policies: {
      trustPolicy: status(
        block.flag("trust_policy_enabled") ?? block.blocks("trust_policy").some((one) => one.flag("enabled")),
      ),
      quarantinePolicy: status(block.flag("quarantine_policy_enabled")),
    },
  },
});

const beneathAccount = { attribute: "cognitive_account_id", between: "" };
const ml = "Microsoft.MachineLearningServices/workspaces";

export const azurermKinds: Readonly<Record<string, AzurermKind>> = {
  azurerm_cognitive_account: {
    type: "Microsoft.CognitiveServices/accounts",
    read: (block) => account(block, block.text("kind"), openSwitch(block), "local_auth_enabled"),
  },
  azurerm_ai_services: {
    type: "Microsoft.CognitiveServices/accounts",
    read: (block) => account(block, "AIServices", openWord(block), "local_authentication_enabled"),
  },
  azurerm_cognitive_deployment: {
    type: "Microsoft.CognitiveServices/accounts/deployments",
    parent: beneathAccount,
    read: deployment,
  },
  azurerm_cognitive_account_rai_policy: {
    type: "Microsoft.CognitiveServices/accounts/raiPolicies",
    parent: beneathAccount,
    read: raiPolicy,
  },
  azurerm_search_service: { type: "Microsoft.Search/searchServices", read: search },
  azurerm_storage_account: { type: "Microsoft.Storage/storageAccounts", read: storage },
  azurerm_storage_container: {
    type: "Microsoft.Storage/storageAccounts/blobServices/containers",
    parent: { attribute: "storage_account_id", between: "/blobServices/default" },
    read: container,
  },
  azurerm_container_registry: { type: "Microsoft.ContainerRegistry/registries", read: registry },
  azurerm_key_vault: { type: "Microsoft.KeyVault/vaults", read: vault },
  azurerm_machine_learning_workspace: {
    type: ml,
    read: (block) => workspace(block, block.text("kind") ?? "Default", openSwitch(block)),
  },
  azurerm_ai_foundry: { type: ml, read: (block) => workspace(block, "Hub", openWord(block)) },
  azurerm_monitor_diagnostic_setting: {
    type: "Microsoft.Insights/diagnosticSettings",
    parent: { attribute: "target_resource_id", between: "/providers/Microsoft.Insights" },
    read: diagnostics,
  },
  azurerm_private_endpoint: { type: "Microsoft.Network/privateEndpoints", read: privateEndpoint },
  azurerm_user_assigned_identity: {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    read: (block) => ({
      properties: { principalId: principalIdOf(block.declared), clientId: block.known("client_id") },
    }),
  },
  azurerm_federated_identity_credential: {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    parent: { attribute: "user_assigned_identity_id", between: "" },
    read: (block) => ({
      properties: present({ issuer: block.text("issuer") ?? "", subject: block.text("subject") }),
    }),
  },
  azurerm_role_assignment: {
    type: "Microsoft.Authorization/roleAssignments",
    parent: { attribute: "scope", between: "/providers/Microsoft.Authorization" },
    read: roleAssignment,
  },
  azurerm_role_definition: { type: "Microsoft.Authorization/roleDefinitions", read: roleDefinition },
  ...appKinds,
  ...databaseKinds,
  ...gatewayKinds,
};
