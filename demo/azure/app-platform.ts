import { allLogs, diagnostics, list, location, resourceId, systemIdentity, type Thing } from "./arm.ts";

const tags = { owner: "platform", environment: "production" };
const network = (type: string, name: string) => resourceId("rg-network", `Microsoft.Network/${type}`, name);
const vnetId = network("virtualNetworks", "vnet-prod");
const groupIds = ["apps", "private", "aks", "gateway"].map(
  (name) => [name, network("networkSecurityGroups", `nsg-${name}`)] as const,
);
const wafId = network("ApplicationGatewayWebApplicationFirewallPolicies", "waf-prod");

/** Clusters, apps and networks that the teams share: private, filtered, and signed in to by name. */
export const appPlatform = (): Thing[] => [
  virtualNetwork(),
  ...groupIds.map(([name, id]) => securityGroup(name, id)),
  publicAddress(),
  webGateway(),
  firewallPolicy(),
  cluster(),
  environment(),
  containerApp(),
  bot(),
];

const plain = (id: string, type: string, properties: unknown): Thing => ({
  row: { id, name: id.slice(id.lastIndexOf("/") + 1), type, location, tags, properties },
  answers: {},
});

const managerId = network("networkManagers", "nm-central");

/** What the company's network manager forbids in every network, whatever the groups of a subnet say. */
const noShellsFromOutside = {
  id: `${managerId}/securityAdminConfigurations/base/ruleCollections/all/rules/DenyShells`,
  kind: "Custom",
  properties: {
    access: "Deny",
    direction: "Inbound",
    priority: 100,
    protocol: "Tcp",
    sources: [{ addressPrefixType: "ServiceTag", addressPrefix: "Internet" }],
    destinations: [{ addressPrefixType: "IPPrefix", addressPrefix: "*" }],
    sourcePortRanges: ["0-65535"],
    destinationPortRanges: ["22", "3389"],
    provisioningState: "Succeeded",
  },
  ruleCollectionAppliesToGroups: [{ networkGroupId: `${managerId}/networkGroups/all` }],
};

const virtualNetwork = (): Thing => ({
  ...plain(vnetId, "microsoft.network/virtualnetworks", {
    addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
    subnets: groupIds.map(([name, id], at) => ({
      name: `snet-${name}`,
      properties: {
        addressPrefix: `10.20.${at}.0/24`,
        networkSecurityGroup: { id },
        routeTable: { id: network("routeTables", "rt-firewall") },
        defaultOutboundAccess: false,
      },
    })),
    virtualNetworkPeerings: [],
  }),
  answers: {
    "Microsoft.Network/ListNetworkManagerEffectiveSecurityAdminRules": list(noShellsFromOutside),
  },
});

const securityGroup = (name: string, id: string): Thing =>
  plain(id, "microsoft.network/networksecuritygroups", {
    subnets: [{ id: `${vnetId}/subnets/snet-${name}` }],
    securityRules: [
      rule("AllowGateway", {
        direction: "Inbound",
        access: "Allow",
        priority: 100,
        destinationPortRange: "443",
        sourceAddressPrefix: name === "gateway" ? "Internet" : "10.20.3.0/24",
      }),
      rule("DenyInternetOut", {
        direction: "Outbound",
        access: "Deny",
        priority: 4_000,
        destinationPortRange: "*",
        destinationAddressPrefix: "Internet",
      }),
    ],
  });

const rule = (name: string, properties: object) => ({
  name,
  properties: {
    protocol: "Tcp",
    sourcePortRange: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
    ...properties,
  },
});

const publicAddress = (): Thing =>
  plain(network("publicIPAddresses", "pip-agw-prod"), "microsoft.network/publicipaddresses", {
    ipAddress: "192.0.2.40",
    publicIPAllocationMethod: "Static",
    ipConfiguration: { id: `${network("applicationGateways", "agw-prod")}/frontendIPConfigurations/public` },
  });

const httpsPort = `${network("applicationGateways", "agw-prod")}/frontendPorts/https`;
const webGateway = (): Thing =>
  plain(network("applicationGateways", "agw-prod"), "microsoft.network/applicationgateways", {
    sku: { name: "WAF_v2", tier: "WAF_v2" },
    firewallPolicy: { id: wafId },
    frontendIPConfigurations: [
      {
        name: "public",
        properties: { publicIPAddress: { id: network("publicIPAddresses", "pip-agw-prod") } },
      },
    ],
    gatewayIPConfigurations: [
      { name: "gateway", properties: { subnet: { id: `${vnetId}/subnets/snet-gateway` } } },
    ],
    frontendPorts: [{ name: "https", id: httpsPort, properties: { port: 443 } }],
    httpListeners: [
      {
        name: "https",
        properties: {
          protocol: "Https",
          hostName: "claims.acme-insurance.example",
          frontendPort: { id: httpsPort },
        },
      },
    ],
    backendAddressPools: [
      { name: "claims", properties: { backendAddresses: [{ fqdn: "app-claims.azurewebsites.net" }] } },
    ],
    sslPolicy: {
      policyType: "Predefined",
      policyName: "AppGwSslPolicy20220101",
      minProtocolVersion: "TLSv1_2",
    },
  });

