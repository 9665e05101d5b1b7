import { expect, test } from "vitest";

import { collectGcp, inventoryOf, projectId, told } from "#tests/support/recorded-gcp.ts";
import { clusters } from "./clusters.ts";

const asset = (data: object) => ({
  name: `//container.googleapis.com/projects/${projectId}/locations/europe-west4/clusters/serving`,
  assetType: "container.googleapis.com/Cluster",
  data: { name: "serving", location: "europe-west4", currentMasterVersion: "1.33.4-gke.100", ...data },
});
const policy = (data: object) => ({
  name: `//binaryauthorization.googleapis.com/projects/${projectId}/policy`,
  assetType: "binaryauthorization.googleapis.com/Policy",
  data,
});
const collect = (data: object, admission?: object) =>
  collectGcp(clusters, {
    "cloudasset:assets.list": inventoryOf(...(admission ? [policy(admission)] : []), asset(data)),
  });
const enforced = { binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" } };
const attested = { evaluationMode: "REQUIRE_ATTESTATION", enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG" };

test.each<[string, object, object | undefined, string]>([
  ["switched off", {}, { defaultAdmissionRule: attested }, "admitted"],
  [
    "switched on, with a policy that asks for a signature",
    enforced,
    { defaultAdmissionRule: attested },
    "refused",
  ],
  [
    "switched on in the old way",
    { binaryAuthorization: { enabled: true } },
    { defaultAdmissionRule: attested },
    "refused",
  ],
  [
    "switched on, with a policy that allows everything",
    enforced,
    { defaultAdmissionRule: { evaluationMode: "ALWAYS_ALLOW" } },
    "admitted",
  ],
  ["switched on, without a policy", enforced, undefined, "admitted"],
  [
    "rehearsed",
    enforced,
    { defaultAdmissionRule: { ...attested, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" } },
    "logged",
  ],
  [
    "switched on, with an exception for this cluster",
    enforced,
    {
      defaultAdmissionRule: attested,
      clusterAdmissionRules: { "europe-west4.serving": { evaluationMode: "ALWAYS_ALLOW" } },
    },
    "admitted",
  ],
  [
    "switched on for this cluster, and open by default",
    enforced,
    {
      defaultAdmissionRule: { evaluationMode: "ALWAYS_ALLOW" },
      clusterAdmissionRules: { "europe-west4.serving": attested },
    },
    "refused",
  ],
])("Binary Authorization %s", async (_, data, admission, unsignedImages) => {
  expect((await collect(data, admission)).only().properties).toMatchObject({ unsignedImages });
});

test.each<[string, object, boolean]>([
  ["no limit", {}, true],
  [
    "named networks",
    { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "192.0.2.0/24" }] } },
    false,
  ],
  [
    "everywhere by name",
    { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] } },
    true,
  ],
  [
    "networks of which one is half the internet",
    { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "128.0.0.0/1" }] } },
    true,
  ],
  [
    "named networks, beside whoever is a customer of Google Cloud",
    {
      masterAuthorizedNetworksConfig: {
        enabled: true,
        cidrBlocks: [{ cidrBlock: "192.0.2.0/24" }],
        gcpPublicCidrsAccessEnabled: true,
      },
    },
    true,
  ],
  ["a private endpoint", { privateClusterConfig: { enablePrivateEndpoint: true } }, false],
])("a control plane with %s", async (_, data, answersAtAddress) => {
  expect((await collect(data)).only()).toMatchObject({
    facets: { publicNetwork: answersAtAddress },
    properties: { answersAtAddress, dnsEndpoint: null },
  });
});

