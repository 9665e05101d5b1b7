import type { Row } from "../row.ts";
import { asset, key, location, place, project, under } from "./asset.ts";

const account = `good@${project}.iam.gserviceaccount.com`;
const whole = (name: string, where: string, more: object) => ({
  name,
  location: where,
  currentMasterVersion: "1.33.5-gke.1000",
  nodePools: [],
  ...more,
});
const zone = `${location}-a`;

/** Words and defaults: website/docs/r/container_cluster and container_node_pool of the provider, version 7. */
export const clusters: readonly Row[] = [
  {
    type: "google_container_cluster",
    parts: ["google_container_node_pool", "google_binary_authorization_policy"],
    hcl: `
    resource "google_binary_authorization_policy" "good" {
      project = "${project}"
      default_admission_rule {
        evaluation_mode = "ALWAYS_ALLOW"
        enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
      }
      cluster_admission_rules {
        cluster = "${location}.good"
        evaluation_mode = "REQUIRE_ATTESTATION"
        enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
        require_attestations_by = ["projects/${project}/attestors/build"]
      }
    }
    resource "google_container_cluster" "good" {
      name = "good"
      ${place}
      remove_default_node_pool = true
      initial_node_count = 1
      datapath_provider = "ADVANCED_DATAPATH"
      private_cluster_config {
        enable_private_nodes = true
        enable_private_endpoint = true
      }
      master_authorized_networks_config {
        cidr_blocks { cidr_block = "10.0.0.0/8" }
      }
      control_plane_endpoints_config {
        dns_endpoint_config { allow_external_traffic = false }
      }
      workload_identity_config { workload_pool = "${project}.svc.id.goog" }
      binary_authorization { evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE" }
      database_encryption {
        state = "ENCRYPTED"
        key_name = google_kms_crypto_key.good.id
      }
    }
    resource "google_container_node_pool" "good" {
      name = "models"
      cluster = google_container_cluster.good.id
      node_config {
        machine_type = "g2-standard-8"
        service_account = google_service_account.good.email
        guest_accelerator {
          type = "nvidia-l4"
          count = 1
        }
      }
    }
    resource "google_container_cluster" "bad" {
      name = "bad"
      project = "${project}"
      location = "${zone}"
      initial_node_count = 3
      enable_legacy_abac = true
      node_config {
        machine_type = "a2-highgpu-1g"
      }
      master_authorized_networks_config {
        cidr_blocks { cidr_block = "0.0.0.0/0" }
      }
    }
    resource "google_container_cluster" "bad_name" {
      name = "bad-name"
      ${place}
      initial_node_count = 3
      private_cluster_config { enable_private_endpoint = true }
      control_plane_endpoints_config {
        dns_endpoint_config { allow_external_traffic = true }
        ip_endpoints_config { enabled = false }
      }
    }`,
    resources: [
      asset("binaryauthorization.googleapis.com/Policy", `projects/${project}/policy`, {
        name: `projects/${project}/policy`,
        defaultAdmissionRule: {
          evaluationMode: "ALWAYS_ALLOW",
          enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG",
        },
        clusterAdmissionRules: {
          [`${location}.good`]: {
            evaluationMode: "REQUIRE_ATTESTATION",
            enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG",
            requireAttestationsBy: [`projects/${project}/attestors/build`],
          },
        },
      }),
      asset(
        "container.googleapis.com/Cluster",
        `${under}/clusters/good`,
        whole("good", location, {
          autopilot: {},
          binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
          databaseEncryption: { state: "ENCRYPTED", keyName: key },
          shieldedNodes: { enabled: true },
          networkConfig: { datapathProvider: "ADVANCED_DATAPATH" },
          workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
          masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "10.0.0.0/8" }] },
          privateClusterConfig: { enablePrivateEndpoint: true, enablePrivateNodes: true },
          controlPlaneEndpointsConfig: {
            dnsEndpointConfig: { allowExternalTraffic: false },
            ipEndpointsConfig: { enabled: true, enablePublicEndpoint: false },
          },
          nodePools: [
            {
              name: "models",
              config: {
                machineType: "g2-standard-8",
                serviceAccount: account,
                accelerators: [{ acceleratorCount: "1", acceleratorType: "nvidia-l4" }],
                workloadMetadataConfig: { mode: "GKE_METADATA" },
              },
            },
          ],
        }),
      ),
      asset(
        "container.googleapis.com/Cluster",
        `projects/${project}/zones/${zone}/clusters/bad`,
        whole("bad", zone, {
          legacyAbac: { enabled: true },
          shieldedNodes: { enabled: true },
          databaseEncryption: { state: "DECRYPTED" },
          masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] },
          nodePools: [
            { name: "default-pool", config: { machineType: "a2-highgpu-1g", serviceAccount: "default" } },
          ],
        }),
      ),
      asset(
        "container.googleapis.com/Cluster",
        `${under}/clusters/bad-name`,
        whole("bad-name", location, {
          shieldedNodes: { enabled: true },
          privateClusterConfig: { enablePrivateEndpoint: true },
          controlPlaneEndpointsConfig: {
            dnsEndpointConfig: { allowExternalTraffic: true },
            ipEndpointsConfig: { enabled: false },
          },
          nodePools: [{ name: "default-pool", config: { serviceAccount: "default" } }],
        }),
      ),
    ],
    answers: [],
  },
];
