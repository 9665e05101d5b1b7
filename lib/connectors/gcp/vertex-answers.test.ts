import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import {
  collectGcp,
  denied,
  parent,
  projectId,
  projectNumber,
  region,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { vertexDatasets } from "./vertex-datasets.ts";
import { vertexEndpoints } from "./vertex-endpoints.ts";
import { vertexIndexEndpoints } from "./vertex-index-endpoints.ts";
import { vertexIndexes } from "./vertex-indexes.ts";
import { vertexModels } from "./vertex-models.ts";
import { vertexCustomJobs, vertexTrainingPipelines } from "./vertex-training.ts";

const kmsKeyName = `projects/${projectId}/locations/${region}/keyRings/ai/cryptoKeys/vertex`;
const shared = {
  labels: { owner: "claims" },
  encryptionSpec: { kmsKeyName },
  createTime: "2026-03-01T00:00:00Z",
  updateTime: "2026-03-02T00:00:00Z",
  etag: "AMEw",
};
const collections = {
  models: vertexModels,
  endpoints: vertexEndpoints,
  indexes: vertexIndexes,
  indexEndpoints: vertexIndexEndpoints,
  datasets: vertexDatasets,
  trainingPipelines: vertexTrainingPipelines,
  customJobs: vertexCustomJobs,
} satisfies Record<string, Collector>;
type Collection = keyof typeof collections;
const operationOf = (collection: Collection) => `aiplatform:projects.locations.${collection}.list`;
const collect = (collection: Collection, records: object[], given: Answers = {}) =>
  collectGcp(collections[collection], { [operationOf(collection)]: { [collection]: records }, ...given });

/** One record of each collection, as its list tells it. */
const records: Record<Collection, { name: string } & Record<string, unknown>> = {
  models: {
    ...shared,
    name: `${parent}/models/4711`,
    displayName: "fraud",
    versionId: "3",
    versionAliases: ["default"],
    artifactUri: "gs://claims-models/fraud/3/",
    containerSpec: {
      imageUri: `${region}-docker.pkg.dev/${projectId}/serving/fraud:3`,
      ports: [{ containerPort: 8080 }],
    },
    supportedDeploymentResourcesTypes: ["DEDICATED_RESOURCES"],
    modelSourceInfo: { sourceType: "CUSTOM" },
  },
  endpoints: {
    ...shared,
    name: `${parent}/endpoints/77`,
    displayName: "score",
    deployedModels: [
      {
        id: "1",
        model: `${parent}/models/4711@3`,
        serviceAccount: `serve@${projectId}.iam.gserviceaccount.com`,
        enableAccessLogging: true,
      },
    ],
    trafficSplit: { "1": 100 },
    predictRequestResponseLoggingConfig: {
      enabled: true,
      samplingRate: 0.2,
      bigqueryDestination: { outputUri: `bq://${projectId}.logs.requests` },
    },
    dedicatedEndpointEnabled: true,
    dedicatedEndpointDns: `77.${region}-${projectNumber}.prediction.vertexai.goog`,
  },
  indexes: {
    ...shared,
    name: `${parent}/indexes/55`,
    displayName: "policies",
    metadata: {
      contentsDeltaUri: "gs://claims-vectors/policies",
      config: { dimensions: 768, approximateNeighborsCount: 150 },
    },
    indexStats: { vectorsCount: "120000", shardsCount: 1 },
    indexUpdateMethod: "STREAM_UPDATE",
  },
  indexEndpoints: {
    ...shared,
    name: `${parent}/indexEndpoints/66`,
    displayName: "search",
    publicEndpointEnabled: true,
    publicEndpointDomainName: `1234.${region}-${projectNumber}.vdb.vertexai.goog`,
    deployedIndexes: [
      {
        id: "d1",
        index: `${parent}/indexes/55`,
        enableAccessLogging: true,
        automaticResources: { minReplicaCount: 2 },
      },
    ],
  },
  datasets: {
    ...shared,
    name: `${parent}/datasets/88`,
    displayName: "claims",
    metadataSchemaUri: "gs://google-cloud-aiplatform/schema/dataset/metadata/tabular_1.0.0.yaml",
    metadata: {
      inputConfig: {
        gcsSource: { uri: ["gs://claims-raw/2026.csv"] },
        bigquerySource: { uri: `bq://${projectId}.features.claims` },
      },
    },
  },
  trainingPipelines: {
    ...shared,
    name: `${parent}/trainingPipelines/99`,
    displayName: "train-fraud",
    state: "PIPELINE_STATE_SUCCEEDED",
    inputDataConfig: { datasetId: "88", fractionSplit: { trainingFraction: 0.8 } },
    trainingTaskDefinition:
      "gs://google-cloud-aiplatform/schema/trainingjob/definition/custom_task_1.0.0.yaml",
    trainingTaskInputs: {
      workerPoolSpecs: [
        {
          replicaCount: 1,
          containerSpec: {
            imageUri: `${region}-docker.pkg.dev/${projectId}/training/fraud:9`,
            args: ["--in=gs://claims-raw/x"],
          },
        },
      ],
      serviceAccount: `train@${projectId}.iam.gserviceaccount.com`,
      network: `projects/${projectNumber}/global/networks/ai`,
      baseOutputDirectory: { outputUriPrefix: "gs://claims-models/out" },
    },
    modelToUpload: { name: `${parent}/models/4711`, displayName: "fraud" },
  },
  customJobs: {
    ...shared,
    name: `${parent}/customJobs/12`,
    displayName: "tune",
    state: "JOB_STATE_RUNNING",
    jobSpec: {
      workerPoolSpecs: [
        {
          containerSpec: {
            imageUri: `${region}-docker.pkg.dev/${projectId}/training/tune:1`,
            command: ["python", "-m", "tune"],
            env: [{ name: "DATA", value: "gs://claims-raw/y" }],
          },
        },
      ],
      serviceAccount: `train@${projectId}.iam.gserviceaccount.com`,
      baseOutputDirectory: { outputUriPrefix: "gs://claims-models/out" },
    },
  },
};

describe("each collection's record, told in full", () => {
  test.each<[Collection, object, object, string[]]>([
    [
      "models",
      {
        source: "CUSTOM",
        artifactUri: "gs://claims-models/fraud/3/",
        containerImage: `${region}-docker.pkg.dev/${projectId}/serving/fraud:3`,
        kmsKey: kmsKeyName,
      },
      { origin: "custom", publisher: null, version: "3", lifecycle: "unstated", customerKey: true },
      ["stores-artifacts-in storage:claims-models", "pulls-image artifactregistry:repositories/serving"],
    ],
    [
      "endpoints",
      { deployedModelCount: 1, loggedShare: 0.2, kmsKey: kmsKeyName },
      { publicNetwork: true, keyAuthentication: false, logsRequests: true, customerKey: true },
      [
        "serves aiplatform:models/4711",
        `runs-as iam:serviceAccounts/serve@${projectId}.iam.gserviceaccount.com`,
        "logs-to bigquery:datasets/logs",
      ],
    ],
    [
      "indexes",
      { contentsUri: "gs://claims-vectors/policies", kmsKey: kmsKeyName },
      {
        publicNetwork: false,
        keyAuthentication: false,
        broadAccess: false,
        customerKey: true,
        accessLogging: true,
        hosts: [],
      },
      ["ingests storage:claims-vectors"],
    ],
    [
      "indexEndpoints",
      { deployedIndexCount: 1 },
      {
        publicNetwork: true,
        keyAuthentication: false,
        broadAccess: false,
        customerKey: true,
        accessLogging: true,
        hosts: [`1234.${region}-${projectNumber}.vdb.vertexai.goog`],
      },
      ["serves aiplatform:indexes/55"],
    ],
    [
      "datasets",
      { sources: ["gs://claims-raw/2026.csv", `bq://${projectId}.features.claims`], kmsKey: kmsKeyName },
      { publicRead: false, customerKey: true, externalPrincipals: [] },
      ["ingests storage:claims-raw", "ingests bigquery:datasets/features"],
    ],
    [
      "trainingPipelines",
      { state: "PIPELINE_STATE_SUCCEEDED", serviceAccount: `train@${projectId}.iam.gserviceaccount.com` },
      { networkIsolation: true, privateNetwork: true, volumeCustomerKey: true, outputCustomerKey: true },
      [
        "in-network compute:global/networks/ai",
        "trained-on aiplatform:datasets/88",
        "trained-on storage:claims-raw",
        "stores-artifacts-in storage:claims-models",
        "pulls-image artifactregistry:repositories/training",
        `runs-as iam:serviceAccounts/train@${projectId}.iam.gserviceaccount.com`,
        "produces aiplatform:models/4711",
      ],
    ],
    [
      "customJobs",
      { state: "JOB_STATE_RUNNING", serviceAccount: `train@${projectId}.iam.gserviceaccount.com` },
      { networkIsolation: false, privateNetwork: false, volumeCustomerKey: true, outputCustomerKey: true },
      [
        "trained-on storage:claims-raw",
        "stores-artifacts-in storage:claims-models",
        "pulls-image artifactregistry:repositories/training",
        `runs-as iam:serviceAccounts/train@${projectId}.iam.gserviceaccount.com`,
      ],
    ],
  ])("%s", async (collection, properties, facets, edges) => {
    const record = records[collection];
    const { only, relationships, outcome } = await collect(collection, [record]);
    const name = record.name.replace(projectNumber, projectId);
    expect(outcome.state).toBe("complete");
    expect(only()).toMatchObject({
      key: `//aiplatform.googleapis.com/${name}`,
      name: record["displayName"],
      account: projectId,
      region,
      tags: { owner: "claims" },
    });
    expect(only().properties).toEqual(properties);
    expect(only().facets).toEqual(facets);
    const own = relationships.filter(({ from }) => from === only().key);
    const subject = `aiplatform:${name.slice(name.indexOf(`/${collection}/`) + 1)}`;
    expect(told(own)).toEqual([
      `${subject} encrypted-by cloudkms:keyRings/ai/cryptoKeys/vertex`,
      ...edges.map((edge) => `${subject} ${edge}`),
    ]);
  });
});

describe("each collection's record, told in as little as possible", () => {
  test.each(Object.keys(collections) as Collection[])("%s", async (collection) => {
    const { only, relationships, outcome } = await collect(collection, [{ name: records[collection].name }]);
    expect(outcome.state).toBe("complete");
    expect(only()).toMatchObject({ name: records[collection].name.split("/").at(-1), tags: {} });
    expect(JSON.stringify(only().facets)).not.toMatch(
      /"(customerKey|volumeCustomerKey|outputCustomerKey|logsRequests)":true/,
    );
    expect(relationships).toEqual([]);
  });
});

describe("each collection's list", () => {
  test.each(Object.keys(collections) as Collection[])(
    "%s: pages, an empty page, what is odd, denied and gone",
    async (collection) => {
      const record = records[collection];
      const operation = operationOf(collection);
      const second = { ...record, name: `${record.name}1` };
      const pages: Record<string, object> = {
        a: { nextPageToken: "b" },
        b: { [collection]: [second] },
      };
      const paged = await collect(collection, [], {
        [operation]: ({ pageToken }) =>
          typeof pageToken === "string"
            ? (pages[pageToken] ?? {})
            : { [collection]: [record], nextPageToken: "a" },
      });
      expect(paged.resources).toHaveLength(2);
      const asked = paged.calls.filter((call) => call.operation === operation);
      expect(asked.map(({ input }) => input["pageToken"])).toEqual([undefined, "a", "b"]);

      const empty = await collect(collection, [], { [operation]: {} });
      expect(empty).toMatchObject({ outcome: { state: "complete" }, resources: [] });

      const odd = await collect(collection, [
        { displayName: "no name" },
        record,
        { ...record, labels: { a: 1 } },
      ]);
      expect(odd.resources).toHaveLength(1);
      expect(odd.outcome.unparsed).toHaveLength(2);
      expect(odd.outcome.state).not.toBe("complete");

      const refused = await collect(collection, [], { [operation]: denied(`aiplatform.${collection}.list`) });
      expect(refused.outcome).toMatchObject({
        state: "denied",
        unknown: { permission: `aiplatform.${collection}.list` },
      });

      const unreached = await collect(collection, [], {
        [operation]: { [collection]: [record], unreachable: [parent] },
      });
      expect(unreached.outcome).toMatchObject({ state: "failed", unknown: { reason: "failed" } });
    },
  );
});
