import type { ApiShape } from "../api-shape.ts";
import type { Block } from "../block.ts";
import { buildTriggerOf } from "./builds.ts";
import { admissionPolicyOf, clusterOf } from "./clusters.ts";
import { alloyClusterOf, alloyInstanceOf, sqlInstanceOf } from "./databases.ts";

/** How a type of Terraform's is found among what Google Cloud answers. */
export type GoogleKind = {
  /** Its type in the Asset Inventory. */
  asset: string;
  /** Attributes that may hold its last name. Without one it has the provider's own. */
  name: readonly string[];
  /** What its name begins with after the project: `locations/{location}/endpoints`. */
  collection: string;
  /** The listing that tells of it too, and the member of the answer. */
  listed?: { call: string; field: string; within?: "region" | "location" };
  shape?: ApiShape;
  /** Where the provider's words are not the service's in another case: what is read of it, and nothing else. */
  read?: (block: Block) => Record<string, unknown>;
};

const vertex = (collection: string, asset: string, lists: readonly string[] = []): GoogleKind => ({
  asset: `aiplatform.googleapis.com/${asset}`,
  name: collection === "endpoints" ? ["name"] : [],
  collection: `locations/{location}/${collection}`,
  listed: { call: `aiplatform:projects.locations.${collection}.list`, field: collection, within: "region" },
  shape: { lists: ["deployed_models", "deployed_indexes", "env", "secret_env", ...lists], maps: ["labels"] },
});

/** Of what Vertex AI keeps, which the Asset Inventory alone tells. */
const store = (collection: string, asset: string): GoogleKind => ({
  asset: `aiplatform.googleapis.com/${asset}`,
  name: ["name"],
  collection: `locations/{location}/${collection}`,
  shape: { maps: ["labels"] },
});

export const googleKinds: Readonly<Record<string, GoogleKind>> = {
  google_storage_bucket: {
    asset: "storage.googleapis.com/Bucket",
    name: ["name"],
    collection: "buckets",
    shape: { maps: ["labels"] },
  },
  google_vertex_ai_endpoint: vertex("endpoints", "Endpoint"),
  google_vertex_ai_index: vertex("indexes", "Index"),
  google_vertex_ai_index_endpoint: vertex("indexEndpoints", "IndexEndpoint"),
  google_vertex_ai_dataset: vertex("datasets", "Dataset"),
  google_vertex_ai_reasoning_engine: vertex("reasoningEngines", "ReasoningEngine"),
  google_vertex_ai_featurestore: store("featurestores", "Featurestore"),
  google_vertex_ai_feature_online_store: store("featureOnlineStores", "FeatureOnlineStore"),
  google_vertex_ai_metadata_store: store("metadataStores", "MetadataStore"),
  google_vertex_ai_tensorboard: store("tensorboards", "Tensorboard"),
  google_workbench_instance: {
    asset: "notebooks.googleapis.com/Instance",
    name: ["name"],
    collection: "locations/{location}/instances",
    listed: { call: "notebooks:projects.locations.instances.list", field: "instances" },
    shape: {
      lists: ["service_accounts", "data_disks", "network_interfaces", "access_configs"],
      renamed: { disable_public_ip: "disablePublicIp" },
      maps: ["labels", "metadata"],
    },
  },
  google_cloud_run_v2_service: {
    asset: "run.googleapis.com/Service",
    name: ["name"],
    collection: "locations/{location}/services",
    listed: { call: "run:projects.locations.services.list", field: "services", within: "location" },
    shape: { lists: ["containers", "env", "volumes", "volume_mounts"], maps: ["labels"] },
  },
  google_service_account: {
    asset: "iam.googleapis.com/ServiceAccount",
    name: ["email"],
    collection: "serviceAccounts",
  },
  google_kms_crypto_key: {
    asset: "cloudkms.googleapis.com/CryptoKey",
    name: ["name"],
    collection: "",
    shape: { maps: ["labels"] },
  },
  google_bigquery_dataset: {
    asset: "bigquery.googleapis.com/Dataset",
    name: ["dataset_id"],
    collection: "datasets",
    shape: { lists: ["access"], maps: ["labels"] },
  },
  google_artifact_registry_repository: {
    asset: "artifactregistry.googleapis.com/Repository",
    name: ["repository_id"],
    collection: "locations/{location}/repositories",
    shape: { maps: ["labels"] },
  },
  google_cloudbuild_trigger: {
    asset: "cloudbuild.googleapis.com/BuildTrigger",
    name: ["name"],
    collection: "locations/{location}/triggers",
    read: buildTriggerOf,
  },
  google_apikeys_key: {
    asset: "apikeys.googleapis.com/Key",
    name: ["name"],
    collection: "locations/global/keys",
    shape: { lists: ["api_targets", "allowed_applications"] },
  },
  google_secret_manager_secret: {
    asset: "secretmanager.googleapis.com/Secret",
    name: ["secret_id"],
    collection: "secrets",
    shape: { lists: ["replicas"], renamed: { auto: "automatic" }, maps: ["labels"] },
  },
  google_model_armor_template: {
    asset: "modelarmor.googleapis.com/Template",
    name: ["template_id"],
    collection: "locations/{location}/templates",
    listed: { call: "modelarmor:projects.locations.templates.list", field: "templates", within: "location" },
    shape: { lists: ["rai_filters"], maps: ["labels"] },
  },
  google_discovery_engine_data_store: {
    asset: "discoveryengine.googleapis.com/DataStore",
    name: ["data_store_id"],
    collection: "locations/{location}/collections/default_collection/dataStores",
  },
  google_discovery_engine_search_engine: {
    asset: "discoveryengine.googleapis.com/Engine",
    name: ["engine_id"],
    collection: "locations/{location}/collections/default_collection/engines",
    shape: { texts: ["data_store_ids"] },
  },
  google_dialogflow_cx_agent: {
    asset: "dialogflow.googleapis.com/Agent",
    name: ["name"],
    collection: "locations/{location}/agents",
  },
  google_dialogflow_cx_security_settings: {
    asset: "dialogflow.googleapis.com/SecuritySettings",
    name: ["name"],
    collection: "locations/{location}/securitySettings",
  },
  google_dialogflow_cx_webhook: {
    asset: "dialogflow.googleapis.com/Webhook",
    name: ["name"],
    collection: "webhooks",
    shape: { maps: ["request_headers"] },
  },
  google_document_ai_processor: {
    asset: "documentai.googleapis.com/Processor",
    name: [],
    collection: "locations/{location}/processors",
  },
  google_container_cluster: {
    asset: "container.googleapis.com/Cluster",
    name: ["name"],
    collection: "locations/{location}/clusters",
    read: clusterOf,
  },
  google_binary_authorization_policy: {
    asset: "binaryauthorization.googleapis.com/Policy",
    name: [],
    collection: "",
    read: admissionPolicyOf,
  },
  google_sql_database_instance: {
    asset: "sqladmin.googleapis.com/Instance",
    name: ["name"],
    collection: "instances",
    read: sqlInstanceOf,
  },
  google_alloydb_cluster: {
    asset: "alloydb.googleapis.com/Cluster",
    name: ["cluster_id"],
    collection: "locations/{location}/clusters",
    read: alloyClusterOf,
  },
  google_alloydb_instance: {
    asset: "alloydb.googleapis.com/Instance",
    name: ["instance_id"],
    collection: "",
    read: alloyInstanceOf,
  },
};