const office = { enabled: true, cidrBlocks: [{ cidrBlock: "192.0.2.0/24" }] };
const name = "gke-0a1b-582910347716.europe-west4.gke.goog";
test.each<[string, object, object, [publicNetwork: boolean, answersAtAddress: boolean]]>([
  ["no address and a name for all", { enabled: false }, { allowExternalTraffic: true }, [true, false]],
  ["no address and a name for none", { enabled: false }, { allowExternalTraffic: false }, [false, false]],
  ["no address and a name that says nothing of it", { enabled: false }, {}, [false, false]],
  ["an address of its own network", { enabled: true, enablePublicEndpoint: false }, {}, [false, false]],
  ["a public address", { enabled: true, enablePublicEndpoint: true }, {}, [true, true]],
  [
    "a public address for an office",
    { enabled: true, enablePublicEndpoint: true, authorizedNetworksConfig: office },
    {},
    [false, false],
  ],
  [
    "a public address for an office, and a name for all",
    { enabled: true, enablePublicEndpoint: true, authorizedNetworksConfig: office },
    { allowExternalTraffic: true },
    [true, false],
  ],
])(
  "a control plane with %s",
  async (_, ipEndpointsConfig, dnsEndpointConfig, [publicNetwork, answersAtAddress]) => {
    const { only } = await collect({
      controlPlaneEndpointsConfig: {
        ipEndpointsConfig,
        dnsEndpointConfig: { endpoint: name, ...dnsEndpointConfig },
      },
    });
    expect(only()).toMatchObject({
      facets: { publicNetwork },
      properties: { answersAtAddress, dnsEndpoint: name },
    });
  },
);

test("of a private endpoint told in the words of before, the words of today change nothing they leave out", async () => {
  const { only } = await collect({
    privateClusterConfig: { enablePrivateEndpoint: true },
    controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: true } },
  });
  expect(only().facets).toMatchObject({ publicNetwork: false });
});

test("node pools are looked at one by one", async () => {
  const { only, relationships } = await collect({
    nodePools: [
      { name: "default-pool", config: {} },
      {
        name: "gpu",
        config: {
          serviceAccount: `nodes@${projectId}.iam.gserviceaccount.com`,
          accelerators: [{ acceleratorType: "nvidia-l4" }],
          workloadMetadataConfig: { mode: "GKE_METADATA" },
        },
      },
    ],
  });
  expect(only().properties).toMatchObject({
    accelerators: true,
    defaultAccountPools: ["default-pool"],
    exposedMetadataPools: ["default-pool"],
  });
  expect(told(relationships)).toEqual([
    `container:clusters/serving runs-as iam:serviceAccounts/nodes@${projectId}.iam.gserviceaccount.com`,
  ]);
});

test.each<[object, object]>([
  [{}, { serviceAccount: null, guarded: false, scopes: [] }],
  [{ workloadMetadataConfig: { mode: "GKE_METADATA" } }, { guarded: true }],
  [{ workloadMetadataConfig: { mode: "GCE_METADATA" } }, { guarded: false }],
  [{ oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"] }, { scopes: null }],
  [{ oauthScopes: ["https://www.googleapis.com/auth/logging.write"] }, { scopes: ["logging.write"] }],
  [
    { serviceAccount: "nodes@p.iam.gserviceaccount.com" },
    { serviceAccount: "nodes@p.iam.gserviceaccount.com" },
  ],
])("a node pool with %j gives its pods %j", async (config, pool) => {
  const { only } = await collect({ nodePools: [{ name: "p", config }] });
  expect(only().properties).toMatchObject({ nodePools: [{ name: "p", ...pool }] });
});

test("Autopilot takes care of its nodes", async () => {
  const { only } = await collect({ autopilot: { enabled: true }, nodePools: [{ name: "p", config: {} }] });
  expect(only()).toMatchObject({
    properties: { defaultAccountPools: [], exposedMetadataPools: [], nodePools: [], shieldedNodes: true },
    facets: { workloadIdentity: true, networkPolicies: true },
  });
});

test("secrets are under a customer key where they are encrypted with one", async () => {
  const keyName = "projects/p/locations/l/keyRings/r/cryptoKeys/k";
  expect(
    (await collect({ databaseEncryption: { state: "ENCRYPTED", keyName } })).only().facets,
  ).toMatchObject({
    secretsCustomerKey: true,
  });
  expect(
    (await collect({ databaseEncryption: { state: "DECRYPTED", keyName } })).only().facets,
  ).toMatchObject({
    secretsCustomerKey: false,
  });
});