const firewallPolicy = (): Thing =>
  plain(wafId, "microsoft.network/applicationgatewaywebapplicationfirewallpolicies", {
    policySettings: { state: "Enabled", mode: "Prevention" },
    customRules: [
      { name: "rate", priority: 10, ruleType: "RateLimitRule", state: "Enabled", action: "Block" },
    ],
    managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" }] },
  });

function cluster(): Thing {
  const name = "aks-platform";
  const id = resourceId("rg-platform", "Microsoft.ContainerService/managedClusters", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.containerservice/managedclusters",
      location,
      tags,
      sku: { name: "Base" },
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        kubernetesVersion: "1.33.2",
        enableRBAC: true,
        disableLocalAccounts: true,
        aadProfile: { managed: true, enableAzureRBAC: true },
        apiServerAccessProfile: { enablePrivateCluster: true },
        oidcIssuerProfile: {
          enabled: true,
          issuerURL: "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/",
        },
        securityProfile: {
          workloadIdentity: { enabled: true },
          azureKeyVaultKms: { enabled: true, keyId: "https://kv-platform-01.vault.azure.net/keys/kms/1" },
          defender: { securityMonitoring: { enabled: true } },
        },
        networkProfile: {
          networkPlugin: "azure",
          networkPolicy: "cilium",
          outboundType: "userDefinedRouting",
        },
        agentPoolProfiles: [{ name: "system", vmSize: "Standard_D4ds_v5", enableNodePublicIP: false }],
      },
    },
    answers: { [diagnostics]: allLogs(id) },
  };
}

const environmentId = resourceId("rg-platform", "Microsoft.App/managedEnvironments", "cae-platform");

const environment = (): Thing =>
  plain(environmentId, "microsoft.app/managedenvironments", {
    vnetConfiguration: { internal: true, infrastructureSubnetId: `${vnetId}/subnets/snet-apps` },
  });

function containerApp(): Thing {
  const name = "ca-mail-intake";
  const id = resourceId("rg-platform", "Microsoft.App/containerApps", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.app/containerapps",
      location,
      tags,
      identity: systemIdentity(id),
      properties: {
        provisioningState: "Succeeded",
        environmentId,
        configuration: {
          ingress: {
            external: false,
            fqdn: `${name}.internal.cae-platform.westeurope.azurecontainerapps.io`,
            allowInsecure: false,
            clientCertificateMode: "ignore",
          },
          secrets: [
            {
              name: "mail-login",
              keyVaultUrl: "https://kv-platform-01.vault.azure.net/secrets/mail-login",
              identity: "system",
            },
          ],
        },
        template: {
          containers: [
            {
              name: "intake",
              image: "acrplatform.azurecr.io/mail-intake:2.4.0",
              env: [
                { name: "MAIL_LOGIN", secretRef: "mail-login" },
                { name: "STORAGE_ACCOUNT_URL", value: "https://stdocumentsfiles.blob.core.windows.net" },
              ],
            },
          ],
        },
      },
    },
    answers: {
      "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": list({
        id: `${id}/authConfigs/current`,
        name: "current",
        properties: {
          platform: { enabled: true },
          globalValidation: { unauthenticatedClientAction: "Return401" },
        },
      }),
    },
  };
}

function bot(): Thing {
  const name = "bot-service-desk";
  const id = resourceId("rg-platform", "Microsoft.BotService/botServices", name);
  return {
    row: {
      id,
      name,
      type: "microsoft.botservice/botservices",
      kind: "azurebot",
      location: "global",
      tags,
      sku: { name: "S1" },
      properties: {
        provisioningState: "Succeeded",
        displayName: "Service desk",
        endpoint: "https://service-desk.acme-insurance.example/api/messages",
        msaAppType: "SingleTenant",
        isCmekEnabled: true,
        disableLocalAuth: true,
        publicNetworkAccess: "Disabled",
        enabledChannels: ["msteams"],
      },
    },
    answers: { [diagnostics]: allLogs(id) },
  };
}
