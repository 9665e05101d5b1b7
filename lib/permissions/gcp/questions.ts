import type { ResourceType } from "#lib/domain/resource.ts";

import type { AccessKind } from "../access.ts";

/** Any one of the permissions at the resource, or above it, amounts to the kind. */
export type GoogleQuestion = { kind: AccessKind; permission: string };

const ask =
  (kind: AccessKind) =>
  (prefix: string, ...verbs: string[]): GoogleQuestion[] =>
    verbs.map((verb) => ({ kind, permission: `${prefix}.${verb}` }));
const read = ask("can-read");
const write = ask("can-write");
const invoke = ask("can-invoke");
const manage = ask("can-manage");

const vertex = (plural: string, ...more: string[]) =>
  manage(`aiplatform.${plural}`, "update", "delete", ...more);
const job = (plural: string) => manage(`aiplatform.${plural}`, "cancel", "delete");
const predicts = invoke("aiplatform.endpoints", "predict", "streamingPredict");

export const googleQuestions: Readonly<Partial<Record<ResourceType, readonly GoogleQuestion[]>>> = {
  "gcp.storage.bucket": [
    ...read("storage.objects", "get"),
    ...write("storage.objects", "create", "update", "delete"),
    ...manage("storage.buckets", "update", "delete", "setIamPolicy"),
  ],
  "gcp.bigquery.dataset": [
    ...read("bigquery.tables", "getData"),
    ...write("bigquery.tables", "updateData", "create", "update", "delete"),
    ...manage("bigquery.datasets", "update", "delete", "setIamPolicy"),
  ],
  "gcp.sqladmin.instance": [
    ...read("cloudsql.instances", "export"),
    ...write("cloudsql.instances", "import"),
    ...manage("cloudsql.instances", "update", "delete"),
    ...manage("cloudsql.users", "create", "update"),
  ],
  "gcp.alloydb.cluster": manage("alloydb.clusters", "update", "delete"),

  "gcp.aiplatform.endpoint": [...predicts, ...vertex("endpoints", "deploy", "setIamPolicy")],
  "gcp.aiplatform.model": [...predicts, ...read("aiplatform.models", "export", "get"), ...vertex("models")],
  "gcp.aiplatform.dataset": [
    ...read("aiplatform.datasets", "export", "get"),
    ...write("aiplatform.datasets", "import", "update", "delete"),
    ...vertex("datasets"),
  ],
  "gcp.aiplatform.index": [
    ...read("aiplatform.indexEndpoints", "queryVectors"),
    ...write("aiplatform.indexes", "update"),
    ...vertex("indexes"),
  ],
  "gcp.aiplatform.index-endpoint": [
    ...read("aiplatform.indexEndpoints", "queryVectors"),
    ...vertex("indexEndpoints", "deploy"),
  ],
  "gcp.aiplatform.rag-corpus": [
    ...read("aiplatform.ragCorpora", "query"),
    ...write("aiplatform.ragFiles", "import", "upload", "delete"),
    ...vertex("ragCorpora"),
  ],
  "gcp.aiplatform.metadata-store": [
    ...read("aiplatform.artifacts", "get"),
    ...write("aiplatform.artifacts", "create", "update", "delete"),
    ...manage("aiplatform.metadataStores", "delete"),
  ],
  "gcp.aiplatform.featurestore": [
    ...read("aiplatform.entityTypes", "readFeatureValues", "exportFeatureValues"),
    ...write("aiplatform.entityTypes", "writeFeatureValues", "importFeatureValues"),
    ...vertex("featurestores"),
  ],
  "gcp.aiplatform.feature-online-store": [
    ...read("aiplatform.featureViews", "fetchFeatureValues", "searchNearestEntities"),
    ...vertex("featureOnlineStores"),
  ],
  "gcp.aiplatform.tensorboard": [
    ...read("aiplatform.tensorboardTimeSeries", "read"),
    ...vertex("tensorboards"),
  ],
  "gcp.aiplatform.reasoning-engine": [
    ...invoke("aiplatform.reasoningEngines", "query"),
    ...vertex("reasoningEngines"),
  ],
  "gcp.aiplatform.training-pipeline": job("trainingPipelines"),
  "gcp.aiplatform.custom-job": job("customJobs"),
  "gcp.aiplatform.tuning-job": job("tuningJobs"),
  "gcp.aiplatform.hyperparameter-tuning-job": job("hyperparameterTuningJobs"),
  "gcp.aiplatform.pipeline": job("pipelineJobs"),
  "gcp.aiplatform.notebook-runtime": manage("aiplatform.notebookRuntimes", "assign", "delete", "update"),
  "gcp.notebooks.instance": manage("notebooks.instances", "update", "delete", "setIamPolicy"),

  "gcp.discoveryengine.data-store": [
    ...read("discoveryengine.servingConfigs", "search"),
    ...read("discoveryengine.documents", "get"),
    ...write("discoveryengine.documents", "create", "import", "update", "delete", "purge"),
    ...manage("discoveryengine.dataStores", "update", "delete"),
  ],
  "gcp.discoveryengine.engine": [
    ...invoke("discoveryengine.servingConfigs", "search", "answer"),
    ...manage("discoveryengine.engines", "update", "delete"),
  ],
  "gcp.discoveryengine.assistant": [
    ...invoke("discoveryengine.assistants", "assist"),
    ...manage("discoveryengine.assistants", "update", "delete"),
  ],
  "gcp.dialogflow.agent": [
    ...invoke("dialogflow.sessions", "detectIntent", "streamingDetectIntent"),
    ...manage("dialogflow.agents", "update", "delete"),
    ...manage("dialogflow.playbooks", "update"),
  ],
  "gcp.dialogflow.safety-settings": manage("dialogflow.agents", "update"),
  "gcp.dialogflow.webhook": manage("dialogflow.webhooks", "update", "delete"),
  "gcp.dialogflow.tool": manage("dialogflow.tools", "update", "delete"),
  "gcp.documentai.processor": [
    ...invoke("documentai.processors", "processOnline", "processBatch"),
    ...manage("documentai.processors", "update", "delete"),
  ],
  "gcp.modelarmor.template": manage("modelarmor.templates", "update", "delete"),
  "gcp.modelarmor.floor-setting": manage("modelarmor.floorSettings", "update"),

  "gcp.secretmanager.secret": [
    ...read("secretmanager.versions", "access"),
    ...manage("secretmanager.secrets", "update", "delete", "setIamPolicy"),
    ...manage("secretmanager.versions", "add"),
  ],
  "gcp.cloudkms.key": [
    ...read("cloudkms.cryptoKeyVersions", "useToDecrypt"),
    ...manage("cloudkms.cryptoKeys", "update", "setIamPolicy"),
    ...manage("cloudkms.cryptoKeyVersions", "destroy"),
  ],
  "gcp.run.service": manage("run.services", "update", "delete", "setIamPolicy"),
  "gcp.cloudfunctions.function": manage(
    "cloudfunctions.functions",
    "update",
    "delete",
    "sourceCodeSet",
    "setIamPolicy",
  ),
  "gcp.artifactregistry.repository": [
    ...read("artifactregistry.repositories", "downloadArtifacts"),
    ...write("artifactregistry.repositories", "uploadArtifacts"),
    ...manage("artifactregistry.repositories", "update", "delete", "setIamPolicy"),
  ],
  "gcp.cloudbuild.trigger": manage("cloudbuild.builds", "update", "create"),
  "gcp.container.cluster": manage("container.clusters", "update", "delete"),

  "gcp.iam.service-account": [
    ...ask("can-assume")(
      "iam.serviceAccounts",
      "getAccessToken",
      "signJwt",
      "signBlob",
      "implicitDelegation",
    ),
    ...ask("can-assume")("iam.serviceAccountKeys", "create"),
    ...ask("can-pass")("iam.serviceAccounts", "actAs"),
    ...manage("iam.serviceAccounts", "update", "delete", "setIamPolicy", "disable"),
  ],
};

const nothing: readonly GoogleQuestion[] = [];
/** Who may change the project's policy may give itself any role in it. */
const givesRoles = manage("resourcemanager.projects", "setIamPolicy");
const complete = new Map(
  Object.entries(googleQuestions).map(([type, questions]) => [type, [...(questions ?? []), ...givesRoles]]),
);

export const googleQuestionsOf = (type: ResourceType): readonly GoogleQuestion[] =>
  complete.get(type) ?? nothing;
