import {
  appLabels,
  domain,
  kmsKeyName,
  project,
  region,
  serviceAccount,
  vertexIds,
  type Variant,
} from "./description.ts";

const parent = `projects/${project.number}/locations/${region}`;
const encryptionSpec = { kmsKeyName: kmsKeyName("vertex") };
const times = { createTime: "2026-05-18T09:12:44.103817Z", updateTime: "2026-10-02T14:31:07.552901Z" };
const image = `${region}-docker.pkg.dev/${project.id}/document-insights`;

/** Wrong until fixed: requests to the endpoint leave no trace. */
const endpoint = (variant: Variant) => ({
  name: `${parent}/endpoints/${vertexIds.endpoint}`,
  displayName: "document-classifier",
  labels: appLabels,
  deployedModels: [
    {
      id: "5562317790484660224",
      model: `${parent}/models/${vertexIds.model}`,
      modelVersionId: "3",
      displayName: "document-classifier",
      createTime: times.createTime,
      serviceAccount: serviceAccount("document-insights"),
      dedicatedResources: {
        machineSpec: { machineType: "n1-standard-4" },
        minReplicaCount: 1,
        maxReplicaCount: 3,
      },
    },
  ],
  trafficSplit: { "5562317790484660224": 100 },
  encryptionSpec,
  ...(variant === "fixed"
    ? {
        predictRequestResponseLoggingConfig: {
          enabled: true,
          samplingRate: 1,
          bigqueryDestination: { outputUri: `bq://${project.id}.document_features.request_response_logging` },
        },
      }
    : {}),
  ...times,
});

const model = {
  name: `${parent}/models/${vertexIds.model}`,
  displayName: "document-classifier",
  versionId: "3",
  versionAliases: ["default"],
  labels: appLabels,
  trainingPipeline: `${parent}/trainingPipelines/${vertexIds.pipeline}`,
  artifactUri: "gs://acme-documents-models/document-classifier/3",
  containerSpec: { imageUri: `${image}/classifier-serving:2026.10.1` },
  modelSourceInfo: { sourceType: "CUSTOM" },
  supportedDeploymentResourcesTypes: ["DEDICATED_RESOURCES"],
  encryptionSpec,
  ...times,
};

const dataset = {
  name: `${parent}/datasets/${vertexIds.dataset}`,
  displayName: "labelled-documents",
  metadataSchemaUri: "gs://google-cloud-aiplatform/schema/dataset/metadata/tabular_1.0.0.yaml",
  labels: appLabels,
  metadata: { inputConfig: { gcsSource: { uri: ["gs://acme-documents-training/labels/2026-09.csv"] } } },
  encryptionSpec,
  ...times,
};

const pipeline = {
  name: `${parent}/trainingPipelines/${vertexIds.pipeline}`,
  displayName: "document-classifier-3",
  labels: appLabels,
  inputDataConfig: { datasetId: vertexIds.dataset },
  trainingTaskDefinition: "gs://google-cloud-aiplatform/schema/trainingjob/definition/custom_task_1.0.0.yaml",
  trainingTaskInputs: {
    workerPoolSpecs: [
      {
        machineSpec: { machineType: "n1-standard-8" },
        replicaCount: "1",
        containerSpec: {
          imageUri: `${image}/classifier-training:2026.9.4`,
          args: ["--documents=gs://acme-documents-training/pages", "--epochs=12"],
        },
      },
    ],
    serviceAccount: serviceAccount("document-training"),
    network: `projects/${project.number}/global/networks/acme-training`,
    baseOutputDirectory: { outputUriPrefix: "gs://acme-documents-models/document-classifier/3" },
  },
  modelToUpload: { name: `${parent}/models/${vertexIds.model}`, displayName: "document-classifier" },
  state: "PIPELINE_STATE_SUCCEEDED",
  encryptionSpec,
  ...times,
};

