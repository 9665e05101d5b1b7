import type { Row } from "../row.ts";
import { asset, key, location, place, project, under, vertexRow } from "./asset.ts";

const ownKey = "encryption_spec { kms_key_name = google_kms_crypto_key.good.id }";
const encryptionSpec = { kmsKeyName: key };
const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const notebook = (form: string) => `projects/${project}/locations/${location}-a/instances/${form}`;
const metadata = {
  "notebook-disable-root": "true",
  "disable-legacy-endpoints": "true",
  "notebook-disable-downloads": "true",
};

export const vertex: readonly Row[] = [
  vertexRow({
    stem: "endpoint",
    collection: "endpoints",
    asset: "Endpoint",
    where: place,
    hcl: {
      good: `${ownKey}
      private_service_connect_config { enable_private_service_connect = true }
      predict_request_response_logging_config {
        enabled = true
        sampling_rate = 1
        bigquery_destination { output_uri = "bq://acme-ai.good.requests" }
      }`,
      bad: `predict_request_response_logging_config {
        enabled = true
        sampling_rate = 1
        bigquery_destination { output_uri = "bq://acme-ai.bad.requests" }
      }`,
    },
    data: {
      good: {
        encryptionSpec,
        privateServiceConnectConfig: { enablePrivateServiceConnect: true, projectAllowlist: [project] },
        predictRequestResponseLoggingConfig: {
          enabled: true,
          samplingRate: 1,
          bigqueryDestination: { outputUri: "bq://acme-ai.good.requests" },
        },
      },
      bad: {
        predictRequestResponseLoggingConfig: {
          enabled: true,
          samplingRate: 1,
          bigqueryDestination: { outputUri: "bq://acme-ai.bad.requests" },
        },
      },
    },
  }),
  vertexRow({
    stem: "index",
    collection: "indexes",
    asset: "Index",
    hcl: {
      good: `metadata { contents_delta_uri = "gs://acme-good/passages" }
      ${ownKey}`,
      bad: 'metadata { contents_delta_uri = "gs://acme-bad/passages" }',
    },
    data: {
      good: {
        metadata: { contentsDeltaUri: "gs://acme-good/passages" },
        encryptionSpec,
        indexUpdateMethod: "BATCH_UPDATE",
      },
      bad: { metadata: { contentsDeltaUri: "gs://acme-bad/passages" }, indexUpdateMethod: "BATCH_UPDATE" },
    },
  }),
  vertexRow({
    stem: "index_endpoint",
    collection: "indexEndpoints",
    parts: ["google_vertex_ai_index_endpoint_deployed_index"],
    asset: "IndexEndpoint",
    hcl: {
      good: `public_endpoint_enabled = false
      ${ownKey}
    }
    resource "google_vertex_ai_index_endpoint_deployed_index" "good" {
      deployed_index_id = "good"
      index_endpoint = google_vertex_ai_index_endpoint.good.id
      index = google_vertex_ai_index.good.id
      enable_access_logging = true`,
      bad: "public_endpoint_enabled = true",
    },
    data: {
      good: {
        publicEndpointEnabled: false,
        encryptionSpec,
        deployedIndexes: [{ id: "good", index: `${under}/indexes/good`, enableAccessLogging: true }],
      },
      bad: { publicEndpointEnabled: true, publicEndpointDomainName: "1.europe-west4-1.vdb.vertexai.goog" },
    },
  }),
  vertexRow({
    stem: "dataset",
    collection: "datasets",
    asset: "Dataset",
    hcl: {
      good: `metadata_schema_uri = "gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml"
      ${ownKey}`,
      bad: 'metadata_schema_uri = "gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml"',
    },
    data: { good: { encryptionSpec }, bad: {} },
  }),
  vertexRow({
    stem: "reasoning_engine",
    collection: "reasoningEngines",
    asset: "ReasoningEngine",
    hcl: {
      good: `${ownKey}
      spec {
        agent_framework = "google-adk"
        service_account = google_service_account.good.email
        deployment_spec {
          env {
            name = "TABLE"
            value = "claims"
          }
        }
      }`,
      bad: `spec {
        agent_framework = "google-adk"
        service_account = google_service_account.bad.email
        deployment_spec {
          env {
            name = "OPENAI_API_KEY"
            value = "${secret}"
          }
        }
      }`,
    },
    data: {
      good: {
        encryptionSpec,
        spec: {
          agentFramework: "google-adk",
          serviceAccount: `good@${project}.iam.gserviceaccount.com`,
          deploymentSpec: { env: [{ name: "TABLE", value: "claims" }] },
        },
      },
      bad: {
        spec: {
          agentFramework: "google-adk",
          serviceAccount: `bad@${project}.iam.gserviceaccount.com`,
          deploymentSpec: { env: [{ name: "OPENAI_API_KEY", value: secret }] },
        },
      },
    },
  }),
  {
    type: "google_workbench_instance",
    hcl: `
    resource "google_workbench_instance" "good" {
      name = "good"
      project = "${project}"
      location = "${location}-a"
      gce_setup {
        machine_type = "e2-standard-4"
        disable_public_ip = true
        service_accounts { email = google_service_account.good.email }
        boot_disk {
          disk_encryption = "CMEK"
          kms_key = google_kms_crypto_key.good.id
        }
        data_disks {
          disk_encryption = "CMEK"
          kms_key = google_kms_crypto_key.good.id
        }
        shielded_instance_config {
          enable_secure_boot = true
          enable_vtpm = true
          enable_integrity_monitoring = true
        }
        metadata = { ${Object.entries(metadata)
          .map(([name, value]) => `${name} = "${value}"`)
          .join(", ")} }
      }
    }
    resource "google_workbench_instance" "bad" {
      name = "bad"
      project = "${project}"
      location = "${location}-a"
      gce_setup {
        machine_type = "e2-standard-4"
        network_interfaces {
          network = "projects/${project}/global/networks/default"
          access_configs { external_ip = "203.0.113.7" }
        }
      }
    }`,
    resources: [],
    answers: [
      [
        "notebooks:projects.locations.instances.list",
        {},
        {
          instances: [
            {
              name: notebook("good"),
              state: "ACTIVE",
              gceSetup: {
                machineType: "e2-standard-4",
                disablePublicIp: true,
                serviceAccounts: [{ email: `good@${project}.iam.gserviceaccount.com` }],
                bootDisk: { diskEncryption: "CMEK", kmsKey: key },
                dataDisks: [{ diskEncryption: "CMEK", kmsKey: key }],
                shieldedInstanceConfig: {
                  enableSecureBoot: true,
                  enableVtpm: true,
                  enableIntegrityMonitoring: true,
                },
                metadata,
              },
            },
            {
              name: notebook("bad"),
              state: "ACTIVE",
              gceSetup: {
                machineType: "e2-standard-4",
                networkInterfaces: [
                  {
                    network: `projects/${project}/global/networks/default`,
                    accessConfigs: [{ externalIp: "203.0.113.7" }],
                  },
                ],
                bootDisk: { diskEncryption: "GMEK" },
                dataDisks: [{ diskEncryption: "GMEK" }],
              },
            },
          ],
        },
      ],
    ],
  },
  {
    type: "google_document_ai_processor",
    hcl: `
    resource "google_document_ai_processor" "good" {
      display_name = "good"
      project = "${project}"
      location = "eu"
      type = "OCR_PROCESSOR"
      kms_key_name = google_kms_crypto_key.good.id
    }
    resource "google_document_ai_processor" "bad" {
      display_name = "bad"
      project = "${project}"
      location = "eu"
      type = "OCR_PROCESSOR"
    }`,
    resources: ["good", "bad"].map((form) =>
      asset("documentai.googleapis.com/Processor", `projects/${project}/locations/eu/processors/${form}`, {
        name: `projects/${project}/locations/eu/processors/${form}`,
        displayName: form,
        type: "OCR_PROCESSOR",
        state: "ENABLED",
        ...(form === "good" ? { kmsKeyName: key } : {}),
      }),
    ),
    answers: [],
  },
];
