import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { bedrockKnowledgeBases } from "./bedrock-knowledge-bases.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const key = arn("bedrock", "knowledge-base/POLICIES01");
const role = "arn:aws:iam::111122223333:role/service-role/knowledge-base";
const kmsKey = arn("kms", "key/1");
const embedding = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0";
const collectionArn = arn("aoss", "collection/07tjusf2h91cunochc");

/** `GetKnowledgeBase` and `GetDataSource`, with every member that is documented for these types. */
const base = {
  knowledgeBaseId: "POLICIES01",
  name: "policies",
  knowledgeBaseArn: key,
  description: "Policies of 2026",
  roleArn: role,
  knowledgeBaseConfiguration: {
    type: "VECTOR",
    vectorKnowledgeBaseConfiguration: {
      embeddingModelArn: embedding,
      embeddingModelConfiguration: {
        bedrockEmbeddingModelConfiguration: { dimensions: 1_024, embeddingDataType: "FLOAT32" },
      },
      supplementalDataStorageConfiguration: {
        storageLocations: [{ type: "S3", s3Location: { uri: "s3://images/" } }],
      },
    },
  },
  storageConfiguration: {
    type: "OPENSEARCH_SERVERLESS",
    opensearchServerlessConfiguration: {
      collectionArn,
      vectorIndexName: "policies",
      fieldMapping: { vectorField: "v", textField: "t", metadataField: "m" },
    },
  },
  status: "ACTIVE",
  createdAt: "2025-03-04T05:06:07.000Z",
  updatedAt: "2025-03-04T05:06:07.000Z",
  failureReasons: [],
};
const source = (dataSourceId: string, type: string, more: object = {}) => ({
  dataSource: {
    knowledgeBaseId: "POLICIES01",
    dataSourceId,
    name: `source-${dataSourceId.toLowerCase()}`,
    status: "AVAILABLE",
    description: "",
    dataSourceConfiguration: { type },
    serverSideEncryptionConfiguration: { kmsKeyArn: kmsKey },
    vectorIngestionConfiguration: { chunkingConfiguration: { chunkingStrategy: "SEMANTIC" } },
    dataDeletionPolicy: "DELETE",
    createdAt: "2025-03-04T05:06:07.000Z",
    updatedAt: "2025-03-04T05:06:07.000Z",
    failureReasons: [],
    ...more,
  },
});
const bucketSource = (id: string, bucketArn: string, more: object = {}) =>
  source(id, "S3", {
    dataSourceConfiguration: {
      type: "S3",
      s3Configuration: { bucketArn, inclusionPrefixes: ["2026/"], bucketOwnerAccountId: "999988887777" },
    },
    ...more,
  });
const sources: Record<string, object> = {
  BUCKET0001: bucketSource("BUCKET0001", "arn:aws:s3:::policies"),
  SITE000001: source("SITE000001", "WEB"),
  CONFLUENCE: source("CONFLUENCE", "CONFLUENCE"),
};
const answersFor = (given: Record<string, object>, more: Answers = {}): Answers => ({
  "bedrock-agent:ListKnowledgeBases": {
    knowledgeBaseSummaries: [
      {
        knowledgeBaseId: "POLICIES01",
        name: "policies",
        status: "ACTIVE",
        updatedAt: "2025-03-04T05:06:07.000Z",
      },
    ],
  },
  "bedrock-agent:GetKnowledgeBase": { knowledgeBase: base },
  "bedrock-agent:ListDataSources": {
    dataSourceSummaries: Object.keys(given).map((dataSourceId) => ({
      knowledgeBaseId: "POLICIES01",
      dataSourceId,
      name: "s",
      status: "AVAILABLE",
    })),
  },
  "bedrock-agent:GetDataSource": ({ dataSourceId }) => given[String(dataSourceId)],
  "bedrock-agent:ListTagsForResource": { tags: { team: "claims" } },
  ...more,
});
const collect = (more: Answers = {}, given = sources) =>
  collectRecorded(bedrockKnowledgeBases, answersFor(given, more));