const index = {
  name: `${parent}/indexes/${vertexIds.index}`,
  displayName: "document-passages",
  labels: appLabels,
  metadata: {
    contentsDeltaUri: "gs://acme-documents-corpus/embeddings",
    config: { dimensions: 768, distanceMeasureType: "DOT_PRODUCT_DISTANCE" },
  },
  indexUpdateMethod: "BATCH_UPDATE",
  deployedIndexes: [
    {
      indexEndpoint: `${parent}/indexEndpoints/${vertexIds.indexEndpoint}`,
      deployedIndexId: "document_passages",
    },
  ],
  encryptionSpec,
  ...times,
};

const indexEndpoint = {
  name: `${parent}/indexEndpoints/${vertexIds.indexEndpoint}`,
  displayName: "document-passages",
  labels: appLabels,
  network: `projects/${project.number}/global/networks/acme-serving`,
  deployedIndexes: [
    {
      id: "document_passages",
      index: `${parent}/indexes/${vertexIds.index}`,
      enableAccessLogging: true,
      createTime: times.createTime,
    },
  ],
  encryptionSpec,
  ...times,
};

const monitoringJob = {
  name: `${parent}/modelDeploymentMonitoringJobs/6640217783315562496`,
  displayName: "document-classifier-drift",
  labels: appLabels,
  endpoint: `${parent}/endpoints/${vertexIds.endpoint}`,
  state: "JOB_STATE_RUNNING",
  scheduleState: "RUNNING",
  modelDeploymentMonitoringObjectiveConfigs: [
    {
      deployedModelId: "5562317790484660224",
      objectiveConfig: { predictionDriftDetectionConfig: { driftThresholds: { pages: { value: 0.3 } } } },
    },
  ],
  modelMonitoringAlertConfig: {
    emailAlertConfig: { userEmails: [`document-ai@${domain}`] },
    enableLogging: true,
  },
  encryptionSpec,
  ...times,
};

const metadataStore = {
  name: `${parent}/metadataStores/default`,
  state: { diskUtilizationBytes: "18841" },
  encryptionSpec,
  ...times,
};

const pipelineRun = (day: string) => ({
  name: `${parent}/pipelineJobs/document-classifier-retraining-${day.replaceAll("-", "")}040000`,
  displayName: `document-classifier-retraining-${day.replaceAll("-", "")}040000`,
  labels: appLabels,
  createTime: `${day}T04:00:00Z`,
  endTime: `${day}T05:12:41Z`,
  state: "PIPELINE_STATE_SUCCEEDED",
  scheduleName: `${parent}/schedules/8102236619428855808`,
  pipelineSpec: { pipelineInfo: { name: "document-classifier-retraining" } },
  serviceAccount: serviceAccount("document-training"),
  network: `projects/${project.number}/global/networks/acme-training`,
  runtimeConfig: { gcsOutputDirectory: "gs://acme-documents-models/pipelines" },
  encryptionSpec,
});

/** What a regional Vertex AI listing answers; Google leaves empty lists out. */
export function vertexAnswer(operation: string, variant: Variant): unknown {
  switch (operation.replace("projects.locations.", "")) {
    case "models.list":
      return { models: [model] };
    case "endpoints.list":
      return { endpoints: [endpoint(variant)] };
    case "indexes.list":
      return { indexes: [index] };
    case "indexEndpoints.list":
      return { indexEndpoints: [indexEndpoint] };
    case "datasets.list":
      return { datasets: [dataset] };
    case "modelDeploymentMonitoringJobs.list":
      return { modelDeploymentMonitoringJobs: [monitoringJob] };
    case "trainingPipelines.list":
      return { trainingPipelines: [pipeline] };
    default:
      return {};
  }
}

export const vertexAssets = (variant: Variant) => [
  { type: "Model", data: model },
  { type: "Endpoint", data: endpoint(variant) },
  { type: "Dataset", data: dataset },
  { type: "TrainingPipeline", data: pipeline },
  { type: "Index", data: index },
  { type: "IndexEndpoint", data: indexEndpoint },
  { type: "MetadataStore", data: metadataStore },
  ...["2026-11-02", "2026-11-09"].map((day) => ({ type: "PipelineJob", data: pipelineRun(day) })),
];
