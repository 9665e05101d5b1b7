import {
  appLabels,
  domain,
  kmsKeyName,
  noiseServices,
  project,
  region,
  serviceAccount,
  type Variant,
} from "./description.ts";

type PlatformAsset = { service: string; type: string; name: string; data: object };

const compute = `https://www.googleapis.com/compute/v1/projects/${project.id}`;
const networkNames = ["acme-serving", "acme-training", "acme-research"] as const;
const networkLink = (name: string): string => `${compute}/global/networks/${name}`;

const secret = (name: string): PlatformAsset => ({
  service: "secretmanager",
  type: "Secret",
  name: `projects/${project.number}/secrets/${name}`,
  data: {
    name: `projects/${project.number}/secrets/${name}`,
    labels: {},
    rotation: { rotationPeriod: "7776000s", nextRotationTime: "2027-01-10T00:00:00Z" },
    replication: {
      userManaged: {
        replicas: [{ location: region, customerManagedEncryption: { kmsKeyName: kmsKeyName("artifacts") } }],
      },
    },
  },
});

const trigger: PlatformAsset = {
  service: "cloudbuild",
  type: "BuildTrigger",
  name: `projects/${project.id}/locations/${region}/triggers/0c2f7a51-8d2e-4a8e-9a27-5f5d1f0a6b11`,
  data: {
    id: "0c2f7a51-8d2e-4a8e-9a27-5f5d1f0a6b11",
    name: "document-insights-release",
    resourceName: `projects/${project.id}/locations/${region}/triggers/0c2f7a51-8d2e-4a8e-9a27-5f5d1f0a6b11`,
    approvalConfig: { approvalRequired: true },
    repositoryEventConfig: { push: { branch: "^main$" } },
    serviceAccount: `projects/${project.id}/serviceAccounts/${serviceAccount("artifact-publisher")}`,
    build: {
      images: [`${region}-docker.pkg.dev/${project.id}/document-insights/app:$TAG_NAME`],
      steps: [{ name: "gcr.io/cloud-builders/docker", args: ["build", "."] }],
      options: { pool: { name: `projects/${project.id}/locations/${region}/workerPools/acme-builds` } },
    },
  },
};

const networks = networkNames.flatMap((name): PlatformAsset[] => [
  {
    service: "compute",
    type: "Network",
    name: `projects/${project.id}/global/networks/${name}`,
    data: { name, selfLink: networkLink(name), autoCreateSubnetworks: false },
  },
  {
    service: "compute",
    type: "Subnetwork",
    name: `projects/${project.id}/regions/${region}/subnetworks/${name}`,
    data: {
      name,
      network: networkLink(name),
      purpose: "PRIVATE",
      privateIpGoogleAccess: true,
      logConfig: { enable: true, flowSampling: 0.5 },
    },
  },
  firewall(name, "allow-internal", {
    direction: "INGRESS",
    priority: 1000,
    sourceRanges: ["10.20.0.0/16"],
    allowed: [{ IPProtocol: "tcp", ports: ["443", "8080"] }],
  }),
  firewall(name, "deny-egress", {
    direction: "EGRESS",
    priority: 65000,
    destinationRanges: ["0.0.0.0/0"],
    denied: [{ IPProtocol: "all" }],
  }),
]);

function firewall(network: string, name: string, rule: object): PlatformAsset {
  return {
    service: "compute",
    type: "Firewall",
    name: `projects/${project.id}/global/firewalls/${network}-${name}`,
    data: { name: `${network}-${name}`, network: networkLink(network), disabled: false, ...rule },
  };
}

/** Of research, whose notebooks anybody may call. */
const notebooksForAll = firewall("acme-research", "allow-notebooks", {
  direction: "INGRESS",
  priority: 1000,
  sourceRanges: ["0.0.0.0/0"],
  allowed: [{ IPProtocol: "tcp", ports: ["443"] }],
});

const policyLink = `${compute}/global/securityPolicies/document-insights`;
const groupLink = `${compute}/regions/${region}/networkEndpointGroups/document-insights`;
const backendLink = `${compute}/global/backendServices/document-insights`;
const mapLink = `${compute}/global/urlMaps/document-insights`;
const proxyLink = `${compute}/global/targetHttpsProxies/document-insights`;
const balancing = (type: string, link: string, data: object): PlatformAsset => ({
  service: "compute",
  type,
  name: link.replace("https://www.googleapis.com/compute/v1/", ""),
  data: { name: "document-insights", selfLink: link, ...data },
});

/** The way in to document-insights: an address of its own, Identity-Aware Proxy, and Cloud Armor before the service. */
const wayIn: PlatformAsset[] = [
  balancing("GlobalForwardingRule", `${compute}/global/forwardingRules/document-insights`, {
    IPAddress: "192.0.2.80",
    loadBalancingScheme: "EXTERNAL_MANAGED",
    target: proxyLink,
    portRange: "443-443",
    labels: appLabels,
  }),
  balancing("TargetHttpsProxy", proxyLink, { urlMap: mapLink }),
  balancing("UrlMap", mapLink, {
    defaultService: backendLink,
    hostRules: [{ hosts: [`documents.${domain}`], pathMatcher: "all" }],
    pathMatchers: [{ name: "all", defaultService: backendLink }],
  }),
  balancing("BackendService", backendLink, {
    loadBalancingScheme: "EXTERNAL_MANAGED",
    protocol: "HTTPS",
    iap: { enabled: true },
    securityPolicy: policyLink,
    logConfig: { enable: true, sampleRate: 1 },
    backends: [{ group: groupLink }],
  }),
  balancing("NetworkEndpointGroup", groupLink, {
    networkEndpointType: "SERVERLESS",
    region: `${compute}/regions/${region}`,
    cloudRun: { service: "document-insights" },
  }),
  balancing("SecurityPolicy", policyLink, {
    type: "CLOUD_ARMOR",
    rules: [
      { priority: 100, action: "throttle", preview: false },
      { priority: 200, action: "deny(403)", preview: false },
      { priority: 2147483647, action: "allow", preview: false },
    ],
  }),
];

const alertPolicy: PlatformAsset = {
  service: "monitoring",
  type: "AlertPolicy",
  name: `projects/${project.id}/alertPolicies/7712045531883026512`,
  data: {
    name: `projects/${project.id}/alertPolicies/7712045531883026512`,
    displayName: "Errors of the document classifier",
    enabled: true,
    conditions: [
      {
        conditionThreshold: {
          filter: 'metric.type = "aiplatform.googleapis.com/prediction/online/error_count"',
          comparison: "COMPARISON_GT",
          thresholdValue: 10,
        },
      },
    ],
    notificationChannels: [`projects/${project.id}/notificationChannels/1180226694451370213`],
  },
};

/** What surrounds the application, as the Asset Inventory holds it. */
export const platformAssets = (variant: Variant): PlatformAsset[] => [
  ...noiseServices().flatMap(({ name, secretVariables }) =>
    secretVariables.length > 0 ? [secret(`${name}-database`)] : [],
  ),
  trigger,
  ...networks,
  ...(variant === "fixed" ? [] : [notebooksForAll]),
  ...wayIn,
  alertPolicy,
];