describe("a knowledge base with everything Bedrock tells of one", () => {
  test("is shown with all of it", async () => {
    const recorded = await collect();
    expect(recorded.get(key)).toEqual({
      key,
      type: "aws.bedrock.knowledge-base",
      name: "policies",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims" },
      properties: {
        status: "ACTIVE",
        embeddingModel: embedding,
        storage: "OPENSEARCH_SERVERLESS",
        dataSources: [
          { id: "BUCKET0001", name: "source-bucket0001", kind: "S3", customerKey: true },
          { id: "SITE000001", name: "source-site000001", kind: "WEB", customerKey: true },
          { id: "CONFLUENCE", name: "source-confluence", kind: "CONFLUENCE", customerKey: true },
        ],
        syncs: [
          { source: "source-bucket0001", status: null },
          { source: "source-site000001", status: null },
          { source: "source-confluence", status: null },
        ],
      },
      facets: { customerKey: true },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      `indexes-into ${collectionArn}`,
      "ingests arn:aws:s3:::policies",
      "stores-artifacts-in arn:aws:s3:::images",
      `invokes ${embedding}`,
      `encrypted-by ${kmsKey}`,
      `hosted-on ${arn("bedrock", "service")}`,
    ]);
    expect(undeclared(bedrockKnowledgeBases, recorded)).toEqual([]);
  });

  test("without a key on one of its sources has none", async () => {
    const plain = {
      ...sources,
      BUCKET0001: bucketSource("BUCKET0001", "arn:aws:s3:::policies", {
        serverSideEncryptionConfiguration: undefined,
      }),
    };
    expect((await collect({}, plain)).get(key)?.facets).toEqual({ customerKey: false });
  });

  test.each<[string, object, string | null]>([
    [
      "Neptune",
      { neptuneAnalyticsConfiguration: { graphArn: arn("neptune-graph", "graph/g-1"), fieldMapping: {} } },
      arn("neptune-graph", "graph/g-1"),
    ],
    [
      "Aurora",
      {
        rdsConfiguration: {
          resourceArn: arn("rds", "cluster:c"),
          credentialsSecretArn: "s",
          databaseName: "d",
          tableName: "t",
        },
      },
      arn("rds", "cluster:c"),
    ],
    [
      "a domain",
      { opensearchManagedClusterConfiguration: { domainArn: arn("es", "domain/d"), domainEndpoint: "e" } },
      arn("es", "domain/d"),
    ],
    [
      "S3 vectors by bucket",
      { s3VectorsConfiguration: { vectorBucketArn: arn("s3vectors", "bucket/b") } },
      arn("s3vectors", "bucket/b"),
    ],
    [
      "S3 vectors by index",
      { s3VectorsConfiguration: { indexArn: arn("s3vectors", "bucket/b/index/i") } },
      arn("s3vectors", "bucket/b"),
    ],
    [
      "Pinecone, which is not ours",
      { pineconeConfiguration: { connectionString: "https://x.pinecone.io", credentialsSecretArn: "s" } },
      null,
    ],
    ["no place yet", {}, null],
  ])("keeps its vectors in %s", async (_, configuration, store) => {
    const recorded = await collect({
      "bedrock-agent:GetKnowledgeBase": {
        knowledgeBase: { ...base, storageConfiguration: { type: "ANY", ...configuration } },
      },
    });
    const edges = edgesOf(recorded, key).filter((edge) => edge.startsWith("indexes-into"));
    expect(edges).toEqual(store ? [`indexes-into ${store}`] : []);
  });

  test.each([
    [
      "Kendra",
      { type: "KENDRA", kendraKnowledgeBaseConfiguration: { kendraIndexArn: arn("kendra", "index/i") } },
    ],
    ["SQL", { type: "SQL", sqlKnowledgeBaseConfiguration: { type: "REDSHIFT" } }],
  ])("over %s embeds nothing", async (_, knowledgeBaseConfiguration) => {
    const knowledgeBase = { ...base, knowledgeBaseConfiguration, storageConfiguration: undefined };
    const recorded = await collect({ "bedrock-agent:GetKnowledgeBase": { knowledgeBase } });
    expect(recorded.get(key)?.properties).toMatchObject({ embeddingModel: null, storage: null });
    expect(edgesOf(recorded, key).join()).not.toMatch(/invokes/);
    expect(edgesOf(recorded, key).includes(`indexes-into ${arn("kendra", "index/i")}`)).toBe(
      knowledgeBaseConfiguration.type === "KENDRA",
    );
  });
});

