import type { Row } from "../row.ts";
import { asset, key, location, place, project, under } from "./asset.ts";

const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const everyone = [{ role: "roles/storage.objectViewer", members: ["allUsers"] }];
const bucket = (name: string, data: object, bindings?: typeof everyone) => ({
  ...asset("storage.googleapis.com/Bucket", name, { name, location: "EU", ...data }, bindings),
});
const account = (form: string) => `${form}@${project}.iam.gserviceaccount.com`;
const own = { role: "roles/run.invoker", members: [`serviceAccount:${account("good")}`] };
const service = (form: string, ingress: string, container: object) => ({
  name: `${under}/services/${form}`,
  uid: form,
  ingress,
  uri: `https://${form}.a.run.app`,
  template: {
    ...(form === "good" ? { serviceAccount: account("good"), vpcAccess: { egress: "ALL_TRAFFIC" } } : {}),
    containers: [container],
  },
});
const run = {
  good: service("good", "INGRESS_TRAFFIC_INTERNAL_ONLY", {
    image: "europe-west4-docker.pkg.dev/acme-ai/good/chat:1",
    env: [{ name: "TABLE", value: "claims" }],
  }),
  bad: service("bad", "INGRESS_TRAFFIC_ALL", {
    image: "europe-west4-docker.pkg.dev/acme-ai/bad/chat:latest",
    env: [{ name: "OPENAI_API_KEY", value: secret }],
  }),
};
const dataset = (form: string, access: readonly object[], more: object) => ({
  id: `${project}:${form}`,
  datasetReference: { projectId: project, datasetId: form },
  location: "EU",
  access,
  ...more,
});
const datasets = {
  good: dataset("good", [{ role: "OWNER", userByEmail: "owner@example.com" }], {
    defaultEncryptionConfiguration: { kmsKeyName: key },
  }),
  bad: dataset("bad", [{ role: "READER", specialGroup: "allAuthenticatedUsers" }], {}),
};

