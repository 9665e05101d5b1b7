import type { Row } from "../row.ts";
import { arm, group, idOf, listing, place, setting, settingHcl, systemAssigned } from "./arm.ts";

const appType = "Microsoft.App/containerApps";
const environmentType = "Microsoft.App/managedEnvironments";
const clusterType = "Microsoft.ContainerService/managedClusters";
const serverType = "Microsoft.DBforPostgreSQL/flexibleServers";
const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apps`;
const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const environment = (form: string, vnetConfiguration: object | null) => ({
  ...arm(environmentType, `env-${form}`, { properties: { vnetConfiguration } }),
  ...vnetConfiguration,
});
const app = (form: string, more: { configuration: object; env: readonly object[] }) =>
  arm(appType, `app-${form}`, {
    ...(form === "good" ? { identity: systemAssigned } : {}),
    properties: {
      managedEnvironmentId: idOf(environmentType, `env-${form}`),
      configuration: more.configuration,
      template: { containers: [{ name: "chat", image: "acr.azurecr.io/chat:1", env: more.env }] },
    },
  });
const cluster = (form: string, properties: object) =>
  arm(clusterType, `aks-${form}`, { identity: systemAssigned, properties });
const server = (form: string, properties: object) => arm(serverType, `pg-${form}`, { properties });
const extensions = "Microsoft.DBforPostgreSQL:Configurations_Get";
const rules = "Microsoft.DBforPostgreSQL:FirewallRules_ListByServer";

/** Words and defaults: website/docs/r of the provider, version 4. */
export const applications: readonly Row[] = [
  {
    type: "azurerm_container_app",
    parts: ["azurerm_container_app_environment"],
    hcl: `
    resource "azurerm_container_app_environment" "good" {
      name = "env-good"
      ${place}
      infrastructure_subnet_id = "${subnet}"
      internal_load_balancer_enabled = true
    }
    resource "azurerm_container_app" "good" {
      name = "app-good"
      resource_group_name = "rg-ai"
      container_app_environment_id = azurerm_container_app_environment.good.id
      revision_mode = "Single"
      identity { type = "SystemAssigned" }
      secret {
        name = "token"
        identity = "System"
        key_vault_secret_id = "https://kv.vault.azure.net/secrets/token"
      }
      ingress {
        external_enabled = true
        target_port = 8080
        client_certificate_mode = "require"
        traffic_weight {
          latest_revision = true
          percentage = 100
        }
      }
      template {
        container {
          name = "chat"
          image = "acr.azurecr.io/chat:1"
          cpu = 1
          memory = "2Gi"
          env {
            name = "OPENAI_API_KEY"
            secret_name = "token"
          }
        }
      }
    }
    resource "azurerm_container_app_environment" "bad" {
      name = "env-bad"
      ${place}
    }
    resource "azurerm_container_app" "bad" {
      name = "app-bad"
      resource_group_name = "rg-ai"
      container_app_environment_id = azurerm_container_app_environment.bad.id
      revision_mode = "Single"
      ingress {
        external_enabled = true
        allow_insecure_connections = true
        target_port = 8080
        traffic_weight {
          latest_revision = true
          percentage = 100
        }
      }
      template {
        container {
          name = "chat"
          image = "acr.azurecr.io/chat:1"
          cpu = 1
          memory = "2Gi"
          env {
            name = "OPENAI_API_KEY"
            value = "${secret}"
          }
        }
      }
    }`,
    resources: [
      environment("good", { internal: true, infrastructureSubnetId: subnet, subnet }),
      environment("bad", null),
      app("good", {
        configuration: {
          ingress: { external: true, allowInsecure: false, clientCertificateMode: "require" },
          secrets: [{ name: "token", keyVaultUrl: "https://kv.vault.azure.net/secrets/token" }],
        },
        env: [{ name: "OPENAI_API_KEY", secretRef: "token" }],
      }),
      app("bad", {
        configuration: { ingress: { external: true, allowInsecure: true } },
        env: [{ name: "OPENAI_API_KEY", value: secret }],
      }),
    ],
    answers: [],
  },
  {
    type: "azurerm_kubernetes_cluster",
    parts: ["azurerm_kubernetes_cluster_node_pool"],
    hcl: `
    resource "azurerm_kubernetes_cluster" "good" {
      name = "aks-good"
      ${place}
      dns_prefix = "good"
      private_cluster_enabled = true
      local_account_disabled = true
      oidc_issuer_enabled = true
      workload_identity_enabled = true
      azure_active_directory_role_based_access_control { azure_rbac_enabled = true }
      key_management_service { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
      microsoft_defender { log_analytics_workspace_id = "${group}/providers/Microsoft.OperationalInsights/workspaces/logs" }
      network_profile {
        network_plugin = "azure"
        network_policy = "cilium"
        network_data_plane = "cilium"
      }
      default_node_pool {
        name = "system"
        vm_size = "Standard_D4s_v5"
      }
      identity { type = "SystemAssigned" }
    }
    ${settingHcl("aks", "azurerm_kubernetes_cluster.good", "kube-audit-admin")}
    resource "azurerm_kubernetes_cluster" "bad" {
      name = "aks-bad"
      ${place}
      dns_prefix = "bad"
      default_node_pool {
        name = "system"
        vm_size = "Standard_D4s_v5"
      }
      identity { type = "SystemAssigned" }
    }
    resource "azurerm_kubernetes_cluster_node_pool" "bad" {
      name = "gpu"
      kubernetes_cluster_id = azurerm_kubernetes_cluster.bad.id
      vm_size = "Standard_NC24ads_A100_v4"
      node_public_ip_enabled = true
    }`,
    resources: [
      cluster("good", {
        enableRBAC: true,
        disableLocalAccounts: true,
        aadProfile: { managed: true, enableAzureRBAC: true },
        apiServerAccessProfile: { enablePrivateCluster: true },
        oidcIssuerProfile: { enabled: true },
        securityProfile: {
          workloadIdentity: { enabled: true },
          azureKeyVaultKms: { enabled: true },
          defender: { securityMonitoring: { enabled: true } },
        },
        networkProfile: { networkPlugin: "azure", networkPolicy: "cilium" },
        agentPoolProfiles: [{ vmSize: "Standard_D4s_v5" }],
      }),
      cluster("bad", {
        enableRBAC: true,
        networkProfile: { networkPlugin: "kubenet", networkPolicy: "none" },
        agentPoolProfiles: [
          { vmSize: "Standard_D4s_v5" },
          { vmSize: "Standard_NC24ads_A100_v4", enableNodePublicIP: true },
        ],
      }),
    ],
    answers: [setting(idOf(clusterType, "aks-good"), "kube-audit-admin")],
  },
  {
    type: "azurerm_postgresql_flexible_server",
    parts: [
      "azurerm_postgresql_flexible_server_firewall_rule",
      "azurerm_postgresql_flexible_server_configuration",
    ],
    hcl: `
    resource "azurerm_postgresql_flexible_server" "good" {
      name = "pg-good"
      ${place}
      version = "17"
      public_network_access_enabled = false
      delegated_subnet_id = "${subnet}"
      authentication {
        active_directory_auth_enabled = true
        password_auth_enabled = false
      }
      customer_managed_key { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
    }
    resource "azurerm_postgresql_flexible_server_configuration" "good" {
      name = "azure.extensions"
      server_id = azurerm_postgresql_flexible_server.good.id
      value = "VECTOR"
    }
    ${settingHcl("pg", "azurerm_postgresql_flexible_server.good", "PostgreSQLLogs")}
    resource "azurerm_postgresql_flexible_server" "bad" {
      name = "pg-bad"
      ${place}
      version = "17"
      administrator_login = "owner"
    }
    resource "azurerm_postgresql_flexible_server_configuration" "bad" {
      name = "azure.extensions"
      server_id = azurerm_postgresql_flexible_server.bad.id
      value = "PG_TRGM,VECTOR"
    }
    resource "azurerm_postgresql_flexible_server_firewall_rule" "bad" {
      name = "azure"
      server_id = azurerm_postgresql_flexible_server.bad.id
      start_ip_address = "0.0.0.0"
      end_ip_address = "0.0.0.0"
    }`,
    resources: [
      server("good", {
        network: { publicNetworkAccess: "Disabled", delegatedSubnetResourceId: subnet },
        authConfig: { passwordAuth: "Disabled", activeDirectoryAuth: "Enabled" },
        dataEncryption: { type: "AzureKeyVault" },
      }),
      server("bad", {
        network: { publicNetworkAccess: "Enabled" },
        authConfig: { passwordAuth: "Enabled", activeDirectoryAuth: "Disabled" },
        dataEncryption: { type: "SystemManaged" },
      }),
    ],
    answers: [
      setting(idOf(serverType, "pg-good"), "PostgreSQLLogs"),
      [extensions, { id: idOf(serverType, "pg-good") }, { properties: { value: "VECTOR" } }],
      [extensions, { id: idOf(serverType, "pg-bad") }, { properties: { value: "PG_TRGM,VECTOR" } }],
      listing(rules, idOf(serverType, "pg-bad"), [
        { name: "azure", properties: { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" } },
      ]),
    ],
  },
];