describe("what cannot be read of a knowledge base", () => {
  test.each([
    "bedrock-agent:ListKnowledgeBases",
    "bedrock-agent:GetKnowledgeBase",
    "bedrock-agent:ListDataSources",
    "bedrock-agent:GetDataSource",
  ])("%s denied ends the collection: what it ingests would look like nothing", async (call) => {
    expect((await collect({ [call]: "denied" })).outcome).toMatchObject({
      state: "denied",
      unknown: { call },
    });
  });

  test("its tags denied are unknown, and nothing else is", async () => {
    expect(unknownsOf(await collect({ "bedrock-agent:ListTagsForResource": "throttled" }), key)).toEqual({
      tags: "throttled",
    });
  });

  test("a source deleted meanwhile is left out, and the others stand", async () => {
    const recorded = await collect({
      "bedrock-agent:ListDataSources": {
        dataSourceSummaries: [{ dataSourceId: "GONE000001" }, { dataSourceId: "SITE000001" }],
      },
      "bedrock-agent:GetDataSource": ({ dataSourceId }) => {
        const found = sources[String(dataSourceId)];
        if (found) return found;
        throw new ProviderError(
          "not-found",
          { service: "bedrock-agent", operation: "GetDataSource" },
          "gone",
        );
      },
    });
    expect(recorded.outcome.state).toBe("complete");
    expect(recorded.get(key)?.properties).toMatchObject({ dataSources: [{ id: "SITE000001" }] });
  });

  test("more pages of sources than one are all read", async () => {
    const recorded = await collect({
      "bedrock-agent:ListDataSources": ({ nextToken }) =>
        nextToken
          ? { dataSourceSummaries: [{ dataSourceId: "SITE000001" }] }
          : { dataSourceSummaries: [{ dataSourceId: "BUCKET0001" }], nextToken: "2" },
    });
    expect(recorded.get(key)?.properties).toMatchObject({
      dataSources: [{ id: "BUCKET0001" }, { id: "SITE000001" }],
    });
  });

  test("a source of another shape makes the whole base not read", async () => {
    const { outcome } = await collect(
      {},
      { BUCKET0001: { dataSource: { dataSourceId: "BUCKET0001", name: "x" } } },
    );
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
  });
});

describe("the latest sync of a source", () => {
  const one = { BUCKET0001: bucketSource("BUCKET0001", "arn:aws:s3:::policies") };
  const job = (status: string) => ({ ingestionJobSummaries: [{ ingestionJobId: "j", status }] });

  test.each([
    [job("COMPLETE"), "COMPLETE"],
    [job("FAILED"), "FAILED"],
    [{ ingestionJobSummaries: [] }, null],
  ])("told by %j is %s", async (answer, status) => {
    const recorded = await collect({ "bedrock-agent:ListIngestionJobs": answer }, one);
    expect(recorded.get(key)?.properties).toMatchObject({ syncs: [{ source: "source-bucket0001", status }] });
  });

  test("is not asked for where documents are put in one by one", async () => {
    const recorded = await collect({}, { PUSHED0001: source("PUSHED0001", "CUSTOM") });
    expect(recorded.get(key)?.properties).toMatchObject({ syncs: [] });
  });

  test("that may not be listed is unknown, and one that says nothing is malformed", async () => {
    expect(
      unknownsOf(await collect({ "bedrock-agent:ListIngestionJobs": "denied" }, one), key),
    ).toMatchObject({
      "properties.syncs": "denied",
    });
    const hollow = await collect({ "bedrock-agent:ListIngestionJobs": { ingestionJobSummaries: [{}] } }, one);
    expect(hollow.outcome.unknown).toMatchObject({ reason: "malformed" });
  });
});