export const surroundings: readonly Row[] = [
  {
    type: "google_kms_crypto_key",
    parts: ["google_kms_key_ring", "google_kms_crypto_key_iam_member"],
    hcl: `
    resource "google_kms_key_ring" "ai" {
      name = "ai"
      ${place}
    }
    resource "google_kms_crypto_key" "good" {
      name = "good"
      key_ring = google_kms_key_ring.ai.id
      purpose = "ENCRYPT_DECRYPT"
      rotation_period = "7776000s"
    }
    resource "google_kms_crypto_key" "bad" {
      name = "bad"
      key_ring = google_kms_key_ring.ai.id
      purpose = "ENCRYPT_DECRYPT"
    }
    resource "google_kms_crypto_key_iam_member" "bad" {
      crypto_key_id = google_kms_crypto_key.bad.id
      role = "roles/cloudkms.cryptoKeyDecrypter"
      member = "allAuthenticatedUsers"
    }`,
    resources: [
      asset("cloudkms.googleapis.com/CryptoKey", key, {
        name: key,
        purpose: "ENCRYPT_DECRYPT",
        rotationPeriod: "7776000s",
        versionTemplate: { protectionLevel: "SOFTWARE", algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" },
      }),
      asset(
        "cloudkms.googleapis.com/CryptoKey",
        `${under}/keyRings/ai/cryptoKeys/bad`,
        {
          name: `${under}/keyRings/ai/cryptoKeys/bad`,
          purpose: "ENCRYPT_DECRYPT",
          versionTemplate: { protectionLevel: "SOFTWARE", algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" },
        },
        [{ role: "roles/cloudkms.cryptoKeyDecrypter", members: ["allAuthenticatedUsers"] }],
      ),
    ],
    answers: [],
  },
  {
    type: "google_storage_bucket",
    parts: ["google_storage_bucket_iam_member"],
    hcl: `
    resource "google_storage_bucket" "good" {
      name = "acme-good"
      project = "${project}"
      location = "EU"
      uniform_bucket_level_access = true
      public_access_prevention = "enforced"
      versioning { enabled = true }
      logging { log_bucket = "acme-logs" }
      encryption { default_kms_key_name = google_kms_crypto_key.good.id }
    }
    resource "google_storage_bucket" "bad" {
      name = "acme-bad"
      project = "${project}"
      location = "EU"
    }
    resource "google_storage_bucket_iam_member" "bad" {
      bucket = google_storage_bucket.bad.name
      role = "roles/storage.objectViewer"
      member = "allUsers"
    }`,
    resources: [
      bucket("acme-good", {
        iamConfiguration: { publicAccessPrevention: "enforced", uniformBucketLevelAccess: { enabled: true } },
        versioning: { enabled: true },
        logging: { logBucket: "acme-logs", logObjectPrefix: "acme-good" },
        encryption: { defaultKmsKeyName: key },
      }),
      bucket(
        "acme-bad",
        {
          iamConfiguration: {
            publicAccessPrevention: "inherited",
            uniformBucketLevelAccess: { enabled: false },
          },
        },
        everyone,
      ),
    ],
    answers: [],
  },
  {
    type: "google_service_account",
    parts: ["google_service_account_iam_binding"],
    hcl: `
    resource "google_service_account" "good" {
      account_id = "good"
      project = "${project}"
    }
    resource "google_service_account_iam_binding" "good" {
      service_account_id = google_service_account.good.name
      role = "roles/iam.serviceAccountViewer"
      members = ["user:owner@example.com"]
    }
    resource "google_service_account" "bad" {
      account_id = "bad"
      project = "${project}"
    }
    resource "google_service_account_iam_binding" "bad" {
      service_account_id = google_service_account.bad.name
      role = "roles/iam.serviceAccountTokenCreator"
      members = ["allAuthenticatedUsers"]
    }`,
    resources: [
      asset(
        "iam.googleapis.com/ServiceAccount",
        `projects/${project}/serviceAccounts/${account("good")}`,
        {
          name: `projects/${project}/serviceAccounts/${account("good")}`,
          email: account("good"),
          uniqueId: "1",
        },
        [{ role: "roles/iam.serviceAccountViewer", members: ["user:owner@example.com"] }],
      ),
      asset(
        "iam.googleapis.com/ServiceAccount",
        `projects/${project}/serviceAccounts/${account("bad")}`,
        {
          name: `projects/${project}/serviceAccounts/${account("bad")}`,
          email: account("bad"),
          uniqueId: "2",
        },
        [{ role: "roles/iam.serviceAccountTokenCreator", members: ["allAuthenticatedUsers"] }],
      ),
    ],
    answers: [],
  },
  {
    type: "google_cloud_run_v2_service",
    parts: ["google_cloud_run_v2_service_iam_member"],
    hcl: `
    resource "google_cloud_run_v2_service" "good" {
      name = "good"
      ${place}
      ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY"
      template {
        service_account = google_service_account.good.email
        containers {
          image = "europe-west4-docker.pkg.dev/acme-ai/good/chat:1"
          env {
            name = "TABLE"
            value = "claims"
          }
        }
        vpc_access { egress = "ALL_TRAFFIC" }
      }
    }
    resource "google_cloud_run_v2_service_iam_member" "good" {
      name = google_cloud_run_v2_service.good.name
      location = "${location}"
      role = "roles/run.invoker"
      member = google_service_account.good.member
    }
    resource "google_cloud_run_v2_service" "bad" {
      name = "bad"
      ${place}
      ingress = "INGRESS_TRAFFIC_ALL"
      template {
        containers {
          image = "europe-west4-docker.pkg.dev/acme-ai/bad/chat:latest"
          env {
            name = "OPENAI_API_KEY"
            value = "${secret}"
          }
        }
      }
    }
    resource "google_cloud_run_v2_service_iam_member" "bad" {
      name = google_cloud_run_v2_service.bad.name
      location = "${location}"
      role = "roles/run.invoker"
      member = "allUsers"
    }`,
    resources: [
      asset("run.googleapis.com/Service", `${under}/services/good`, run.good, [own]),
      asset("run.googleapis.com/Service", `${under}/services/bad`, run.bad, [
        { role: "roles/run.invoker", members: ["allUsers"] },
      ]),
    ],
    answers: [["run:projects.locations.services.list", {}, { services: [run.good, run.bad] }]],
  },
  {
    type: "google_bigquery_dataset",
    parts: ["google_bigquery_dataset_iam_member"],
    hcl: `
    resource "google_bigquery_dataset" "good" {
      dataset_id = "good"
      project = "${project}"
      location = "EU"
      access {
        role = "OWNER"
        user_by_email = "owner@example.com"
      }
      default_encryption_configuration { kms_key_name = google_kms_crypto_key.good.id }
    }
    resource "google_bigquery_dataset_iam_member" "good" {
      dataset_id = google_bigquery_dataset.good.dataset_id
      role = "roles/bigquery.dataViewer"
      member = google_service_account.good.member
    }
    resource "google_bigquery_dataset" "bad" {
      dataset_id = "bad"
      project = "${project}"
      location = "EU"
      access {
        role = "READER"
        special_group = "allAuthenticatedUsers"
      }
    }`,
    resources: [
      asset("bigquery.googleapis.com/Dataset", `projects/${project}/datasets/good`, datasets.good, [
        { role: "roles/bigquery.dataViewer", members: [`serviceAccount:${account("good")}`] },
      ]),
      asset("bigquery.googleapis.com/Dataset", `projects/${project}/datasets/bad`, datasets.bad),
    ],
    answers: [
      ["bigquery:datasets.get", { datasetId: "good" }, datasets.good],
      ["bigquery:datasets.get", { datasetId: "bad" }, datasets.bad],
    ],
  },
  {
    type: "google_artifact_registry_repository",
    untold: { "image-registry/scanned": "Unless a repository refuses it, the project decides" },
    parts: ["google_artifact_registry_repository_iam_member"],
    hcl: `
    resource "google_artifact_registry_repository" "good" {
      repository_id = "good"
      ${place}
      format = "DOCKER"
      kms_key_name = google_kms_crypto_key.good.id
      docker_config { immutable_tags = true }
      vulnerability_scanning_config { enablement_config = "INHERITED" }
    }
    resource "google_artifact_registry_repository" "bad" {
      repository_id = "bad"
      ${place}
      format = "DOCKER"
      vulnerability_scanning_config { enablement_config = "DISABLED" }
    }
    resource "google_artifact_registry_repository_iam_member" "bad" {
      repository = google_artifact_registry_repository.bad.name
      ${place}
      role = "roles/artifactregistry.reader"
      member = "allUsers"
    }`,
    resources: [
      asset("artifactregistry.googleapis.com/Repository", `${under}/repositories/good`, {
        name: `${under}/repositories/good`,
        format: "DOCKER",
        mode: "STANDARD_REPOSITORY",
        kmsKeyName: key,
        dockerConfig: { immutableTags: true },
        vulnerabilityScanningConfig: { enablementConfig: "INHERITED", enablementState: "SCANNING_ACTIVE" },
      }),
      asset(
        "artifactregistry.googleapis.com/Repository",
        `${under}/repositories/bad`,
        {
          name: `${under}/repositories/bad`,
          format: "DOCKER",
          mode: "STANDARD_REPOSITORY",
          vulnerabilityScanningConfig: { enablementConfig: "DISABLED", enablementState: "SCANNING_DISABLED" },
        },
        [{ role: "roles/artifactregistry.reader", members: ["allUsers"] }],
      ),
    ],
    answers: [],
  },
  {
    type: "google_secret_manager_secret",
    parts: ["google_secret_manager_secret_iam_member"],
    hcl: `
    resource "google_secret_manager_secret" "good" {
      secret_id = "good"
      project = "${project}"
      replication {
        auto {
          customer_managed_encryption { kms_key_name = google_kms_crypto_key.good.id }
        }
      }
      rotation {
        rotation_period = "2592000s"
        next_rotation_time = "2027-01-01T00:00:00Z"
      }
    }
    resource "google_secret_manager_secret" "bad" {
      secret_id = "bad"
      project = "${project}"
      replication {
        auto {}
      }
    }
    resource "google_secret_manager_secret_iam_member" "bad" {
      secret_id = google_secret_manager_secret.bad.secret_id
      project = "${project}"
      role = "roles/secretmanager.secretAccessor"
      member = "allAuthenticatedUsers"
    }`,
    resources: [
      asset("secretmanager.googleapis.com/Secret", `projects/${project}/secrets/good`, {
        name: `projects/${project}/secrets/good`,
        replication: { automatic: { customerManagedEncryption: { kmsKeyName: key } } },
        rotation: { rotationPeriod: "2592000s", nextRotationTime: "2027-01-01T00:00:00Z" },
      }),
      asset(
        "secretmanager.googleapis.com/Secret",
        `projects/${project}/secrets/bad`,
        { name: `projects/${project}/secrets/bad`, replication: { automatic: {} } },
        [{ role: "roles/secretmanager.secretAccessor", members: ["allAuthenticatedUsers"] }],
      ),
    ],
    answers: [],
  },
];
