import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import { bedrockServiceKey, modelKey } from "./bedrock-arns.ts";
import type { Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";

/** `GetKnowledgeBase`. */
const RawKnowledgeBase = z.object({
  knowledgeBase: z.object({
    knowledgeBaseArn: z.string(),
    name: z.string(),
    status: z.string(),
    roleArn: z.string(),
    knowledgeBaseConfiguration: z.object({
      vectorKnowledgeBaseConfiguration: z
        .object({
          embeddingModelArn: z.string(),
          supplementalDataStorageConfiguration: z
            .object({
              storageLocations: z
                .array(z.object({ s3Location: z.object({ uri: z.string() }).optional() }))
                .default([]),
            })
            .optional(),
        })
        .optional(),
      kendraKnowledgeBaseConfiguration: z.object({ kendraIndexArn: z.string() }).optional(),
    }),
    storageConfiguration: z
      .object({
        type: z.string(),
        opensearchServerlessConfiguration: z.object({ collectionArn: z.string() }).optional(),
        opensearchManagedClusterConfiguration: z.object({ domainArn: z.string() }).optional(),
        rdsConfiguration: z.object({ resourceArn: z.string() }).optional(),
        neptuneAnalyticsConfiguration: z.object({ graphArn: z.string() }).optional(),
        s3VectorsConfiguration: z
          .object({ vectorBucketArn: z.string().optional(), indexArn: z.string().optional() })
          .optional(),
      })
      .optional(),
  }),
});
type RawKnowledgeBase = z.infer<typeof RawKnowledgeBase>["knowledgeBase"];
type Storage = z.infer<typeof RawKnowledgeBase>["knowledgeBase"]["storageConfiguration"];

/** `GetDataSource`. */
const RawDataSource = z.object({
  dataSource: z.object({
    dataSourceId: z.string(),
    name: z.string(),
    dataSourceConfiguration: z.object({
      type: z.string(),
      s3Configuration: z.object({ bucketArn: z.string() }).optional(),
    }),
    serverSideEncryptionConfiguration: z.object({ kmsKeyArn: z.string().optional() }).optional(),
  }),
});

/** One of `ListIngestionJobs`. */
const RawSync = z.object({ status: z.string() });

export type KnowledgeBaseParts = {
  raw: unknown;
  dataSources: readonly unknown[];
  /** Of each source that is synced at all, by its id, the latest sync. */
  syncs: ReadonlyMap<string, unknown>;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeKnowledgeBase(parts: KnowledgeBaseParts, scope: Scope): Batch {
  const base = RawKnowledgeBase.parse(parts.raw).knowledgeBase;
  const dataSources = parts.dataSources.map((raw) => RawDataSource.parse(raw).dataSource);
  const key = base.knowledgeBaseArn;
  const embedding = base.knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration?.embeddingModelArn;
  const keys = dataSources.map((source) => source.serverSideEncryptionConfiguration?.kmsKeyArn);
  const all = (kind: RelationshipKind, targets: readonly (string | undefined)[]): Relationship[] =>
    [...new Set(targets)].flatMap((to) => (to ? [{ from: key, kind, to }] : []));
  const resource = withUnknowns(
    {
      key,
      type: "aws.bedrock.knowledge-base" as const,
      name: base.name,
      ...scope,
      tags: parts.tags,
      properties: {
        status: base.status,
        embeddingModel: embedding ?? null,
        storage: base.storageConfiguration?.type ?? null,
        dataSources: dataSources.map((source, at) => ({
          id: source.dataSourceId,
          name: source.name,
          kind: source.dataSourceConfiguration.type,
          customerKey: keys[at] !== undefined,
        })),
        syncs: dataSources
          .filter(({ dataSourceId }) => parts.syncs.has(dataSourceId))
          .map(({ dataSourceId, name }) => ({
            source: name,
            status: statusOf(parts.syncs.get(dataSourceId)),
          })),
      },
      facets: { customerKey: keys.every((kmsKey) => kmsKey !== undefined) },
    },
    parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...all("runs-as", [base.roleArn]),
      ...all("indexes-into", [
        vectorStoreOf(base.storageConfiguration),
        base.knowledgeBaseConfiguration.kendraKnowledgeBaseConfiguration?.kendraIndexArn,
      ]),
      ...all(
        "ingests",
        dataSources.map((source) => source.dataSourceConfiguration.s3Configuration?.bucketArn),
      ),
      ...all("stores-artifacts-in", imageStoresOf(base.knowledgeBaseConfiguration, scope)),
      ...all("invokes", [embedding && modelKey(embedding, scope)]),
      ...all("encrypted-by", keys),
      ...all("hosted-on", [bedrockServiceKey(scope)]),
    ],
  };
}

/** Where the images of documents are kept beside the index. */
const imageStoresOf = (
  { vectorKnowledgeBaseConfiguration: vector }: RawKnowledgeBase["knowledgeBaseConfiguration"],
  scope: Scope,
): (string | undefined)[] =>
  (vector?.supplementalDataStorageConfiguration?.storageLocations ?? []).map(
    ({ s3Location }) => bucketOfS3Uri(s3Location?.uri, scope.region) ?? undefined,
  );

const statusOf = (sync: unknown): string | null =>
  sync === null || sync === undefined ? null : RawSync.parse(sync).status;

const vectorStoreOf = (storage: Storage): string | undefined =>
  storage?.opensearchServerlessConfiguration?.collectionArn ??
  storage?.opensearchManagedClusterConfiguration?.domainArn ??
  storage?.rdsConfiguration?.resourceArn ??
  storage?.neptuneAnalyticsConfiguration?.graphArn ??
  storage?.s3VectorsConfiguration?.vectorBucketArn ??
  storage?.s3VectorsConfiguration?.indexArn?.replace(/\/index\/.*$/, "");
