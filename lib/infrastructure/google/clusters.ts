import type { Block } from "../block.ts";
import { present } from "../present.ts";
import type { GoogleAsset, GoogleEstate } from "./estate.ts";

const cluster = "google_container_cluster";
const pool = "google_container_node_pool";
const policy = "google_binary_authorization_policy";

/** A cluster without its node pools, which may stand in it or beside it. */
export const clusterOf = (block: Block): Record<string, unknown> =>
  present({
    name: block.known("name"),
    location: block.known("location"),
    endpoint: block.known("endpoint"),
    resourceLabels: block.map("resource_labels"),
    currentMasterVersion: block.known("master_version") ?? block.known("min_master_version"),
    autopilot: switched(block, "enable_autopilot"),
    legacyAbac: switched(block, "enable_legacy_abac"),
    shieldedNodes: switched(block, "enable_shielded_nodes", true),
    enableTpu: block.flag("enable_tpu"),
    binaryAuthorization: admissionOf(block.block("binary_authorization")),
    databaseEncryption: textsOf(block.block("database_encryption"), { state: "state", key_name: "keyName" }),
    networkPolicy: { enabled: block.block("network_policy")?.flag("enabled") ?? false },
    networkConfig: present({ datapathProvider: block.text("datapath_provider") }),
    workloadIdentityConfig: textsOf(block.block("workload_identity_config"), {
      workload_pool: "workloadPool",
    }),
    masterAuthorizedNetworksConfig: authorizedIn(block.block("master_authorized_networks_config")),
    controlPlaneEndpointsConfig: endpointsIn(block.block("control_plane_endpoints_config")),
    privateClusterConfig: flagsOf(block.block("private_cluster_config"), {
      enable_private_endpoint: "enablePrivateEndpoint",
      enable_private_nodes: "enablePrivateNodes",
    }),
  });

const switched = (block: Block, name: string, isOnByDefault = false) => ({
  enabled: block.flag(name) ?? isOnByDefault,
});

const textsOf = (block: Block | undefined, names: Readonly<Record<string, string>>) =>
  block && present(Object.fromEntries(Object.entries(names).map(([name, to]) => [to, block.text(name)])));

const flagsOf = (block: Block | undefined, names: Readonly<Record<string, string>>) =>
  block && present(Object.fromEntries(Object.entries(names).map(([name, to]) => [to, block.flag(name)])));

const admissionOf = (block: Block | undefined) =>
  block && present({ enabled: block.flag("enabled"), evaluationMode: block.text("evaluation_mode") });

/** The block alone switches it on: without any range in it nobody outside is let in. */
const authorizedIn = (block: Block | undefined) =>
  block && {
    enabled: true,
    gcpPublicCidrsAccessEnabled: block.flag("gcp_public_cidrs_access_enabled") ?? false,
    cidrBlocks: block.blocks("cidr_blocks").map((one) => present({ cidrBlock: one.text("cidr_block") })),
  };

const endpointsIn = (block: Block | undefined) =>
  block &&
  present({
    dnsEndpointConfig: flagsOf(block.block("dns_endpoint_config"), {
      allow_external_traffic: "allowExternalTraffic",
    }),
    ipEndpointsConfig: flagsOf(block.block("ip_endpoints_config"), { enabled: "enabled" }),
  });

/** The pools of a cluster: in its own blocks, beside it, or the one that it is made with. */
export function nodePoolsOf(estate: GoogleEstate, block: Block): Record<string, unknown>[] {
  const within = block.blocks("node_pool");
  const beside = estate.all(pool).filter((one) => isOf(one, block));
  const isMetadataHidden = block.block("workload_identity_config")?.text("workload_pool") !== undefined;
  const named = [...within, ...beside].map((one, index) => ({
    name: one.known("name") ?? `pool-${index}`,
    config: nodeOf(one.block("node_config"), isMetadataHidden),
  }));
  const keepsFirst = within.length === 0 && block.flag("remove_default_node_pool") !== true;
  if (!keepsFirst) return named;
  return [{ name: "default-pool", config: nodeOf(block.block("node_config"), isMetadataHidden) }, ...named];
}

/** A pool names its cluster by name or by path; one whose cluster is not known yet may be of any. */
function isOf(one: Block, block: Block): boolean {
  const named = one.known("cluster");
  const name = block.known("name");
  if (named === null || name === null) return block.guess([true, false]) ?? true;
  return named === name || named.endsWith(`/clusters/${name}`);
}

/** Where pods have identities of their own, new pools hide the credentials of their nodes unless told otherwise. */
const nodeOf = (node: Block | undefined, isMetadataHidden: boolean) =>
  present({
    serviceAccount: node?.text("service_account"),
    machineType: node?.text("machine_type"),
    accelerators: node
      ?.blocks("guest_accelerator")
      .map((one) => present({ acceleratorType: one.text("type") })),
    workloadMetadataConfig: {
      mode:
        node?.block("workload_metadata_config")?.text("mode") ??
        (isMetadataHidden ? "GKE_METADATA" : "GCE_METADATA"),
    },
  });

/** What a project admits to its clusters: rules by `location.cluster`. */
export const admissionPolicyOf = (block: Block): Record<string, unknown> =>
  present({
    defaultAdmissionRule: ruleOf(block.block("default_admission_rule")),
    clusterAdmissionRules: Object.fromEntries(
      block.blocks("cluster_admission_rules").map((one) => [one.text("cluster") ?? "", ruleOf(one)]),
    ),
  });

const ruleOf = (rule: Block | undefined) =>
  textsOf(rule, { evaluation_mode: "evaluationMode", enforcement_mode: "enforcementMode" });

/** Clusters that do what the policy of their project says, where the code does not tell the policy. */
export function clustersOfUntoldPolicy(estate: GoogleEstate): readonly GoogleAsset[] {
  if (estate.all(policy).length > 0) return [];
  return estate.assets.filter(
    ({ type, data }) => type === cluster && asksPolicy(data["binaryAuthorization"]),
  );
}

const asksPolicy = (settings: unknown): boolean => {
  if (typeof settings !== "object" || settings === null) return false;
  const mode: unknown = Reflect.get(settings, "evaluationMode");
  return mode === undefined ? Reflect.get(settings, "enabled") === true : mode !== "DISABLED";
};
