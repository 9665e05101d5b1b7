import { expect, test } from "vitest";

import { normalizeKnowledgeBase } from "./bedrock-knowledge-base-record.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
const base = {
  knowledgeBaseArn: "arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/CLAIMSKB01",
  knowledgeBaseId: "CLAIMSKB01",
  name: "claims-policies",
  status: "ACTIVE",
  roleArn: "arn:aws:iam::111122223333:role/knowledge-base",
  knowledgeBaseConfiguration: {
    type: "VECTOR",
    vectorKnowledgeBaseConfiguration: {
      embeddingModelArn: "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0",
    },
  },
};
const source = (bucket: string | null, kmsKeyArn?: string) => ({
  dataSource: {
    dataSourceId: bucket ?? "web",
    name: bucket ?? "web",
    dataSourceConfiguration: bucket
      ? { type: "S3", s3Configuration: { bucketArn: `arn:aws:s3:::${bucket}` } }
      : { type: "WEB" },
    serverSideEncryptionConfiguration: kmsKeyArn ? { kmsKeyArn } : undefined,
  },
});
const normalized = (dataSources: object[], more: object = {}) =>
  normalizeKnowledgeBase(
    { raw: { knowledgeBase: { ...base, ...more } }, dataSources, syncs: new Map(), tags: {}, unknowns: {} },
    scope,
  );
const targets = (kind: string, batch: ReturnType<typeof normalized>) =>
  batch.relationships.filter((edge) => edge.kind === kind).map(({ to }) => to);

test("it ingests the bucket of each source once, and a web source adds none", () => {
  const batch = normalized([source("a", key), source("b", key), source("a", key), source(null, key)]);
  expect(targets("ingests", batch)).toEqual(["arn:aws:s3:::a", "arn:aws:s3:::b"]);
});

test("one source without a customer key is enough to lack one", () => {
  expect(normalized([source("a", key), source("b", key)]).resources[0]?.facets).toEqual({
    customerKey: true,
  });
  expect(normalized([source("a", key), source("b")]).resources[0]?.facets).toEqual({ customerKey: false });
});

test.each([
  [
    "opensearchServerlessConfiguration",
    "collectionArn",
    "arn:aws:aoss:eu-west-1:111122223333:collection/07tj",
  ],
  ["opensearchManagedClusterConfiguration", "domainArn", "arn:aws:es:eu-west-1:111122223333:domain/claims"],
  ["rdsConfiguration", "resourceArn", "arn:aws:rds:eu-west-1:111122223333:cluster:claims"],
  ["s3VectorsConfiguration", "vectorBucketArn", "arn:aws:s3vectors:eu-west-1:111122223333:bucket/claims"],
])("its vectors lie where %s says", (configuration, field, arn) => {
  const storageConfiguration = { type: "ANY", [configuration]: { [field]: arn } };
  expect(targets("indexes-into", normalized([], { storageConfiguration }))).toEqual([arn]);
});

test("it runs as its role and invokes its embedding model", () => {
  const batch = normalized([]);
  expect(targets("runs-as", batch)).toEqual([base.roleArn]);
  expect(targets("invokes", batch)).toEqual([
    "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0",
  ]);
});
