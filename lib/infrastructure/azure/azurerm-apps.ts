import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { openSwitch, type AzurermKind } from "./azurerm-kind.ts";

const environment = (block: Block) => ({
  properties: present({
    publicNetworkAccess: block.text("public_network_access"),
    vnetConfiguration: present({
      internal: block.flag("internal_load_balancer_enabled"),
      infrastructureSubnetId: block.text("infrastructure_subnet_id"),
    }),
  }),
});

const app = (block: Block) => ({
  properties: present({
    managedEnvironmentId: block.text("container_app_environment_id"),
    configuration: present({
      ingress: ingressOf(block.block("ingress")),
      secrets: block
        .blocks("secret")
        .map((one) => present({ name: one.text("name"), keyVaultUrl: one.text("key_vault_secret_id") })),
    }),
    template: {
      containers: (block.block("template")?.blocks("container") ?? []).map((one) =>
        present({ image: one.text("image"), env: one.blocks("env").map(variableOf) }),
      ),
    },
  }),
});

const ingressOf = (ingress: Block | undefined) =>
  ingress &&
  present({
    external: ingress.flag("external_enabled") ?? false,
    fqdn: ingress.known("fqdn"),
    allowInsecure: ingress.flag("allow_insecure_connections") ?? false,
    clientCertificateMode: ingress.choice("client_certificate_mode", "require", "accept", "ignore"),
    ipSecurityRestrictions: ingress.blocks("ip_security_restriction").map((one) => ({
      action: one.choice("action", "Allow", "Deny") ?? "Allow",
      ipAddressRange: one.text("ip_address_range") ?? "0.0.0.0/0",
    })),
  });

const variableOf = (one: Block) =>
  present({
    name: one.text("name") ?? "variable",
    value: one.text("value"),
    secretRef: one.text("secret_name"),
  });

const cluster = (block: Block) => {
  const directory = block.block("azure_active_directory_role_based_access_control");
  const hasWorkloadIdentity = block.flag("workload_identity_enabled") ?? false;
  return {
    properties: present({
      kubernetesVersion: block.text("kubernetes_version"),
      fqdn: block.known("fqdn"),
      privateFQDN: block.known("private_fqdn"),
      enableRBAC: block.flag("role_based_access_control_enabled") ?? true,
      disableLocalAccounts: block.flag("local_account_disabled") ?? false,
      aadProfile:
        directory && present({ managed: true, enableAzureRBAC: directory.flag("azure_rbac_enabled") }),
      apiServerAccessProfile: {
        enablePrivateCluster: block.flag("private_cluster_enabled") ?? false,
        authorizedIPRanges: [
          ...block.texts("api_server_authorized_ip_ranges"),
          ...(block.block("api_server_access_profile")?.texts("authorized_ip_ranges") ?? []),
        ],
      },
      // Workload identity is refused where the issuer is off, so left out it is on.
      oidcIssuerProfile: { enabled: block.flag("oidc_issuer_enabled") ?? hasWorkloadIdentity },
      securityProfile: {
        workloadIdentity: { enabled: hasWorkloadIdentity },
        azureKeyVaultKms: { enabled: block.block("key_management_service") !== undefined },
        defender: { securityMonitoring: { enabled: block.block("microsoft_defender") !== undefined } },
      },
      networkProfile: networkOf(block.block("network_profile")),
      agentPoolProfiles: block.blocks("default_node_pool").map(poolOf),
    }),
  };
};

const networkOf = (network: Block | undefined) =>
  network &&
  present({ networkPolicy: network.text("network_policy"), outboundType: network.text("outbound_type") });

const poolOf = (pool: Block) =>
  present({
    vmSize: pool.text("vm_size"),
    enableNodePublicIP: pool.flag("node_public_ip_enabled") ?? pool.flag("enable_node_public_ip"),
  });

const server = (block: Block) => {
  const authentication = block.block("authentication");
  const switched = (isOn: boolean) => (isOn ? "Enabled" : "Disabled");
  return {
    properties: {
      network: present({
        publicNetworkAccess: openSwitch(block),
        delegatedSubnetResourceId: block.text("delegated_subnet_id"),
      }),
      authConfig: {
        passwordAuth: switched(authentication?.flag("password_auth_enabled") ?? true),
        activeDirectoryAuth: switched(authentication?.flag("active_directory_auth_enabled") ?? false),
      },
      dataEncryption: { type: block.block("customer_managed_key") ? "AzureKeyVault" : "SystemManaged" },
    },
  };
};

const postgres = "Microsoft.DBforPostgreSQL/flexibleServers";
const beneathServer = { attribute: "server_id", between: "" };

export const appKinds: Readonly<Record<string, AzurermKind>> = {
  azurerm_container_app_environment: { type: "Microsoft.App/managedEnvironments", read: environment },
  azurerm_container_app: { type: "Microsoft.App/containerApps", read: app },
  azurerm_kubernetes_cluster: { type: "Microsoft.ContainerService/managedClusters", read: cluster },
  azurerm_kubernetes_cluster_node_pool: {
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    parent: { attribute: "kubernetes_cluster_id", between: "" },
    read: (block) => ({ properties: poolOf(block) }),
  },
  azurerm_postgresql_flexible_server: { type: postgres, read: server },
  azurerm_postgresql_flexible_server_firewall_rule: {
    type: `${postgres}/firewallRules`,
    parent: beneathServer,
    read: (block) => ({
      properties: {
        startIpAddress: block.text("start_ip_address") ?? "0.0.0.0",
        endIpAddress: block.text("end_ip_address") ?? "255.255.255.255",
      },
    }),
  },
  azurerm_postgresql_flexible_server_configuration: {
    type: `${postgres}/configurations`,
    parent: beneathServer,
    read: (block) => ({ properties: present({ value: block.text("value") }) }),
  },
};
